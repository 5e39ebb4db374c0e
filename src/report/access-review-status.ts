import type { ReviewStatus } from "../core/inventory/review-status.ts";
import { renderTable } from "./markdown/table.ts";

const WORDS: Readonly<Record<ReviewStatus["state"], string>> = {
  never: "never reviewed",
  open: "open",
  overdue: "OVERDUE",
  unread: "open, with mistakes",
  done: "done",
};

/** A table for people. */
export function renderReviewStatus(rows: readonly ReviewStatus[]): string {
  if (rows.length === 0) return "inventory/ lists no standing access, and there is no review.\n";
  return renderTable(
    ["TEAM", "REVIEW", "STARTED", "DUE", "KEPT", "REMOVED", "UNDECIDED", "WHERE"],
    rows.map(({ team, state, started = "", due = "", counts, late, ...place }) => [
      ...[team, late ? "done, late" : WORDS[state], started, due],
      ...(counts === undefined
        ? ["", "", ""]
        : [`${counts.keep}`, `${counts.remove}`, `${counts.undecided}`]),
      describePlace(place),
    ]),
  );
}

function describePlace({ branch, merge }: Pick<ReviewStatus, "branch" | "merge">): string {
  if (branch !== undefined) return `branch ${branch}`;
  if (merge === undefined) return "";
  const pull = merge.pull === undefined ? `commit ${merge.commit.slice(0, 12)}` : `#${merge.pull}`;
  return `${pull} of ${merge.author}, merged ${merge.at.toISOString().slice(0, 10)}`;
}
