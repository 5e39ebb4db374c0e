/** A stretch of text that has the shape of a secret. */
export interface SecretPlace {
  readonly offset: number;
  readonly length: number;
}

/** What stands in the place of a secret wherever text is shown. */
export const MASK = "***";

/**
 * Well-known shapes. Where there is a group named `secret`, it alone is the secret. Each begins at a boundary or with fixed
 * letters, so that no text takes long.
 */
const shapes: readonly RegExp[] = [
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  /(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_)[A-Za-z0-9_.-]{16,}/gu,
  // AWS access key ids, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/gu,
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,50}-----|$)/gu,
  // JWT: the base64 of {" begins with eyJ.
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/gu,
  // Slack
  /(?<![A-Za-z0-9])(?:xox[a-z]-|xapp-)[A-Za-z0-9-]{10,}/gu,
  // GitLab, npm, Google, Stripe
  /(?<![A-Za-z0-9])(?:glpat-[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{36}|AIza[A-Za-z0-9_-]{35}|[rs]k_live_[A-Za-z0-9]{16,})/gu,
  /:\/\/(?<secret>[^\s/?#:@"'<>]*:[^\s/?#@"'<>]+)(?=@)/gu,
  /authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:basic|bearer|token)\s{1,3})?(?<secret>(?!(?:basic|bearer|token)\s)[^\s"',;]{4,})/giu,
  /(?<![a-z])(?:basic|bearer)\s{1,3}(?<secret>(?=[^\s"']*[0-9])[A-Za-z0-9._~+/=-]{16,})/giu,
  /(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key)["']?\s{0,3}=\s{0,3}["']?(?<secret>[^\s"',;]{4,})/giu,
  /(?:password|passwd|passphrase|pwd)["']?\s{0,3}:\s{0,3}["']?(?<secret>(?![A-Z]+-[0-9]+)(?=[^\s"']*[0-9])[^\s"',;]{6,})/giu,
];

/** Where a text has the shape of a secret, in order, none inside another. It errs on the side of finding too much. */
export function findSecrets(text: string): SecretPlace[] {
  const places: SecretPlace[] = [];
  for (const { offset, length } of findShapes(text)) {
    const last = places.at(-1);
    if (last === undefined || offset >= last.offset + last.length) places.push({ offset, length });
    else
      places[places.length - 1] = { ...last, length: Math.max(last.length, offset + length - last.offset) };
  }
  return places;
}

const findShapes = (text: string): SecretPlace[] =>
  shapes
    .flatMap((shape) => [...text.matchAll(shape)])
    .map(({ 0: whole, index, groups }) => {
      const secret = groups?.secret ?? whole;
      return { offset: index + whole.lastIndexOf(secret), length: secret.length };
    })
    .sort((a, b) => a.offset - b.offset);

/** The text with everything that has the shape of a secret taken out. */
export function maskSecrets(text: string): string {
  let shown = "";
  let end = 0;
  for (const { offset, length } of findSecrets(text)) {
    shown += text.slice(end, offset) + MASK;
    end = offset + length;
  }
  return shown + text.slice(end);
}
