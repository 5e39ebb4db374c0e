/** How the person uses the access while the lease lives: a line to type, or a page to open. Never a secret. */
export interface Connection {
  readonly kind: "command" | "link";
  /** `psql -h db.example -U alice orders`, or an https URL. */
  readonly text: string;
}

const LONGEST = 500;

/** The same if it is fit for people: one printable line of at most 500 characters, and an https URL where it is a link. */
export function fitConnection(connection: Connection | undefined): Connection | undefined {
  if (connection === undefined) return undefined;
  const { kind, text } = connection;
  if (text === "" || text.length > LONGEST || /[\p{C}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  if (kind === "command") return { kind, text };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" && url.username === "" && url.password === ""
    ? { kind, text: url.href }
    : undefined;
}
