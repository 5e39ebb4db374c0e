/** What an `issue_comment` event says, as far as it is believed. https://docs.github.com/webhooks/webhook-events-and-payloads#issue_comment */
export interface CommentEvent {
  readonly action: string;
  /** Of one that was edited: what it said before. */
  readonly changes?: { readonly body?: { readonly from: string } };
  readonly issue: { readonly number: number; readonly pull_request?: unknown };
  readonly comment: {
    readonly body: string;
    readonly user: Account | null;
    readonly created_at: string;
    readonly updated_at: string;
  };
  readonly sender: Account;
}

interface Account {
  readonly id: number;
  readonly type?: string;
}

/** What a comment may ask for. It proves nothing and grants nothing. */
export type CommentCommand = { readonly kind: "check" | "end"; readonly pull: number };

const CHECK = "/hallpass check";
const END = "/hallpass end";

/** Was a comment changed or deleted that asked for an end? It counts as it was written, and somebody may be in a hurry to undo it. */
export function isEndTakenBack({ action, comment, changes }: CommentEvent): boolean {
  if (action === "deleted") return isEndCommand(comment.body);
  return action === "edited" && isEndCommand(changes?.body?.from ?? "");
}

/** Does it ask for the end of what the pull request gave? */
export const isEndCommand = (body: string): boolean => body.trim() === END;

/**
 * The command of a comment. Undefined for everything but a comment that somebody has just written on a pull request and not
 * edited since: an edit lets one person put words into another's mouth.
 */
export function parseComment(event: CommentEvent): CommentCommand | undefined {
  const { action, issue, comment, sender, changes } = event;
  const isNew = action === "created" && changes === undefined && comment.created_at === comment.updated_at;
  const isAuthors = comment.user !== null && comment.user.id === sender.id;
  const isPersons = sender.type === "User" && comment.user?.type === "User";
  if (!isNew || !isAuthors || !isPersons || !issue.pull_request) return undefined;
  if (isEndCommand(comment.body)) return { kind: "end", pull: issue.number };
  return comment.body.trim() === CHECK ? { kind: "check", pull: issue.number } : undefined;
}
