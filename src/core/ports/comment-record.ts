import type { Comment } from "../github-facts.ts";

/** What was written, whatever became of it: a comment can be changed and deleted by everybody who may write in the repository. */
export interface CommentRecord {
  /** Comments written since then, as they were written, as far back as GitHub remembers. Throws when that cannot be read. */
  listWritten(since: Date): Promise<Comment[]>;
}
