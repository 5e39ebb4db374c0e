import { expect, it } from "vitest";
import type { EndReason } from "../../src/core/access/lease.ts";
import { describeLateness, describeRevertPull } from "../../src/report/revert.ts";
import { at, lease } from "../support/builders/ledger.ts";

it("a reason in a revert pull request closes no issue and mentions nobody", () => {
  const reason =
    "Fixes #7, closes acme/other#3, GH-9, https://github.com/acme/access/issues/8 @acme/security";
  const ended = { id: "payments/a", path: "access-requests/payments/a.yaml", team: "payments" };
  const { body } = describeRevertPull("payments", [{ ...ended, leases: [lease({ reason })] }], at(70));
  expect(body.split("\n")).toContain(`Reason: \`${reason}\``);
});

it.each<[EndReason, number, string]>([
  ["expiry", 60, "0 s"],
  ["expiry", 150, "90 s"],
  ["expiry", 260, "3 min"],
  ["expiry", 50, "0 s"],
  ["removal", 150, "no: "],
])("a lease that ended by %s at %d s, due at 60 s, was late: %s", (because, seconds, late) => {
  const ended = { at: at(seconds), because };
  expect(describeLateness(lease({ ended }), at(9000))).toMatch(new RegExp(`^${late}`, "u"));
});

it("a lease that is not ended yet is late for nothing", () => {
  expect(describeLateness(lease(), at(9000))).toBe("no");
});
