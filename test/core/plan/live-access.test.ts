import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { indexLiveAccess } from "../../../src/core/plan/live-access.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

const of = lease();
const { entitlement } = of;
const granted = [intentEntry(of), grantedEntry(of, at(1), at(60))];
const look = (entries: readonly LedgerEntry[]) => indexLiveAccess(applyEntries(emptyLedger, entries));
const until = (entries: readonly LedgerEntry[], seconds: number) => ({
  principal: look(entries).ofPrincipal("alice", entitlement, at(seconds))?.until,
  person: look(entries).ofPerson(1001, entitlement, at(seconds))?.until,
});
const none = { principal: undefined, person: undefined };

describe("live access", () => {
  it("is found by the principal and by the person, to the millisecond of its end", () => {
    expect(until(granted, 1)).toEqual({ principal: at(60), person: at(60) });
    expect(until(granted, 59.999)).toEqual({ principal: at(60), person: at(60) });
    expect(until(granted, 60)).toEqual(none);
  });

  it.each([
    ["nothing is on the ledger", []],
    ["only an intent is", [intentEntry(of)]],
    ["it was revoked", [...granted, revokedEntry(of, at(20), at(20))]],
    [
      "its request was ended early",
      [...granted, { kind: "ended", request: of.request, because: "command", at: at(20) } as const],
    ],
  ] as const)("is none where %s", (_what, entries) => {
    expect(until(entries, 30)).toEqual(none);
  });

  it("is none before its lease begins", () => {
    const later = lease({ startsAt: at(30) });
    expect(until([intentEntry(later), grantedEntry(later, at(1), at(60))], 29)).toEqual(none);
  });

  it("lasts for the union of leases", () => {
    const longer = lease({ request: "payments/b", endsAt: at(120) });
    const both = [...granted, intentEntry(longer), grantedEntry(longer, at(2), at(120))];
    expect(until(both, 90)).toEqual({ principal: at(120), person: at(120) });
  });

  it("ends with what the provider confirmed, until a lease that carries on is granted, too", () => {
    const next = lease({ request: "payments/b", startsAt: at(60), endsAt: at(120), extends: of.request });
    const extended = [...granted, intentEntry(next)];
    expect(until(extended, 30)).toEqual({ principal: at(60), person: at(60) });
    expect(until(extended, 61)).toEqual(none);
    expect(until([...extended, grantedEntry(next, at(50), at(120))], 61)).toEqual({
      principal: at(120),
      person: at(120),
    });
  });

  it("belongs to its own principal, person and entitlement alone", () => {
    const index = look(granted);
    const now = at(10);
    expect(index.ofPrincipal("eve", entitlement, now)).toBeUndefined();
    expect(index.ofPerson(1002, entitlement, now)).toBeUndefined();
    for (const part of ["provider", "resource", "role"]) {
      const other = { ...entitlement, [part]: "other" };
      expect(index.ofPrincipal("alice", other, now)).toBeUndefined();
      expect(index.ofPerson(1001, other, now)).toBeUndefined();
    }
  });

  it("of a principal that two people share in turn belongs to the person of the lease", () => {
    const evens = lease({ request: "payments/e", subject: { id: 1002, login: "eve" }, endsAt: at(120) });
    const both = [...granted, intentEntry(evens), grantedEntry(evens, at(2), at(120))];
    const index = look(both);
    expect(index.ofPerson(1001, entitlement, at(90))).toBeUndefined();
    expect(index.ofPerson(1002, entitlement, at(90))?.until).toEqual(at(120));
  });
});
