import type { HistoryReport } from "../core/verify/verdict.ts";

/** What a replay of the history proved, found and cannot prove, for a terminal. `tip`: the last commit of the ledger. */
export function renderVerdict(
  tip: string,
  { commits, grants, ends, violations, unproven }: HistoryReport,
): string {
  const lines = [
    ...violations.map(
      ({ code, says, commit, request }) =>
        `${code}  ${request === undefined ? "" : `${request}: `}${says}${commit === undefined ? "" : ` [${commit.slice(0, 12)}]`}`,
    ),
    `${violations.length === 0 ? "Proven" : `${violations.length} found`}: ${count(commits, "commit")} of the ledger, ${count(grants, "grant")}, ${count(ends, "end")}, up to ${tip}.`,
    ...(unproven.length === 0 ? [] : ["", "Not provable from this clone:"]),
    ...unproven.map(({ what, why, count }) => `  ${what} (${count}): ${why}.`),
  ];
  return `${lines.join("\n")}\n`;
}

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? "" : "s"}`;
