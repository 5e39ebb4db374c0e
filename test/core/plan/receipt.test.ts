// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV14: A person removes a colleague's request.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { applyEntries, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import {
  flatBranch,
  judgeRevert,
  listEnded,
  listUngranted,
  parseRevertBranch,
  revertBranch,
} from "../../../src/core/plan/revert.ts";
import {
  at,
  change,
  granted,
  grantedEntry,
  lease,
  revoked,
  revokedEntry,
} from "../../support/builders/ledger.ts";

const a = lease();
const longer = lease({ request: "payments/b", endsAt: at(600) });
const other = lease({ principal: "bob", endsAt: at(600) });
const bobs = lease({ request: "payments/b", principal: "bob", endsAt: at(600) });
const ended = revoked(granted(a), a, at(62));
const path = "access-requests/payments/a.yaml";
const files = [{ path }, { path: "access-requests/README.md" }, { path: "access-requests/payments/x.yaml" }];

/** A ledger that was told of the intent, and of no outcome. */
const intended = (of: Lease): LedgerState => {
  const state = granted(of);
  const holdings = [...state.holdings].map(
    ([key, { confirmed: _, ...record }]) => [key, { ...record, held: "undetermined" as const }] as const,
  );
  return { ...state, holdings: new Map(holdings) };
};

const cases = [
  { name: "revoked and recorded", state: ended, now: at(70), codes: [] },
  { name: "live", state: granted(a), now: at(59), codes: ["RECEIPT_LIVE"] },
  { name: "ended by the clock, still held", state: granted(a), now: at(70), codes: ["RECEIPT_HELD"] },
  { name: "held on for a longer request", state: granted(a, longer), now: at(70), codes: [] },
  { name: "one of two entitlements live", state: granted(a, other), now: at(70), codes: ["RECEIPT_LIVE"] },
  {
    name: "still held, beside what others hold",
    state: granted(a, bobs),
    now: at(70),
    codes: ["RECEIPT_HELD"],
  },
  {
    name: "written down, and nobody knows what came of it",
    state: intended(a),
    now: at(70),
    codes: ["RECEIPT_HELD"],
  },
  {
    name: "taken back too early, and never given again",
    state: revoked(granted(a), a, at(30)),
    now: at(70),
    codes: [],
  },
];

const seen = { request: "payments/a", pull: 12, blob: "b", merge: "m", at: at(0) };

describe("RV14: A request has ended when every lease has ended and nothing is held for it", () => {
  it.each(cases)("$name", ({ state, now, codes }) => {
    expect(judgeRevert([change()], state, now).map(({ code }) => code)).toEqual(codes);
    expect(listEnded(state, files, now).map((request) => request.path)).toEqual(
      codes.length === 0 ? [path] : [],
    );
  });

  it("carries id, team and leases with the observed end", () => {
    const [request] = listEnded(ended, files, at(70));
    expect(request).toMatchObject({ id: "payments/a", team: "payments" });
    expect(request?.leases.map((each) => each.ended?.at)).toEqual([at(62)]);
  });
});

describe("What is held for several requests, one after the other", () => {
  const second = lease({ request: "payments/b", startsAt: at(100), endsAt: at(160) });
  const again = applyEntries(revoked(granted(a, second), a, at(62)), [
    grantedEntry({ principal: a.principal, entitlement: a.entitlement }, at(100), at(160)),
  ]);
  const codesOf = (file: string, now: Date) =>
    judgeRevert([change({ path: file })], again, now).map(({ code }) => code);

  it("is held for the last of them alone", () => {
    const later = "access-requests/payments/b.yaml";
    expect(codesOf(path, at(120))).toEqual([]);
    expect(codesOf(later, at(120))).toEqual(["RECEIPT_LIVE"]);
    expect(codesOf(path, at(170))).toEqual([]);
    expect(codesOf(later, at(170))).toEqual(["RECEIPT_HELD"]);
  });

  it("is told by path, in whatever order the files and the leases come", () => {
    const state = revoked(again, second, at(170));
    const reversed = [{ path: "access-requests/payments/b.yaml" }, { path }];
    for (const order of [reversed, reversed.toReversed()])
      expect(listEnded(state, order, at(180)).map(({ id }) => id)).toEqual(["payments/a", "payments/b"]);
  });
});

describe("A live request", () => {
  const messageOf = (state: ReturnType<typeof granted>, now: Date) =>
    judgeRevert([change()], state, now).map(({ message }) => message);

  it("says when the last of its access ends", () => {
    const until = (second: number) => [`"payments/a" is live until ${at(second).toISOString()}.`];
    expect(messageOf(granted(a), at(30))).toEqual(until(60));
    expect(messageOf(granted(other, a), at(30))).toEqual(until(600));
    const longest = lease({ principal: "carol", endsAt: at(900) });
    const { principal, entitlement, endsAt } = longest;
    const cut = applyEntries(granted(other, a, longest), [
      revokedEntry({ principal, entitlement }, at(20), endsAt, { because: "by-hand" }),
    ]);
    expect(messageOf(cut, at(30))).toEqual(until(600));
  });
});

describe("A request that was never granted", () => {
  const state = granted(longer);

  it("may be removed, which cancels it, and is no ended request", () => {
    expect(judgeRevert([change()], state, at(70))).toEqual([]);
    expect(listUngranted([change()], state)).toEqual(["payments/a"]);
    expect(listEnded(state, files, at(70))).toEqual([]);
  });

  it("is not one that the ledger has seen, or that stays", () => {
    expect(listUngranted([change()], ended)).toEqual([]);
    expect(listUngranted([change({ status: "modified" })], state)).toEqual([]);
  });

  it("is not one that was seen and has no lease: nothing says that it has ended", () => {
    const odd = { ...state, seen: new Map([[seen.request, seen]]) };
    expect(judgeRevert([change()], odd, at(70)).map(({ code }) => code)).toEqual(["RECEIPT_UNKNOWN_REQUEST"]);
  });
});

describe("A receipt removes ended requests and nothing else", () => {
  it.each([
    { name: "nothing at all", changes: [], codes: ["RECEIPT_EMPTY"] },
    { name: "another file removed", changes: [change(), change({ path: "policies/orders.yaml" })] },
    {
      name: "the folder's guide removed",
      changes: [change(), change({ path: "access-requests/README.md" })],
    },
    { name: "the request changed", changes: [change({ status: "modified" })] },
    { name: "a request added", changes: [change(), change({ path: `${path}.yaml`, status: "added" })] },
  ])("refuses $name", ({ changes, codes = ["RECEIPT_OTHER_FILE"] }) => {
    expect(judgeRevert(changes, ended, at(70)).map(({ code }) => code)).toEqual(codes);
  });
});

it.each(["access-requests/payments/a.yml", "access-requests/a.yaml", "access-requests/payments/../a.yaml"])(
  "The removal of %s is no loss to anybody: no request can be called so",
  (odd) => {
    const changes = [change(), change({ path: odd })];
    expect(judgeRevert(changes, ended, at(70))).toEqual([]);
    expect(listUngranted(changes, ended)).toEqual([odd]);
  },
);

describe("A revert branch is found again by its name", () => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

  it("is the same for the same requests in any order, and another for others", () => {
    const name = revertBranch("payments", ["payments/a", "payments/b"], sha256);
    expect(name).toMatch(/^hallpass\/revert\/payments\/[0-9a-f]{16}$/);
    expect(revertBranch("payments", ["payments/b", "payments/a"], sha256)).toBe(name);
    expect(revertBranch("payments", ["payments/a"], sha256)).not.toBe(name);
    expect(parseRevertBranch(name)).toEqual({ team: "payments" });
    expect(parseRevertBranch(flatBranch(name))).toEqual({ team: "payments" });
    expect(parseRevertBranch(flatBranch(revertBranch("a-b", ["a-b/c"], sha256)))).toEqual({ team: "a-b" });
  });

  it.each(["a..b", "Payments", "a/b", ""])(
    "has none for a team that no folder can be called by: %j",
    (team) => {
      expect(() => revertBranch(team, ["payments/a"], sha256)).toThrow("cannot name a revert branch");
    },
  );

  it.each([
    "main",
    "hallpass/revert/payments",
    "hallpass/revert/payments/xyz",
    "hallpass/revert/a/b/0123456789abcdef",
    "hallpass/revert/a..b/0123456789abcdef",
    "hallpass-revert-a..b-0123456789abcdef",
    "hallpass-revert/payments/0123456789abcdef",
    "hallpass/revert/payments/0123456789abcdef\n",
  ])("does not take %j for one", (name) => expect(parseRevertBranch(name)).toBeUndefined());
});
