import type { Comment } from "../decision/github-facts.ts";

/**
 * Comments as first written, including ones edited or deleted since: everyone with write access can edit and delete the comments of
 * others.
 */
export interface CommentRecord {
  /**
   * Comments written since then, in their first version, as far back as GitHub remembers. Throws if that cannot be read, and
   * `PartlyReadError` with a part if it is too much.
   */
  listWritten(since: Date): Promise<Comment[]>;
  /** The comment that a webhook told of, by the webhook's id; undefined when GitHub has no such webhook, or keeps it no longer. */
  findWritten(delivery: string): Promise<Comment | undefined>;
  /** Skips the webhook with this id: it was signed, and its comment is not a command. */
  skip(delivery: string): void;
}
