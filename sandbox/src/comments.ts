import type { Account, App } from "./accounts.ts";

/** A comment on an issue or pull request. */
export interface IssueComment {
  readonly id: number;
  readonly issueNumber: number;
  readonly author: Account;
  /** The app behind a bot's comment. */
  readonly app: App | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  body: string;
  /** The times at which its text was changed, oldest first. */
  readonly edits: Date[];
}
