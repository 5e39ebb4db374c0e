import { expect, it } from "vitest";
import type { Revoked } from "../../src/core/ledger-entry.ts";
import { describeEntry } from "../../src/report/messages.ts";

const revoked: Revoked = {
  kind: "revoked",
  principal: "alice",
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  at: new Date("2026-11-20T16:02:01.000Z"),
  because: "expiry",
  scheduled: new Date("2026-11-20T16:02:00.000Z"),
  sessionsEnded: 0,
};

it("people are told that access is over only where it is", () => {
  expect([describeEntry(revoked), describeEntry({ ...revoked, left: false })]).toEqual(
    Array(2).fill(
      "🔒 `alice` no longer holds `readonly` on `orders-db/orders` since **2026-11-20 16:02:01Z** (its time was over).",
    ),
  );
  expect(describeEntry({ ...revoked, left: true })).toBe(
    "🔒 The lease of `alice` for `readonly` on `orders-db/orders` is over since **2026-11-20 16:02:01Z** (its time was over). `alice` held the same before, and **still holds** it: Hallpass takes back what it gave, and nothing else.",
  );
});
