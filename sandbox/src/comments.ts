import type { Account, App } from "./accounts.ts";

/** A comment under an issue or pull request. */
export interface IssueComment {
  readonly id: number;
  readonly issueNumber: number;
  readonly author: Account;
  /** The app that wrote it, when a bot did. */
  readonly app: App | undefined;
  readonly createdAt: Date;
  updatedAt: Date;
  body: string;
}
