/** An object id as git prints it. Throws for anything else: an option or a revision expression must never reach git. */
export function requireObjectId(text: string): string {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)) return text;
  throw new Error(`"${text}" is not a git object id.`);
}
