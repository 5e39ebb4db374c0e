import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  judgeReceipt,
  listEnded,
  listUngranted,
  parseRevertBranch,
  revertBranch,
} from "../../src/core/receipt.ts";
import { at, change, granted, lease, revoked } from "./receipt-fixture.ts";

const a = lease();
const longer = lease({ request: "payments/b", endsAt: at(600) });
const other = lease({ principal: "bob", endsAt: at(600) });
const ended = revoked(granted(a), a, at(62));
const path = "access-requests/payments/a.yaml";
const files = [{ path }, { path: "access-requests/README.md" }, { path: "access-requests/payments/x.yaml" }];

const cases = [
  { name: "revoked and recorded", state: ended, now: at(70), codes: [] },
  { name: "live", state: granted(a), now: at(59), codes: ["RECEIPT_LIVE"] },
  { name: "ended by the clock, still held", state: granted(a), now: at(70), codes: ["RECEIPT_HELD"] },
  { name: "held on for a longer request", state: granted(a, longer), now: at(70), codes: [] },
  { name: "one of two entitlements live", state: granted(a, other), now: at(70), codes: ["RECEIPT_LIVE"] },
];

const seen = { request: "payments/a", pull: 12, blob: "b", merge: "m", at: at(0) };

describe("RV14: A request has ended when every lease has ended and nothing is held for it", () => {
  it.each(cases)("$name", ({ state, now, codes }) => {
    expect(judgeReceipt([change()], state, now).map(({ code }) => code)).toEqual(codes);
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

describe("A request that was never granted", () => {
  const state = granted(longer);

  it("may be removed, which cancels it, and is no ended request", () => {
    expect(judgeReceipt([change()], state, at(70))).toEqual([]);
    expect(listUngranted([change()], state)).toEqual(["payments/a"]);
    expect(listEnded(state, files, at(70))).toEqual([]);
  });

  it("is not one that the ledger has seen, or that stays", () => {
    expect(listUngranted([change()], ended)).toEqual([]);
    expect(listUngranted([change({ status: "modified" })], state)).toEqual([]);
  });

  it("is not one that was seen and has no lease: nothing says that it has ended", () => {
    const odd = { ...state, seen: new Map([[seen.request, seen]]) };
    expect(judgeReceipt([change()], odd, at(70)).map(({ code }) => code)).toEqual([
      "RECEIPT_UNKNOWN_REQUEST",
    ]);
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
    expect(judgeReceipt(changes, ended, at(70)).map(({ code }) => code)).toEqual(codes);
  });
});

it.each(["access-requests/payments/a.yml", "access-requests/a.yaml", "access-requests/payments/../a.yaml"])(
  "The removal of %s is no loss to anybody: no request can be called so",
  (odd) => {
    const changes = [change(), change({ path: odd })];
    expect(judgeReceipt(changes, ended, at(70))).toEqual([]);
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
  });

  it.each([
    "main",
    "hallpass/revert/payments",
    "hallpass/revert/payments/xyz",
    "hallpass/revert/a/b/0123456789abcdef",
    "hallpass/revert/a..b/0123456789abcdef",
    "hallpass/revert/payments/0123456789abcdef\n",
  ])("does not take %j for one", (name) => expect(parseRevertBranch(name)).toBeUndefined());
});
