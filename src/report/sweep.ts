import { differenceInSeconds } from "date-fns/differenceInSeconds";
import { describeEntitlement } from "../core/access/entitlement.ts";
import { holdingKey } from "../core/access/holding.ts";
import type { LagReport } from "../core/plan/lag.ts";
import type { Overdue } from "../core/plan/overdue.ts";
import type { Change, Outcome } from "../core/plan/plan.ts";
import type { LedgerView } from "../core/ports/ledger.ts";
import type { RevertPull } from "../core/ports/reverts.ts";
import { describeSeconds } from "../core/text/duration.ts";
import { describeAttempts, describeLagReport } from "./lag.ts";
import { code, escapeMarkdown } from "./markdown/escape.ts";
import { describeTime } from "./markdown/time.ts";

/** The result of one run of the Action; without outcomes, a preview. */
export interface Sweep {
  readonly changes: readonly Change[];
  /** `undefined` in a dry run. */
  readonly outcomes: readonly Outcome[] | undefined;
  readonly pulls: readonly RevertPull[];
  /** Branches of revert PRs that a dry run would open. */
  readonly planned: readonly string[];
  /** Ended requests whose revert PR is opened after midnight. */
  readonly later: number;
  readonly unexplained: number;
  /** Access that was overdue on the ledger at the start of the run. */
  readonly overdue: readonly Overdue[];
  readonly lag: LagReport;
  /** Failures other than single revocations; safe to show. */
  readonly problems: readonly string[];
}

/** Says why the sweep may have used an older ledger than the branch has. */
export const describeDistrust = ({ tip, untrusted }: Pick<LedgerView, "tip" | "untrusted">): string[] =>
  untrusted === undefined
    ? []
    : [
        `The ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}. ` +
          `Ended access was taken from its last verified commit, ${tip ?? "of which there is none"}.`,
      ];

export const describeFailures = (
  failures: ReadonlyMap<string, unknown>,
  explain: (error: unknown) => string,
): string[] => [...failures].map(([name, error]) => `"${name}" could not be read. ${explain(error)}`);

/** The job summary, in Markdown. `explain` turns an error into safe text. */
export function describeSweep(sweep: Sweep, now: Date, explain: (error: unknown) => string): string {
  const { outcomes, changes } = sweep;
  const attempts = describeAttemptsAt(sweep.overdue);
  const rows =
    outcomes?.map((outcome) => describeOutcome(outcome, attempts, explain)) ??
    changes.map((change) => describePlanned(change, attempts, now));
  const title = outcomes === undefined ? "## Hallpass: plan of a dry run" : "## Hallpass: ended access";
  const table = [
    row(["who", "what", "should have ended", "late", "failed attempts before", "result"]),
    row(Array(6).fill("---")),
    ...rows,
  ];
  return [
    title,
    rows.length === 0 ? "All ended access has been removed." : table.join("\n"),
    ...describePulls(sweep),
    ...describeLater(sweep),
    ...(sweep.unexplained === 0
      ? []
      : [`${sweep.unexplained} grants made in our name are on no ledger entry. They were not touched.`]),
    ...sweep.problems.map((problem) => `**Problem:** ${escapeMarkdown(problem)}`),
    ...describeLagReport(sweep.lag, sweep.overdue),
    "",
  ].join("\n\n");
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Earlier attempts at a change, from the ledger. Access that reappeared has none: its revocation succeeded once. */
function describeAttemptsAt(overdue: readonly Overdue[]): (change: Change) => string {
  const known = new Map(overdue.map((each) => [holdingKey(each), each]));
  return ({ holding }) => {
    const each = known.get(holdingKey(holding));
    return each === undefined ? "revoked before" : escapeMarkdown(describeAttempts(each.failing));
  };
}

function describeOutcome(
  outcome: Outcome,
  attempts: (change: Change) => string,
  explain: (error: unknown) => string,
): string {
  const result =
    outcome.status === "failed"
      ? `**still held:** ${escapeMarkdown(explain(outcome.error))}`
      : describeResult(outcome);
  return row([...describeChange(outcome.change, outcome.at), attempts(outcome.change), result]);
}

/** The outcome of a change. */
export function describeResult({ change, receipt }: Extract<Outcome, { status: "done" }>): string {
  if (!change.write) return "left: held before Hallpass gave it";
  const done = receipt.changed ? "revoked" : "was gone already";
  return receipt.sessionsEnded === 0 ? done : `${done}, ${receipt.sessionsEnded} sessions ended`;
}

const describePlanned = (change: Change, attempts: (change: Change) => string, now: Date): string =>
  row([
    ...describeChange(change, now),
    attempts(change),
    change.write ? "would be revoked" : "would be left",
  ]);

const describeChange = ({ holding }: Change, at: Date): string[] => [
  code(holding.principal),
  code(describeEntitlement(holding.entitlement)),
  describeTime(holding.until),
  describeSeconds(Math.max(0, differenceInSeconds(at, holding.until))),
];

const describeLater = ({ later }: Sweep): string[] =>
  later === 0
    ? []
    : [
        `${later} ended ${later === 1 ? "request gets its revert PR" : "requests get their revert PRs"} after midnight UTC, one per team (\`receipts: daily\`).`,
      ];

function describePulls({ pulls, planned }: Sweep): string[] {
  const opened = pulls.map(({ number, branch }) => `- #${number} from ${code(branch)}`);
  const would = planned.map((branch) => `- would be opened from ${code(branch)}`);
  return opened.length + would.length === 0 ? [] : [["Revert PRs:", "", ...opened, ...would].join("\n")];
}
