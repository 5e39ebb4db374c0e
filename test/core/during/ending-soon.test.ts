import { expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { listEndingSoon } from "../../../src/core/during/ending-soon.ts";
import { applyEntries } from "../../../src/core/ledger/ledger.ts";
import { at, granted, intentEntry, lease } from "../../support/builders/ledger.ts";

const HOUR = 3600;
const anHour = (overrides: Partial<Lease> = {}): Lease => lease({ endsAt: at(HOUR), ...overrides });
const minutesBefore = (minutes: number): Date => at(HOUR - minutes * 60);
const idsAt = (minutes: number, ...leases: Lease[]): string[] =>
  listEndingSoon(granted(...leases), minutesBefore(minutes)).map(({ id }) => id);

it.each([
  [11, 0],
  [10, 1],
  [5, 1],
  [2, 0],
  [0, 0],
])("%i minutes before the end there are %i notices", (minutes, count) => {
  expect(idsAt(minutes, anHour())).toHaveLength(count);
});

it("every process tells the same notice", () => {
  expect(idsAt(9, anHour())).toEqual(idsAt(4, anHour()));
});

it("says what ends, whose it is, and asks for as much again, an hour at most", () => {
  const [notice] = listEndingSoon(granted(anHour()), minutesBefore(5));
  const { principal, entitlement, subject, approvers } = anHour();
  expect(notice).toEqual({
    ...{
      kind: "ending",
      id: "ending payments/a",
      pull: 12,
      concerned: { subject, approvers },
      extendBy: "1h",
    },
    ...{ access: [{ principal, entitlement }], endsAt: at(HOUR) },
  });
  const short = listEndingSoon(granted(anHour({ startsAt: at(1800) })), minutesBefore(5));
  expect(short.map(({ extendBy }) => extendBy)).toEqual(["30m"]);
});

it("is silent about access of less than twenty minutes", () => {
  expect(idsAt(5, anHour({ startsAt: at(HOUR - 1200) }))).toHaveLength(1);
  expect(idsAt(5, anHour({ startsAt: at(HOUR - 1199) }))).toEqual([]);
});

it("is silent about access that is extended, or that another request gives for longer", () => {
  const extension = anHour({
    ...{ request: "payments/b", extends: "payments/a", pull: 13 },
    ...{ startsAt: at(HOUR), endsAt: at(2 * HOUR) },
  });
  const longer = anHour({ request: "payments/c", pull: 14, endsAt: at(2 * HOUR) });
  expect(idsAt(5, anHour(), extension)).toEqual([]);
  expect(idsAt(5, anHour(), longer)).toEqual([]);
});

it("is silent about access that was ended, or is not confirmed yet", () => {
  const ended = { kind: "ended", request: "payments/a", because: "command", at: at(60) } as const;
  expect(listEndingSoon(applyEntries(granted(anHour()), [ended]), minutesBefore(5))).toEqual([]);
  const { holdings } = granted(anHour());
  const unsure = new Map(
    [...holdings].map(([key, record]) => [key, { ...record, held: "undetermined" as const }]),
  );
  expect(listEndingSoon({ holdings: unsure }, minutesBefore(5))).toEqual([]);
});

it("tells of one request in one notice, with all that it gives", () => {
  const other = anHour({ entitlement: { ...anHour().entitlement, role: "audit" } });
  const state = applyEntries(granted(anHour()), [intentEntry(other)]);
  const all = new Map([...state.holdings].map(([key, record]) => [key, { ...record, held: "yes" as const }]));
  const notices = listEndingSoon({ holdings: all }, minutesBefore(5));
  expect(notices.map(({ access }) => access.map(({ entitlement: { role } }) => role))).toEqual([
    ["readonly", "audit"],
  ]);
});
