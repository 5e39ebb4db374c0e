import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  code,
  describeTime,
  differenceInSeconds,
  escapeMarkdown
} from "./chunk-OU5SX7WZ.js";
import {
  describeDuration,
  describeSeconds
} from "./chunk-3BZNJ7ZL.js";
import {
  describeEntitlement,
  holdingKey
} from "./chunk-K5X7KKLM.js";

// src/report/lag.ts
var lagHead = ["provider", "count", "p50", "p95", "max", "by hand", "left", "again"];
var describeSpan = ({ since, until }) => `${since === void 0 ? "up to" : `from ${describeTime(since)} to`} ${describeTime(until)}`;
var describeNumbers = ({ count, milliseconds, apart }) => [
  String(count),
  ...[milliseconds?.p50, milliseconds?.p95, milliseconds?.max].map(
    (lag) => lag === void 0 ? "-" : describeLag(lag)
  ),
  ...[apart.byHand, apart.left, apart.again].map(String)
];
var describeLag = (milliseconds) => milliseconds < 12e4 ? describeSeconds(Math.ceil(milliseconds / 100) / 10) : describeSeconds(Math.floor(milliseconds / 1e3));
var describeAttempts = (failing) => failing === void 0 ? "none on the ledger" : `since ${describeTime(failing.since)}, last ${failing.code} at ${describeTime(failing.at)}`;
function describeLagReport(report, overdue) {
  return [
    "### How late",
    describeOverdue(overdue.filter(({ left }) => !left)),
    ...report.providers.length === 0 ? [`The ledger has no revocation ${describeSpan(report)}.`] : [
      `Revocations on the ledger ${describeSpan(report)}, actual end minus planned end; percentiles by nearest rank:`,
      describeTable(report)
    ]
  ];
}
function describeOverdue([longest, ...more]) {
  if (longest === void 0) return "Nothing was overdue on the ledger when this run began.";
  const count = more.length + 1;
  return `${count} ${count === 1 ? "was" : "were"} overdue on the ledger when this run began, the longest for ${describeLag(longest.lateMilliseconds)}.`;
}
var describeTable = ({ providers, all }) => [
  lagHead,
  lagHead.map(() => "---"),
  ...providers.map((lag) => [code(lag.provider), ...describeNumbers(lag)]),
  ["in all", ...describeNumbers(all)]
].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
var describeNeglect = ({ principal, entitlement, endedAt, lateMilliseconds }, limitMilliseconds) => `${principal}, ${describeEntitlement(entitlement)}, was held past its end at ${describeTime(endedAt)}, for ${describeLag(lateMilliseconds)} when this run began, and no failed attempt to take it back is on the ledger (limit ${describeDuration(limitMilliseconds)}): no process was trying. See whether the app runs and reaches the provider and GitHub; hallpass status shows what the ledger says.`;

// src/report/sweep.ts
var describeDistrust = ({ tip, untrusted }) => untrusted === void 0 ? [] : [
  `The ledger's tip ${untrusted.tip} is not trusted: ${untrusted.reason}. Ended access was taken from its last verified commit, ${tip ?? "of which there is none"}.`
];
var describeFailures = (failures, explain) => [...failures].map(([name, error]) => `"${name}" could not be read. ${explain(error)}`);
function describeSweep(sweep, now, explain) {
  const { outcomes, changes } = sweep;
  const attempts = describeAttemptsAt(sweep.overdue);
  const rows = outcomes?.map((outcome) => describeOutcome(outcome, attempts, explain)) ?? changes.map((change) => describePlanned(change, attempts, now));
  const title = outcomes === void 0 ? "## Hallpass: plan of a dry run" : "## Hallpass: ended access";
  const table = [
    row(["who", "what", "should have ended", "late", "failed attempts before", "result"]),
    row(Array(6).fill("---")),
    ...rows
  ];
  return [
    title,
    rows.length === 0 ? "All ended access has been removed." : table.join("\n"),
    ...describePulls(sweep),
    ...describeLater(sweep),
    ...sweep.unexplained === 0 ? [] : [`${sweep.unexplained} grants made in our name are on no ledger entry. They were not touched.`],
    ...sweep.problems.map((problem) => `**Problem:** ${escapeMarkdown(problem)}`),
    ...describeLagReport(sweep.lag, sweep.overdue),
    ""
  ].join("\n\n");
}
var row = (cells) => `| ${cells.join(" | ")} |`;
function describeAttemptsAt(overdue) {
  const known = new Map(overdue.map((each) => [holdingKey(each), each]));
  return ({ holding }) => {
    const each = known.get(holdingKey(holding));
    return each === void 0 ? "revoked before" : escapeMarkdown(describeAttempts(each.failing));
  };
}
function describeOutcome(outcome, attempts, explain) {
  const result = outcome.status === "failed" ? `**still held:** ${escapeMarkdown(explain(outcome.error))}` : describeResult(outcome);
  return row([...describeChange(outcome.change, outcome.at), attempts(outcome.change), result]);
}
function describeResult({ change, receipt }) {
  if (!change.write) return "left: held before Hallpass gave it";
  const done = receipt.changed ? "revoked" : "was gone already";
  return receipt.sessionsEnded === 0 ? done : `${done}, ${receipt.sessionsEnded} sessions ended`;
}
var describePlanned = (change, attempts, now) => row([
  ...describeChange(change, now),
  attempts(change),
  change.write ? "would be revoked" : "would be left"
]);
var describeChange = ({ holding }, at) => [
  code(holding.principal),
  code(describeEntitlement(holding.entitlement)),
  describeTime(holding.until),
  describeSeconds(Math.max(0, differenceInSeconds(at, holding.until)))
];
var describeLater = ({ later }) => later === 0 ? [] : [
  `${later} ended ${later === 1 ? "request gets its revert PR" : "requests get their revert PRs"} after midnight UTC, one per team (\`receipts: daily\`).`
];
function describePulls({ pulls, planned }) {
  const opened = pulls.map(({ number, branch }) => `- #${number} from ${code(branch)}`);
  const would = planned.map((branch) => `- would be opened from ${code(branch)}`);
  return opened.length + would.length === 0 ? [] : [["Revert PRs:", "", ...opened, ...would].join("\n")];
}

export {
  describeNeglect,
  describeDistrust,
  describeFailures,
  describeSweep,
  describeResult
};
