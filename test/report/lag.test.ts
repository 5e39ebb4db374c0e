import { expect, it } from "vitest";
import { measureLag } from "../../src/core/plan/lag.ts";
import type { Overdue } from "../../src/core/plan/overdue.ts";
import { describeLagReport } from "../../src/report/lag.ts";
import { at, granted, lease } from "../support/builders/ledger.ts";

const overdue = (overrides: Partial<Overdue> = {}): Overdue => {
  const each = lease();
  const { principal, entitlement, endsAt } = each;
  const late = { endedAt: endsAt, lateMilliseconds: 30_000, left: false };
  return { principal, entitlement, leases: [each], ...late, ...overrides };
};
const failing = { since: at(61), at: at(80), code: "UNREACHABLE" };
const report = measureLag(granted(lease()), undefined, at(90));

it.each<[string, Overdue[], string]>([
  ["nothing", [], "Nothing was overdue on the ledger when this run began."],
  [
    "one that nobody tried",
    [overdue()],
    "1 was overdue on the ledger when this run began, the longest for 30 s.",
  ],
  [
    "one that fails",
    [overdue({ failing })],
    "1 was overdue on the ledger when this run began, the longest for 30 s.",
  ],
  [
    "both",
    [overdue({ failing, lateMilliseconds: 45_000 }), overdue()],
    "2 were overdue on the ledger when this run began, the longest for 45 s.",
  ],
  [
    "one that is left as it was",
    [overdue({ left: true })],
    "Nothing was overdue on the ledger when this run began.",
  ],
])("a job summary counts what is overdue: %s", (_what, list, line) => {
  expect(describeLagReport(report, list)).toContain(line);
});
