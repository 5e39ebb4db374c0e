import { addDays, addHours, subDays, subHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Entitlement } from "../../../../src/core/access/entitlement.ts";
import type { Lease } from "../../../../src/core/access/lease.ts";
import { listUnusual } from "../../../../src/core/decision/briefing/unusual.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import { emptyLedger } from "../../../../src/core/ledger/ledger.ts";
import { granted, lease, START as NOW } from "../../../support/builders/ledger.ts";

const HOUR = 3_600_000;
const ALICE = { id: 1001, login: "alice" };
const role = (name: string, resource = "orders"): Entitlement => ({
  provider: "orders-db",
  resource,
  role: name,
});
const READONLY = role("readonly");

/** A lease of alice's that began so many days ago and lasted an hour. */
const past = (days: number, overrides: Partial<Lease> = {}): Lease => {
  const startsAt = subDays(NOW, days);
  return lease({
    request: `payments/${days}`,
    pull: days,
    startsAt,
    endsAt: addHours(startsAt, 1),
    ...overrides,
  });
};

const asked = (
  entitlements: readonly Entitlement[] = [READONLY],
  more: { extends?: string; hours?: number } = {},
) => ({
  id: "payments/new",
  subject: ALICE,
  durationMs: (more.hours ?? 1) * HOUR,
  entitlements: entitlements.map((each) => ({ ...each, policy: "orders" })),
  ...(more.extends !== undefined && { extends: more.extends }),
});

const nothing = { policies: [], policyChanges: [], askedAt: NOW };

const list = (what: ReturnType<typeof asked>, ...leases: Lease[]) =>
  listUnusual(what, leases.length === 0 ? emptyLedger : granted(...leases), nothing, NOW);

describe("unusual is", () => {
  it("the first access of a person, whatever others had", () => {
    const bobs = past(3, { subject: { id: 1002, login: "alice" }, principal: "bob" });
    expect(list(asked(), bobs)).toEqual([{ kind: "newcomer" }]);
  });

  it("an access the person never had, with the last role on the same resource", () => {
    expect(list(asked([role("admin"), role("readonly", "bills")]), past(3), past(9))).toEqual([
      { kind: "first", entitlement: role("admin"), last: { role: "readonly", at: subDays(NOW, 3) } },
      { kind: "first", entitlement: role("readonly", "bills") },
    ]);
  });

  it("not what the person had before, for as long", () => {
    expect(list(asked(), past(3))).toEqual([]);
  });

  it("a longer time than the last one, though there was a longer one before", () => {
    const longer = past(9, { endsAt: subHours(NOW, 9 * 24 - 5) });
    expect(list(asked([READONLY], { hours: 2 }), longer, past(3))).toEqual([
      { kind: "longer", lastMs: HOUR, at: subDays(NOW, 3) },
    ]);
  });

  it("more at once than the last time, though each was had before", () => {
    expect(list(asked([READONLY, role("admin")]), past(3), past(9, { entitlement: role("admin") }))).toEqual([
      { kind: "wider", entitlements: [role("admin")], at: subDays(NOW, 3) },
    ]);
  });

  it("what the person holds already or will hold, with the end of all of it together", () => {
    const held = past(0, { request: "payments/a", pull: 7, endsAt: addHours(NOW, 1) });
    const planned = past(-2, { request: "payments/b", pull: 8 });
    expect(list(asked(), held, planned)).toEqual([
      { kind: "holds", entitlement: READONLY, until: addHours(addDays(NOW, 2), 1), pulls: [7, 8] },
    ]);
    expect(list(asked(), planned, past(3))).toEqual([
      {
        kind: "holds",
        entitlement: READONLY,
        from: addDays(NOW, 2),
        until: addHours(addDays(NOW, 2), 1),
        pulls: [8],
      },
    ]);
  });

  it("not that an extension is longer, or follows what it extends", () => {
    const held = past(0, { request: "payments/a", endsAt: addHours(NOW, 1) });
    expect(list(asked([READONLY], { extends: "payments/a", hours: 9 }), held)).toEqual([]);
  });

  it("also a first time after a lease that was ended before it began, and after one ended early", () => {
    const cancelled = past(3, { ended: { at: subDays(NOW, 4), because: "command", by: ALICE } });
    expect(list(asked(), cancelled)).toEqual([{ kind: "newcomer" }]);
    const early = past(3, { ended: { at: subHours(NOW, 71.5), because: "command", by: ALICE } });
    expect(list(asked(), early)).toEqual([]);
  });

  it("a change of its own policy, and of no other", () => {
    const changes = ["orders", "bills"].map((name) => ({ name, at: NOW, pull: 7 }));
    const changed = { ...nothing, policyChanges: changes };
    expect(listUnusual(asked(), granted(past(3)), changed, NOW)).toEqual([
      { kind: "policy", name: "orders", at: NOW, pull: 7 },
    ]);
  });

  describe("another time than the hours of its policy", () => {
    // NOW is a Friday, 14:00.
    const hours = (from: string, to: string): NonNullable<Policy["hours"]> => ({
      zone: "UTC",
      weekly: [{ days: ["friday"], from, to }],
    });
    const mornings = { name: "orders", hours: hours("08:00", "12:00") };
    const afternoons = { name: "orders", hours: hours("12:00", "18:00") };
    const askedAt = subHours(NOW, 3);
    const look = (policy: typeof mornings, what: object = {}) =>
      listUnusual(
        { ...asked(), ...what },
        granted(past(3)),
        { ...nothing, policies: [policy], askedAt },
        NOW,
      );

    it("counted by when it was asked, whenever it is reviewed", () => {
      expect(look(mornings)).toEqual([]);
      expect(look(afternoons)).toEqual([
        { kind: "hours", policy: "orders", hours: afternoons.hours, begins: false, at: askedAt },
      ]);
    });

    it("counted by its start, where it asks for one", () => {
      const start = addHours(NOW, 5);
      expect(look(afternoons, { start })).toMatchObject([{ begins: true, at: start }]);
      expect(look(afternoons, { start: addHours(NOW, 1) })).toEqual([]);
    });

    it("counted by the end of what it extends, until that has ended", () => {
      const extend = (endsAt: Date) =>
        listUnusual(
          asked([READONLY], { extends: "payments/3" }),
          granted(past(3, { endsAt })),
          { ...nothing, policies: [afternoons], askedAt },
          NOW,
        );
      expect(extend(addHours(NOW, 1))).toEqual([]);
      expect(extend(addHours(NOW, 4))).toMatchObject([{ begins: true, at: addHours(NOW, 4) }]);
      expect(extend(subHours(NOW, 1))).toMatchObject([{ begins: false, at: askedAt }]);
    });

    it("of no other policy", () => {
      expect(look({ ...mornings, name: "bills" })).toEqual([]);
    });
  });
});
