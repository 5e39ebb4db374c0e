import type { AskSource, SourceText } from "../asking/asked.ts";
import type { IssueNews } from "../asking/issue-news.ts";

/** The branch of a request that the app writes for a person: one commit on the default branch. */
export interface AskBranch {
  readonly branch: string;
  readonly from: string;
  readonly path: string;
  readonly text: string;
  readonly message: string;
  readonly at: Date;
}

export interface AskPull {
  readonly number: number;
  readonly state: "open" | "closed" | "merged";
  /** Its web page. */
  readonly url: string;
}

export interface NewAskPull {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/** Opens pull requests as the app, for people who asked by other ways. Throws if GitHub or git fails. */
export interface Asking {
  /** The number of the app's own account. Throws where GitHub does not tell it. */
  readOwnId(): Promise<number>;
  /** The issue or comment as it is now; undefined when this repository has none of that number and id, or its author is gone. */
  readSource(source: Exclude<AskSource, { kind: "authzen" }>): Promise<SourceText | undefined>;
  /** The message of a commit of this clone that this key signed; undefined where it signed none such. */
  readSigned(commit: string, publicKey: string): Promise<string | undefined>;
  /** Puts one signed commit on a new branch. An existing branch is left alone. Answers the tip there is then, fetched into this clone. */
  push(branch: AskBranch): Promise<string>;
  /** The pull request of the branch that the app itself opened, open or closed. */
  find(branch: string): Promise<AskPull | undefined>;
  open(pull: NewAskPull): Promise<AskPull>;
  /** Closes a pull request of the app's own, and says there that this issue, which asks for it, was closed. */
  withdraw(pull: number, issue: number): Promise<void>;
}

/** An issue, as the app first looks at it. Pull requests are none. */
export interface OpenIssue {
  readonly number: number;
  readonly id: number;
  /** The id of the account that opened it; 0 where that is gone. */
  readonly author: number;
  /** Whether it has the form's label, which GitHub gives to each issue that is opened with the form. */
  readonly isLabelled: boolean;
}

/** Open issues; not whole where more are open than were listed. */
export interface OpenIssues {
  readonly issues: readonly OpenIssue[];
  readonly isWhole: boolean;
}

/** The issues that people ask with. Throws `GitHubError` when GitHub fails. */
export interface AskIssues {
  /** The open ones with the form's label, newest first, five hundred at most. */
  list(): Promise<OpenIssues>;
  /** undefined where there is none of that number, or it is closed. */
  find(number: number): Promise<OpenIssue | undefined>;
  /** Tells people there, once for each news; `closes` closes the issue afterwards. */
  tell(issue: number, news: IssueNews): Promise<void>;
}
