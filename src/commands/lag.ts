import { holdingKey } from "../core/access/holding.ts";
import { describeSubject } from "../core/ledger/ledger-message.ts";
import { measureLag } from "../core/plan/lag.ts";
import { listOverdue, type Overdue, wasRevoked } from "../core/plan/overdue.ts";
import { renderLag } from "../report/lag.ts";
import { CLONE_OPTIONS, type CloneHistory, readCloneHistory } from "./input/clone-ledger.ts";
import { readSince, readTime } from "./input/given-time.ts";
import { endWith, readArguments } from "./input/usage.ts";
import { complain, print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass lag [--repository DIR] [--since TIME] [--at TIME] [--key LINE] [--json]

How late access was taken back: for each provider and in all, how many revocations the ledger in a clone has, and p50, p95
and max of their actual end minus their planned end (percentiles by nearest rank). Counted apart: what somebody took back
by hand, what was left because it was held before, what was there again and taken back once more. What is overdue is listed.
Works offline, and knows only what was fetched: run git fetch first.

  --since TIME       only what was taken back since then: a time such as 2026-11-20T16:02:00Z, or a duration such as 30d
                     (all that is on the ledger)
  --at TIME          leave out what was taken back after this time, and list what was overdue then (now)
${CLONE_OPTIONS}

Exit codes: 0 nothing is overdue; 1 something has ended with no revocation in this clone, or the ledger cannot be read or believed;
2 the arguments cannot be used.
`;

/** `hallpass lag`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = { repository: text, since: text, at: text, key: text, json: flag, help: flag };

async function answer(argv: string[]): Promise<number> {
  const { values } = readArguments("lag", { args: argv, options });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const now = new Date();
  const at = readTime("--at", values.at, now);
  const since = values.since === undefined ? undefined : readSince("--since", values.since, at);
  const ledger = await readCloneHistory(
    values.repository,
    values.key,
    values.at === undefined ? undefined : at,
    now,
  );
  const { tip, verified, untrusted, warning } = ledger;
  const report = measureLag(ledger.latest, since, at);
  const overdue = listOverdueAt(ledger, at);
  if (values.json) printJson({ ledger: tip, verified, untrusted, ...report, overdue: overdue.map(toJson) });
  else if (tip !== null) print(renderLag(report, overdue));
  complain(warning);
  return tip === null || untrusted !== undefined || overdue.length > 0 ? 1 : 0;
}

/** Of what was overdue then, by the ledger as it was. */
const listOverdueAt = ({ state, latest }: CloneHistory, at: Date): Overdue[] =>
  listOverdue(state, at).filter((each) => {
    const record = state.holdings.get(holdingKey(each));
    return !each.left && !(record !== undefined && wasRevoked(record, latest, at));
  });

const toJson = ({ leases, principal, entitlement, endedAt, lateMilliseconds, failing }: Overdue) => ({
  subject: leases[0] && describeSubject(leases[0]),
  principal,
  entitlement,
  requests: leases.map(({ request }) => request),
  endedAt,
  lateMilliseconds,
  failing,
});
