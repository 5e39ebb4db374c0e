import type { Person } from "../access/lease.ts";

/** Where a person asked, when the app opens the pull request for them. */
export type AskSource =
  | { readonly kind: "issue"; readonly number: number; readonly id: number }
  /** A comment on the issue or pull request of that number. */
  | { readonly kind: "comment"; readonly number: number; readonly id: number }
  /** A caller of `POST /access/v1/requests`, and its request. Only the signature vouches for it: GitHub knows nothing of it. */
  | { readonly kind: "authzen"; readonly caller: string; readonly task: string };

/** A request that the app writes for a person, as the commit records it. */
export interface Asked {
  /** The id of the access repository: a commit of one counts in no other. */
  readonly repository: number;
  readonly asker: Person;
  readonly source: AskSource;
  /** The request's id: `<team>/<name>`. */
  readonly request: string;
  /** When the person asked. */
  readonly at: Date;
}

/** What there is of an issue or a comment at GitHub. */
export interface SourceText {
  readonly author: Person;
  readonly body: string;
  readonly at: Date;
  /** Changed since it was written, by anybody, or brought here from another place. */
  readonly changed: boolean;
}

/** One source has one branch, so that it never leads to two pull requests. */
export const ASK_BRANCHES = "hallpass/ask/";

export const branchOf = (source: AskSource): string => `${ASK_BRANCHES}${markOf(source)}`;

/** Small letters, digits and hyphens: names the source within the access repository. */
export function markOf(source: AskSource): string {
  if (source.kind === "issue") return `i${source.number}`;
  if (source.kind === "comment") return `c${source.id}`;
  return `a-${source.caller}-${source.task}`.toLowerCase();
}

/** As people read it: `issue #12`. */
export function describeSource(source: AskSource): string {
  if (source.kind === "issue") return `issue #${source.number}`;
  if (source.kind === "comment") return `a comment on #${source.number}`;
  return `${source.caller} (AuthZEN)`;
}

const SUBJECT = "hallpass: request access for a person";

/** The whole message of the commit. Every part has a closed form, so that no text of a person can stand for a trailer. */
export const writeAskMessage = (asked: Asked): string =>
  [
    SUBJECT,
    "",
    `Hallpass-Repository: ${asked.repository}`,
    `Hallpass-Request: ${asked.request}`,
    `Hallpass-Asker: ${asked.asker.id} ${asked.asker.login}`,
    `Hallpass-Source: ${writeSource(asked.source)}`,
    `Hallpass-Asked-At: ${asked.at.toISOString()}`,
    "",
  ].join("\n");

function writeSource(source: AskSource): string {
  if (source.kind === "issue") return `issue ${source.number} ${source.id}`;
  if (source.kind === "comment") return `comment ${source.id} on #${source.number}`;
  return `authzen ${source.caller} ${source.task}`;
}

const ID = String.raw`[1-9]\d{0,15}`;
const MESSAGE = new RegExp(
  [
    `^${SUBJECT}`,
    "",
    `Hallpass-Repository: (?<repository>${ID})`,
    "Hallpass-Request: (?<request>[a-z0-9][a-z0-9._-]{0,99}/[a-z0-9][a-z0-9._-]{0,99})",
    `Hallpass-Asker: (?<asker>${ID}) (?<login>[A-Za-z0-9][A-Za-z0-9_-]{0,38})`,
    "Hallpass-Source: (?<source>[ -~]{1,200})",
    String.raw`Hallpass-Asked-At: (?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)`,
    "$",
  ].join("\n"),
  "u",
);

/** Reads what `writeAskMessage` wrote, and nothing else: undefined for any other message. */
export function parseAskMessage(message: string): Asked | undefined {
  const { repository, request, asker, login, source: text = "", at } = MESSAGE.exec(message)?.groups ?? {};
  const source = parseSource(text);
  if (source === undefined || request === undefined || login === undefined || at === undefined)
    return undefined;
  if (Number.isNaN(Date.parse(at))) return undefined;
  const asked: Asked = {
    repository: Number(repository),
    request,
    asker: { id: Number(asker), login },
    source,
    at: new Date(at),
  };
  return writeAskMessage(asked) === message ? asked : undefined;
}

const SOURCE = new RegExp(
  [
    `^issue (?<issue>${ID}) (?<issueId>${ID})$`,
    `^comment (?<commentId>${ID}) on #(?<comment>${ID})$`,
    "^authzen (?<caller>[A-Za-z0-9][A-Za-z0-9._-]{0,62}) (?<task>[A-Za-z0-9-]{1,64})$",
  ].join("|"),
  "u",
);

function parseSource(text: string): AskSource | undefined {
  const { issue, issueId, comment, commentId, caller, task } = SOURCE.exec(text)?.groups ?? {};
  if (issue !== undefined) return { kind: "issue", number: Number(issue), id: Number(issueId) };
  if (comment !== undefined) return { kind: "comment", number: Number(comment), id: Number(commentId) };
  return caller === undefined || task === undefined ? undefined : { kind: "authzen", caller, task };
}
