export interface OwnComment {
  readonly id: number;
  readonly body: string;
  /** The app wrote this text here. False where a person changed it, and where that cannot be ruled out. */
  readonly genuine: boolean;
}

/**
 * The comments that the app itself writes on issues and pull requests. Each is sealed as it is written, because people with write access may
 * edit it. Texts are given and answered without the seal. Throws `GitHubError` when GitHub fails.
 */
export interface OwnComments {
  /** The genuine texts; with a time, of comments written or changed since. Anyone can copy a text, so other authors do not count. */
  list(number: number, since?: Date): Promise<string[]>;
  /** The genuine texts everywhere in the repository, of comments written or changed since. */
  listRecent(since: Date): Promise<string[]>;
  /** All of the app's comments with their ids, oldest first, also those that are not genuine. */
  listEach(number: number): Promise<readonly OwnComment[]>;
  add(number: number, body: string): Promise<void>;
  /** Changes a comment of this issue or pull request. Answers its text as GitHub keeps it. */
  edit(number: number, comment: number, body: string): Promise<string>;
}
