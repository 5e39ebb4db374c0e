import { expect, it } from "vitest";
import type { LeaseUse } from "../../src/core/access/activity.ts";
import type { Lease } from "../../src/core/access/lease.ts";
import { describeRevertPull, describeUse } from "../../src/report/revert.ts";
import { at, lease } from "../support/builders/ledger.ts";

const show = (leases: readonly Lease[], use?: LeaseUse): string => {
  const request = { id: "payments/a", path: "access-requests/payments/a.yaml", team: "payments", leases };
  const uses = new Map(use === undefined ? [] : leases.map((each) => [each, use]));
  return describeRevertPull("payments", [request], at(90), uses).body;
};

it("lists for each lease: granted, used, ended, late, approved by", () => {
  const by = { id: 7, login: "dave" };
  const ended = lease({ ended: { at: at(65), because: "expiry" } });
  expect(show([ended], { kind: "no log" }).split("\n").slice(-6)).toEqual([
    "- **alice** as `alice`: `readonly on orders-db/orders`",
    "  - granted: 2026-11-20 14:00:00Z, until 2026-11-20 14:01:00Z",
    "  - used: cannot tell: Hallpass reads no log of `orders-db`",
    "  - ended: 2026-11-20 14:01:05Z, its time was up",
    "  - late: 5 s",
    "  - approved by: carol",
  ]);
  const early = lease({ requester: by, ended: { at: at(30), because: "command", by } });
  expect(show([early])).toContain("- **alice** as `alice`, asked for by dave: ");
  expect(show([early])).toContain("  - ended: 2026-11-20 14:00:30Z, ended by a comment, by dave");
  expect(show([early])).toContain("  - used: cannot tell: the log of `orders-db` could not be read");
});

it("has no table: a phone is 390 pixels wide", () => {
  expect(show([lease()])).not.toMatch(/^\|/mu);
});

it("counts what a log tells, the most frequent first, and says where it stops", () => {
  const activity = ["a", "b", "b", "c", "d", "e", "f"].map((action, index) => ({ at: at(index), action }));
  expect(describeUse({ kind: "read", activity }, "orders-db")).toBe(
    "7 actions, from 2026-11-20 14:00:00Z to 2026-11-20 14:00:06Z: `b` 2×, `a`, `c`, `d`, `e`, and 1 other kinds",
  );
  expect(describeUse({ kind: "read", activity: [] }, "orders-db")).toBe(
    "not used: the log of `orders-db` shows no action",
  );
  const many = Array.from({ length: 1000 }, () => ({ at: at(1), action: "x" }));
  expect(describeUse({ kind: "read", activity: many }, "orders-db")).toMatch(/^1000 actions or more, /u);
});

it("stays below the limit of a body, and says how many requests it describes", () => {
  const requests = Array.from({ length: 900 }, (_, index) => ({
    ...{ id: `payments/r${index}`, path: `access-requests/payments/r${index}.yaml`, team: "payments" },
    leases: [lease({ reason: "x".repeat(500) })],
  }));
  const { body } = describeRevertPull("payments", requests, at(90));
  const shown = body.split("\n").filter((line) => line.startsWith("### ")).length;
  expect(body.length).toBeLessThan(65_536);
  expect(shown).toBeGreaterThan(20);
  expect(body).toContain(`**${shown} of 900 requests are described here.** Merging removes all 900`);
  expect(body).toContain(`the other ${900 - shown}`);
});

it("cuts a single request that is too long, and says so", () => {
  const body = show(Array.from({ length: 600 }, () => lease()));
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain("More about this request is on the ledger.");
});
