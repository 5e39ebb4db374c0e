import { expect, it } from "vitest";
import type { Drift } from "../../src/core/inventory/drift.ts";
import { renderDrift } from "../../src/report/drift.ts";

const drift = (overrides: Partial<Drift> = {}): Drift => ({
  kind: "unexplained",
  principal: "eve",
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  ids: { instance: "db", principal: "p", entitlement: "e" },
  requests: [],
  ...overrides,
});

it.each<[Partial<Drift>, string]>([
  [{ origin: "ours" }, "Hallpass's account"],
  [{ origin: "standing" }, "not told"],
  [{ origin: "unknown" }, "not told"],
  [{ origin: "standing", grantedBy: "admin" }, "admin"],
  [{ origin: "ours", grantedBy: "hallpass" }, "hallpass"],
])("of access of %j it says who gave it, and never more than is known", (overrides, giver) => {
  const [, row = ""] = renderDrift([drift(overrides)], 1).split("\n");
  expect(row).toMatch(new RegExp(`^unexplained +eve +readonly +orders-db/orders +${giver} +not told`, "u"));
});

it("tells what each kind means, once", () => {
  const text = renderDrift([drift({ kind: "overdue" }), drift({ kind: "overdue" }), drift()], 1);
  expect(text.match(/^overdue: past its end/gmu)).toHaveLength(1);
  expect(text).toContain("unexplained: held, and neither the ledger nor inventory/ says why.");
});
