import type { Person } from "../access/lease.ts";
import { DURATION_PATTERN, guessDuration } from "../text/duration.ts";

/** The fields of an `issue_comment` event that Hallpass uses. https://docs.github.com/webhooks/webhook-events-and-payloads#issue_comment */
export interface CommentEvent {
  readonly action: string;
  /** Of an edited comment: its earlier text. */
  readonly changes?: { readonly body?: { readonly from: string } };
  readonly issue: {
    readonly number: number;
    readonly state?: string;
    readonly pull_request?: unknown;
  };
  readonly comment: {
    readonly id: number;
    readonly body: string;
    readonly user: Account | null;
    readonly created_at: string;
    readonly updated_at: string;
  };
  readonly sender: Account;
}

interface Account {
  readonly id: number;
  readonly login: string;
  readonly type?: string;
}

/** A comment that is addressed to Hallpass. It proves nothing and grants nothing. */
export interface CommentCommand {
  /**
   * `unclear`: nearly a command. `edited`: a command that an edit made of another text, which does not count. `elsewhere`: a command in an
   * issue, which is heard on a pull request alone.
   */
  readonly kind: "check" | "end" | "extend" | "status" | "help" | "unclear" | "edited" | "elsewhere";
  /** Of `extend`: how much longer, as a request writes it. */
  readonly duration?: string;
  /** Of `unclear`: the command that was probably meant. */
  readonly meant?: string;
  /** Where it stands: a pull request, or the issue of `elsewhere`. */
  readonly pull: number;
  readonly isOpen: boolean;
  /** The comment's id. */
  readonly comment: number;
  readonly author: Person;
  readonly at: Date;
}

const END = "/hallpass end";
const COMMANDS: Partial<Record<string, CommentCommand["kind"]>> = {
  "/hallpass check": "check",
  [END]: "end",
  "/hallpass status": "status",
  "/hallpass help": "help",
};

const EXTEND = /^\/hallpass extend (?<duration>\S+)$/u;
const NEARLY_EXTEND = /hallpass\s+extend\b(?:\s+(?:by|for)\b)?(?<rest>[^\n`*]*)/iu;
const DURATION = new RegExp(DURATION_PATTERN, "u");

/** The duration, if the comment is exactly the command that extends the access of its pull request. */
export function readExtension(body: string): string | undefined {
  const { duration = "" } = EXTEND.exec(body.trim())?.groups ?? {};
  return DURATION.test(duration) ? duration : undefined;
}

/** The right form of what is nearly that command: `/hallpass extend 1 hour`. */
function guessExtension(body: string): string | undefined {
  const { rest } = NEARLY_EXTEND.exec(body)?.groups ?? {};
  return rest === undefined ? undefined : `/hallpass extend ${guessDuration(rest) ?? "1h"}`;
}

/** True if the comment is exactly the command that ends the access of its pull request. */
export const isEndCommand = (body: string): boolean => body.trim() === END;

/**
 * Finds an `/hallpass end` comment that was edited or deleted: its pull request, and the id of the account that did so. The original
 * comment still counts, so the caller looks for it at once: editing must not undo an early end.
 */
export function findEndTakenBack({
  action,
  issue,
  comment,
  changes,
  sender,
}: CommentEvent): { readonly pull: number; readonly by: number } | undefined {
  const said = action === "deleted" ? comment.body : action === "edited" ? changes?.body?.from : undefined;
  if (said === undefined || !isEndCommand(said)) return undefined;
  return isId(issue.number) ? { pull: issue.number, by: sender.id } : undefined;
}

/**
 * The command of a comment on a pull request. undefined unless a person has just written it themselves: any writer of the repository
 * can edit another person's comment.
 */
export const parseComment = (event: CommentEvent): CommentCommand | undefined =>
  event.issue.pull_request ? parseAnywhere(event) : undefined;

/** A command in an issue that asks for access, where Hallpass hears `/hallpass end` alone: the person is told where to say it. */
export function parseInIssue(event: CommentEvent): CommentCommand | undefined {
  const command = event.issue.pull_request ? undefined : parseAnywhere(event);
  return command === undefined || command.kind === "end" ? undefined : { ...command, kind: "elsewhere" };
}

function parseAnywhere(event: CommentEvent): CommentCommand | undefined {
  const { issue, comment, sender } = event;
  const isAuthors = comment.user !== null && comment.user.id === sender.id;
  const isPersons = sender.type === "User" && comment.user?.type === "User";
  if (!isAuthors || !isPersons) return undefined;
  if (![issue.number, comment.id, sender.id].every(isId)) return undefined;
  const said = readCommand(event);
  if (said === undefined) return undefined;
  return {
    ...said,
    pull: issue.number,
    isOpen: issue.state === "open",
    comment: comment.id,
    author: { id: sender.id, login: sender.login },
    at: new Date(comment.created_at),
  };
}

const isId = (number: number): boolean => Number.isSafeInteger(number) && number > 0;

type Said = Pick<CommentCommand, "kind" | "duration" | "meant">;

function readCommand({ action, comment, changes }: CommentEvent): Said | undefined {
  const before = changes?.body?.from;
  if (action === "edited") {
    const isNew = before !== undefined && !isAddressed(before) && isAddressed(comment.body);
    return isNew ? { kind: "edited" } : undefined;
  }
  const isNew = action === "created" && changes === undefined && comment.created_at === comment.updated_at;
  if (!isNew) return undefined;
  return readNew(comment.body);
}

/** What an unedited comment of this text says to Hallpass; undefined for every other text. */
export function readNew(body: string): Said | undefined {
  const kind = COMMANDS[body.trim()];
  if (kind !== undefined) return { kind };
  const duration = readExtension(body);
  if (duration !== undefined) return { kind: "extend", duration };
  if (!isAddressed(body)) return undefined;
  const meant = guessExtension(body);
  return { kind: "unclear", ...(meant !== undefined && { meant }) };
}

/** True if the text begins like a command, also with the markup a phone may add, or consists of a quoted command. */
const isAddressed = (body: string): boolean =>
  /^[\s`*_]*[/\\]\s?hallpass\b/iu.test(body) || /^\s*>\s*[`]?\/hallpass\b[^\n]*$/iu.test(body.trimEnd());
