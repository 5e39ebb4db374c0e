/** The comments that the app itself writes on issues and pull requests. Throws `GitHubError` when GitHub fails. */
export interface OwnComments {
  /** The texts of the app's own comments, also edited ones; with a time, those written or changed since. Anyone can copy a text, so other authors do not count. */
  list(number: number, since?: Date): Promise<string[]>;
  add(number: number, body: string): Promise<void>;
  addLabel(number: number, label: string): Promise<void>;
}
