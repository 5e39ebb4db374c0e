import type { ChangedDecision } from "../../core/replay/replay.ts";
import type { ReplayReport } from "../../core/replay/replay-report.ts";
import { describeDifference, listCaveats, sortChanges, summarizeReplay } from "./summary.ts";

/** For a terminal: the sum, what is not known, and every decision that changes, the gravest first. */
export const renderReplay = (report: ReplayReport): string =>
  [
    summarizeReplay(report),
    ...listCaveats(report),
    ...(report.changes.length === 0 ? [] : ["", ...sortChanges(report.changes).flatMap(renderChange)]),
    "",
  ].join("\n");

const renderChange = ({
  request,
  pull,
  at,
  subject,
  granted,
  difference,
  because,
}: ChangedDecision): string[] => [
  `${at.toISOString().slice(0, 10)}  ${request} (${pull > 0 ? `#${pull}, ` : ""}${subject}), ${granted ? "granted" : "refused"} then: ${describeDifference(difference)}`,
  ...because.map(({ says }) => `    ${says}`),
];
