import type { Person } from "../access/lease.ts";

/** What an `issue_comment` event says, as far as it is believed. https://docs.github.com/webhooks/webhook-events-and-payloads#issue_comment */
export interface CommentEvent {
  readonly action: string;
  /** Of one that was edited: what it said before. */
  readonly changes?: { readonly body?: { readonly from: string } };
  readonly issue: { readonly number: number; readonly state?: string; readonly pull_request?: unknown };
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
  /** `unclear`: nearly a command. `edited`: a command that was written over something else, which does not count. */
  readonly kind: "check" | "end" | "help" | "unclear" | "edited";
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
  "/hallpass help": "help",
};

/** Does it ask for the end of what the pull request gave? */
export const isEndCommand = (body: string): boolean => body.trim() === END;

/**
 * A comment that asked for an end and was changed or deleted, and by whom. It counts as it was written, and somebody may be in a hurry to
 * undo it.
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
 * The command of a comment on a pull request. Undefined for everything that its own author, a person, has not just written: an edit
 * lets one person put words into another's mouth.
 */
export function parseComment(event: CommentEvent): CommentCommand | undefined {
  const { issue, comment, sender } = event;
  const isAuthors = comment.user !== null && comment.user.id === sender.id;
  const isPersons = sender.type === "User" && comment.user?.type === "User";
  if (!isAuthors || !isPersons || !issue.pull_request) return undefined;
  if (![issue.number, comment.id, sender.id].every(isId)) return undefined;
  const kind = kindOf(event);
  if (kind === undefined) return undefined;
  return {
    kind,
    pull: issue.number,
    isOpen: issue.state === "open",
    comment: comment.id,
    author: { id: sender.id, login: sender.login },
    at: new Date(comment.created_at),
  };
}

const isId = (number: number): boolean => Number.isSafeInteger(number) && number > 0;

function kindOf({ action, comment, changes }: CommentEvent): CommentCommand["kind"] | undefined {
  const before = changes?.body?.from;
  if (action === "edited")
    return before !== undefined && !isAddressed(before) && isAddressed(comment.body) ? "edited" : undefined;
  const isNew = action === "created" && changes === undefined && comment.created_at === comment.updated_at;
  if (!isNew) return undefined;
  return COMMANDS[comment.body.trim()] ?? (isAddressed(comment.body) ? "unclear" : undefined);
}

/** Its first line begins like a command, whatever a phone made of it; a quote of one with more below it is talk. */
const isAddressed = (body: string): boolean =>
  /^[\s`*_]*[/\\]\s?hallpass\b/iu.test(body) || /^\s*>\s*[`]?\/hallpass\b[^\n]*$/iu.test(body.trimEnd());
