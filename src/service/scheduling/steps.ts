import type { OnFailure, Step } from "./scheduler.ts";

/** The function that one run of each step calls. */
export interface Work {
  readonly readDue: () => Promise<undefined>;
  readonly end: (provider: string) => Promise<number | undefined>;
  readonly look: (provider: string) => Promise<undefined>;
  readonly listLate: () => Promise<undefined>;
  readonly watch: () => Promise<undefined>;
  readonly reconcile: () => Promise<undefined>;
  readonly review: (pull: number) => Promise<number | undefined>;
  readonly reviewAll: () => Promise<undefined>;
  readonly observe: () => Promise<undefined>;
  readonly readIssues: () => Promise<undefined>;
  readonly lookBack: () => Promise<undefined>;
  readonly readIssue: (issue: number) => Promise<undefined>;
}

export type StepName =
  | "due"
  | "end"
  | "look"
  | "late"
  | "watch"
  | "reconcile"
  | "review"
  | "review all"
  | "observe"
  | "look back"
  | "issues"
  | "issue";

const retried: OnFailure = { retry: "back-off", level: "error", message: "failed; retrying" };
const untilPause: OnFailure = { ...retried, retry: "pause" };
const onSweep: OnFailure = { retry: "no", level: "error", message: "failed; the next sweep retries" };

const provider = (name: string): object => ({ provider: name });
const issue = (number: string): object => ({ issue: Number(number) });
const pull = (number: string): object => ({ pull: Number(number) });

/**
 * Everything the app does by itself. Two rules decide the lanes: an end waits for no fetch, review, comment or other provider, and
 * everything that reads GitHub's state of the repository takes turns.
 *
 * - "due" reads the state, sets the timers for the next begin and end, and starts "end" at each provider with overdue access.
 * - "end" revokes at one provider; "late" and "look" find and revoke access that a delayed call gave back, when rounds fail.
 * - "watch" asks GitHub for early ends: a comment, a closed issue, a member who left.
 * - "reconcile" is a round: fetch, verify, grant, revoke, record. An event lets it wait for reviews, for two seconds at most.
 * - "review" updates the check of one pull request; "observe" records who is in the approving teams.
 * - "look back" finds out what became of access after its end, for the ledger; the next round writes it.
 * - "issue" answers one that somebody asks with, and opens its pull request; "issues" finds those that no event told of.
 *
 * The lanes "commands", "announcements", "labels" and "pushes" hold work about one event, such as a comment or a push: see `worker.ts`.
 */
export const listSteps = (work: Work): readonly Step<StepName>[] => [
  { name: "due", lane: "due", every: 1, failure: retried, run: work.readDue },
  { name: "end", lane: (at) => `end at ${at}`, about: provider, failure: retried, run: work.end },
  { name: "look", lane: (at) => `look at ${at}`, about: provider, failure: onSweep, run: work.look },
  { name: "late", lane: "late", failure: onSweep, run: work.listLate },
  { name: "reconcile", lane: "rounds", every: 1, urgent: true, failure: retried, run: work.reconcile },
  { name: "review all", lane: "rounds", every: 5, failure: retried, run: work.reviewAll },
  { name: "watch", lane: "watch", every: 5, failure: retried, run: work.watch },
  { name: "observe", lane: "rounds", every: 60, failure: retried, run: work.observe },
  { name: "review", lane: "rounds", about: pull, failure: untilPause, run: (of) => work.review(Number(of)) },
  { name: "look back", lane: "look back", every: 5, failure: onSweep, run: work.lookBack },
  { name: "issues", lane: "asks", every: 5, failure: retried, run: work.readIssues },
  { name: "issue", lane: "asks", about: issue, failure: untilPause, run: (of) => work.readIssue(Number(of)) },
];
