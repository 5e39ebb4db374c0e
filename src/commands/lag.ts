import { holdingKey } from "../core/access/holding.ts";
import { describeSubject } from "../core/ledger/ledger-message.ts";
import { measureLag } from "../core/plan/lag.ts";
import { listOverdue, type Overdue, wasRevoked } from "../core/plan/overdue.ts";
import { renderLag } from "../report/lag.ts";
import { type CloneHistory, readCloneHistory } from "./input/clone-ledger.ts";
import { readBorders, readPastTime } from "./input/given-time.ts";
import { cloneOption, jsonOption, keyOption } from "./input/options.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";

const options = {
  repository: cloneOption,
  since: {
    type: "string",
    value: "TIME",
    meaning: "count revocations since then: a time such as 2026-11-20T16:02:00Z, or a duration such as 30d",
    unset: "all on the ledger",
  },
  at: {
    type: "string",
    value: "TIME",
    meaning: "leave out revocations after this time, and list what was overdue then",
    unset: "now",
  },
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Shows how late access was revoked: for each provider and in all, how many revocations the ledger in a clone has, and p50, p95 and max of their actual end minus their planned end (percentiles by nearest rank). Counted apart: access that a person took back by hand, access that was left because it was held before, and access that came back and was taken back once more. Overdue access is listed.

Works offline, and knows only what was fetched: run git fetch first.`,
  options,
  examples: ["hallpass lag --repository ../access --since 30d"],
  exitCodes: {
    0: "nothing is overdue",
    1: "something has ended with no revocation in this clone",
    3: "the ledger cannot be read or trusted",
  },
  waitsFor: "Reading the ledger…",
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  const now = new Date();
  const at = readPastTime("--at", values.at, now);
  const since = values.since === undefined ? undefined : readBegin(values.since, values.at, at);
  const ledger = await readCloneHistory(
    values.repository,
    values.key,
    values.at === undefined ? undefined : at,
  );
  const { tip, verified, untrusted, warning } = ledger;
  const report = measureLag(ledger.latest, since, at);
  const overdue = listOverdueAt(ledger, at);
  if (values.json) printJson({ ledger: tip, verified, untrusted, ...report, overdue: overdue.map(toJson) });
  else if (tip !== null) print(renderLag(report, overdue));
  complain(warning);
  return chooseExitCode(overdue.length > 0, verified);
}

const readBegin = (since: string, given: string | undefined, at: Date): Date =>
  readBorders({ from: ["--since", since], to: ["--at", given] }, at).since;

/** Lists the access that was overdue at that time, by the ledger of that time. */
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
