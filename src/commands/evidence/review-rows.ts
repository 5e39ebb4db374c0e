import type { ReviewStatus } from "../../core/inventory/review-status.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import type { Rows } from "../audit/table.ts";

/** Access reviews that were merged: what git proves of each. Who approved it stands at GitHub alone, at its pull request. */
export const reviewRows = (reviews: readonly ReviewStatus[]): Rows<ReviewStatus> => ({
  name: "reviews",
  head: [
    ...["TEAM", "FILE", "STARTED", "DUE", "MERGED", "LATE", "KEPT", "REMOVED", "UNDECIDED"],
    ...["MERGE", "ITS AUTHOR", "PULL REQUEST"],
  ],
  records: reviews,
  none: "No access review.",
  toRow: ({ team, path = "", started = "", due = "", late, counts, merge }) => [
    ...[team, path, started, due, merge === undefined ? "" : formatTime(merge.at), late ? "late" : ""],
    ...[counts?.keep, counts?.remove, counts?.undecided].map((count) => `${count ?? ""}`),
    ...[merge?.commit ?? "", merge?.author ?? "", merge?.pull === undefined ? "" : `#${merge.pull}`],
  ],
});
