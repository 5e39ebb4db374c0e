import type { Person } from "../access/lease.ts";
import type { AccessState } from "../decision/briefing/labels.ts";
import type { CheckResult } from "../decision/check-result.ts";
import type { ReplayReport } from "../replay/replay-report.ts";

/** The reviewers and labels of a pull request, and whether it is open. */
export interface PullPage {
  /** Requests their reviews. GitHub notifies each of them. */
  requestReviews(pull: number, people: readonly Person[]): Promise<void>;
  /** Gives the pull request the label of this state and takes the labels of others off; `undefined`: it keeps none of them. */
  showState(pull: number, state: AccessState | undefined): Promise<void>;
  /** Closes it without a merge. GitHub leaves a merged one as it is. */
  close(pull: number): Promise<void>;
}

/** The comment for approvers that a pull request shows. */
export interface Briefed {
  readonly pull: number;
  readonly comment: number;
  /** The head that approvers were last asked to review. */
  readonly head: string;
  readonly body: string;
}

/**
 * What a pull request shows to the people who may approve it, besides the check. Nothing that is decided reads it or waits for it. Throws
 * when GitHub fails.
 */
export interface Briefings extends PullPage {
  /** The app's own comment for approvers; undefined while there is none. */
  find(pull: number): Promise<Briefed | undefined>;
  /** Writes the comment. GitHub mails it to everybody who takes part. */
  write(pull: number, head: string, about: CheckResult): Promise<void>;
  /** Changes the comment in place, which notifies nobody; does nothing if it says this already. `closed`: the pull request was closed, and not merged. */
  change(known: Briefed, head: string, about: CheckResult | "closed"): Promise<void>;
  /** What the comment about past decisions was made of; undefined: there is none, or a person changed it. */
  findReplay(pull: number): Promise<string | undefined>;
  /** Writes that comment, or changes the one that is there. `key`, in hexadecimal digits, is what it was made of. */
  showReplay(pull: number, key: string, about: ReplayReport | "failed"): Promise<void>;
}
