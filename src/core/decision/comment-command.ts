import type { Person } from "../access/lease.ts";

/** The fields of an `issue_comment` event that Hallpass uses. https://docs.github.com/webhooks/webhook-events-and-payloads#issue_comment */
export interface CommentEvent {
  readonly action: string;
  /** Of an edited comment: its earlier text. */
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
  /** `unclear`: nearly a command. `edited`: a command that an edit made of another text, which does not count. */
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

/** True if the text begins like a command, also with the markup a phone may add, or consists of a quoted command. */
const isAddressed = (body: string): boolean =>
  /^[\s`*_]*[/\\]\s?hallpass\b/iu.test(body) || /^\s*>\s*[`]?\/hallpass\b[^\n]*$/iu.test(body.trimEnd());
