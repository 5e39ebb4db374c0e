import { expect, it } from "vitest";
import { describeReceipt } from "../../src/report/receipt.ts";
import { at, lease } from "../core/receipt-fixture.ts";

it("a reason in a revert pull request closes no issue and mentions nobody", () => {
  const reason =
    "Fixes #7, closes acme/other#3, GH-9, https://github.com/acme/access/issues/8 @acme/security";
  const ended = { id: "payments/a", path: "access-requests/payments/a.yaml", team: "payments" };
  const { body } = describeReceipt("payments", [{ ...ended, leases: [lease({ reason })] }], at(70));
  expect(body.split("\n")).toContain(`Reason: \`${reason}\``);
});
