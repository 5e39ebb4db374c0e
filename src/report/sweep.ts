import { differenceInSeconds } from "date-fns";
import { describeEntitlement } from "../core/entitlement.ts";
import type { Change, Outcome } from "../core/plan.ts";
import type { RevertPull } from "../core/ports/reverts.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { describeTime } from "./messages.ts";
import { describeSeconds } from "./receipt.ts";

/** What one run of the Action did, or, without outcomes, would do. */
export interface Sweep {
  readonly changes: readonly Change[];
  /** undefined in a dry run. */
  readonly outcomes: readonly Outcome[] | undefined;
  readonly pulls: readonly RevertPull[];
  /** Branches of revert PRs that a dry run would open. */
  readonly planned: readonly string[];
  readonly unexplained: number;
  /** What went wrong besides single revocations; safe to show. */
  readonly problems: readonly string[];
}

/** The job summary, in Markdown. `explain` makes an error fit to be shown. */
export function describeSweep(sweep: Sweep, now: Date, explain: (error: unknown) => string): string {
  const { outcomes, changes } = sweep;
  const rows = outcomes?.map((outcome) => describeOutcome(outcome, explain)) ?? changes.map(plannedRow(now));
  const title = outcomes === undefined ? "## Hallpass: plan of a dry run" : "## Hallpass: ended access";
  const table = [
    row(["who", "what", "should have ended", "late", "result"]),
    row(Array(5).fill("---")),
    ...rows,
  ];
  return [
    title,
    rows.length === 0 ? "Nothing has ended and is still held." : table.join("\n"),
    ...describePulls(sweep),
    ...(sweep.unexplained === 0
      ? []
      : [`${sweep.unexplained} grants made in our name are on no ledger entry. They were not touched.`]),
    ...sweep.problems.map((problem) => `**Problem:** ${escapeMarkdown(problem)}`),
    "",
  ].join("\n\n");
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function describeOutcome(outcome: Outcome, explain: (error: unknown) => string): string {
  const result =
    outcome.status === "failed"
      ? `**still held:** ${escapeMarkdown(explain(outcome.error))}`
      : describeReceipt(outcome);
  return row([...describeChange(outcome.change, outcome.at), result]);
}

function describeReceipt({ change, receipt }: Extract<Outcome, { status: "done" }>): string {
  if (!change.write) return "left: held before Hallpass gave it";
  const done = receipt.changed ? "revoked" : "was gone already";
  return receipt.sessionsEnded === 0 ? done : `${done}, ${receipt.sessionsEnded} sessions ended`;
}

const plannedRow =
  (now: Date) =>
  (change: Change): string =>
    row([...describeChange(change, now), change.write ? "would be revoked" : "would be left"]);

const describeChange = ({ holding }: Change, at: Date): string[] => [
  code(holding.principal),
  code(describeEntitlement(holding.entitlement)),
  describeTime(holding.until),
  describeSeconds(Math.max(0, differenceInSeconds(at, holding.until))),
];

function describePulls({ pulls, planned }: Sweep): string[] {
  const opened = pulls.map(({ number, branch }) => `- #${number} from ${code(branch)}`);
  const would = planned.map((branch) => `- would be opened from ${code(branch)}`);
  return opened.length + would.length === 0 ? [] : [["Revert PRs:", "", ...opened, ...would].join("\n")];
}
