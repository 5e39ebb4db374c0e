import { describeEntitlement } from "../core/access/entitlement.ts";
import { describeSubject } from "../core/ledger/ledger-message.ts";
import type { Lag, LagReport } from "../core/plan/lag.ts";
import type { Overdue } from "../core/plan/overdue.ts";
import { describeDuration, describeSeconds } from "../core/text/duration.ts";
import { code } from "./markdown/escape.ts";
import { renderTable } from "./markdown/table.ts";
import { describeTime } from "./markdown/time.ts";

const lagHead = ["provider", "count", "p50", "p95", "max", "by hand", "left", "again"];

/** For a terminal: the lag per provider and in total, then overdue access. */
export function renderLag(report: LagReport, overdue: readonly Overdue[]): string {
  return [
    `Lag of the revocations ${describeSpan(report)}\n`,
    report.providers.length === 0
      ? "There were no revocations.\n"
      : renderTable(
          lagHead.map((cell) => cell.toUpperCase()),
          listRows(report),
        ),
    "\n",
    ...(overdue.length === 0
      ? ["Nothing is overdue.\n"]
      : [renderOverdue(overdue), "\nhallpass status says what to do about each.\n"]),
  ].join("");
}

const describeSpan = ({ since, until }: LagReport): string =>
  `${since === undefined ? "up to" : `from ${describeTime(since)} to`} ${describeTime(until)}`;

const listRows = ({ providers, all }: LagReport): string[][] => [
  ...providers.map((lag) => [lag.provider, ...describeNumbers(lag)]),
  ["in all", ...describeNumbers(all)],
];

const describeNumbers = ({ count, milliseconds, apart }: Lag): string[] => [
  String(count),
  ...[milliseconds?.p50, milliseconds?.p95, milliseconds?.max].map((lag) =>
    lag === undefined ? "-" : describeLag(lag),
  ),
  ...[apart.byHand, apart.left, apart.again].map(String),
];

/** Rounds up to a tenth of a second; minutes and hours from two minutes on. */
const describeLag = (milliseconds: number): string =>
  milliseconds < 120_000
    ? describeSeconds(Math.ceil(milliseconds / 100) / 10)
    : describeSeconds(Math.floor(milliseconds / 1000));

const renderOverdue = (overdue: readonly Overdue[]): string =>
  renderTable(
    ["OVERDUE", "WHAT", "SHOULD HAVE ENDED", "LATE", "FAILED ATTEMPTS"],
    overdue.map((each) => [
      describeHolder(each),
      describeEntitlement(each.entitlement),
      describeTime(each.endedAt),
      describeLag(each.lateMilliseconds),
      describeAttempts(each.failing),
    ]),
  );

const describeHolder = ({ leases: [lease], principal }: Overdue): string =>
  lease === undefined ? principal : describeSubject(lease);

/** Failed revocation attempts, from the ledger. */
export const describeAttempts = (failing: Overdue["failing"]): string =>
  failing === undefined
    ? "none on the ledger"
    : `since ${describeTime(failing.since)}, last ${failing.code} at ${describeTime(failing.at)}`;

/** A section of the job summary, in Markdown: access overdue at the start of the run, and the lag on the ledger. */
export function describeLagReport(report: LagReport, overdue: readonly Overdue[]): string[] {
  return [
    "### How late",
    describeOverdue(overdue.filter(({ left }) => !left)),
    ...(report.providers.length === 0
      ? [`The ledger has no revocation ${describeSpan(report)}.`]
      : [
          `Revocations on the ledger ${describeSpan(report)}, actual end minus planned end; percentiles by nearest rank:`,
          describeTable(report),
        ]),
  ];
}

function describeOverdue([longest, ...more]: readonly Overdue[]): string {
  if (longest === undefined) return "Nothing was overdue on the ledger when this run began.";
  const count = more.length + 1;
  return `${count} ${count === 1 ? "was" : "were"} overdue on the ledger when this run began, the longest for ${describeLag(longest.lateMilliseconds)}.`;
}

const describeTable = ({ providers, all }: LagReport): string =>
  [
    lagHead,
    lagHead.map(() => "---"),
    ...providers.map((lag) => [code(lag.provider), ...describeNumbers(lag)]),
    ["in all", ...describeNumbers(all)],
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** The reason that the job fails. One line without markup; the caller escapes it. */
export const describeNeglect = (
  { principal, entitlement, endedAt, lateMilliseconds }: Overdue,
  limitMilliseconds: number,
): string =>
  `${principal}, ${describeEntitlement(entitlement)}, was held past its end at ${describeTime(endedAt)}, for ${describeLag(lateMilliseconds)} ` +
  `when this run began, and no failed attempt to take it back is on the ledger (limit ${describeDuration(limitMilliseconds)}): ` +
  "no process was trying. See whether the app runs and reaches the provider and GitHub; hallpass status shows what the ledger says.";
