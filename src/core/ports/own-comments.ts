export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** The comments that the app itself writes on issues and pull requests. Throws `GitHubError` when GitHub fails. */
export interface OwnComments {
  /** The texts of the app's own comments, also edited ones; with a time, those written or changed since. Anyone can copy a text, so other authors do not count. */
  list(number: number, since?: Date): Promise<string[]>;
  /** The same comments with their ids, oldest first. */
  listEach(number: number): Promise<readonly OwnComment[]>;
  add(number: number, body: string): Promise<void>;
  /** Changes a comment. Answers its text as GitHub keeps it. */
  edit(comment: number, body: string): Promise<string>;
}
