import { expect, it } from "vitest";
import { accessKey, type Baseline } from "../../../src/core/inventory/inventory.ts";
import { listReviewLines } from "../../../src/core/inventory/review-lines.ts";
import { countDecisions, indexDecisions } from "../../../src/core/inventory/review-outcome.ts";
import { standing } from "../../support/access-review.ts";
import { policy } from "../../support/builders/evidence.ts";

const baseline = (...grants: readonly ReturnType<typeof standing>[]): Baseline => ({
  provider: "orders-db",
  grants: grants.map(({ provider: _, ...grant }) => grant),
});
const tell = (...given: Parameters<typeof listReviewLines>) =>
  [...listReviewLines(...given)].map(([team, lines]) => [team, ...lines.map(({ principal }) => principal)]);

it("gives each access to the folder whose policies offer it, and the rest to nobody's", () => {
  const other = standing("erin", { resource: "*", role: "pg_monitor" });
  const crm = policy({ name: "crm", folders: ["crm"], entitlements: [] });
  expect(tell([policy(), crm], [baseline(standing("dave"), other, standing("carol"))])).toEqual([
    ["payments", "carol", "dave"],
    ["unassigned", "erin"],
  ]);
});

it("gives access that two folders offer to the first by name, whatever the order of the policies", () => {
  const second = policy({ name: "billing", folders: ["zeta", "billing"] });
  for (const policies of [
    [policy(), second],
    [second, policy()],
  ])
    expect(tell(policies, [baseline(standing("carol"))])).toEqual([["billing", "carol"]]);
});

it("gives one line to access from two grantors, and two to two accounts of one name", () => {
  const twin = standing("carol", { ids: { instance: "i", principal: "another", entitlement: "e" } });
  expect(tell([policy()], [baseline(standing("carol"), standing("carol"), twin)])).toEqual([
    ["payments", "carol", "carol"],
  ]);
});

it("lets the later review decide, and of one day the removal", () => {
  const done = (team: string, day: string, decision: "keep" | "remove") => ({
    ...{ path: `inventory/reviews/${team}/${day}.yaml`, team, day },
    review: { due: day, lines: [{ ...standing("carol"), decision }] },
  });
  const last = (...reviews: readonly ReturnType<typeof done>[]) =>
    indexDecisions(reviews).get(accessKey(standing("carol")))?.decision;
  expect(last(done("a", "2026-11-02", "keep"), done("a", "2026-11-01", "remove"))).toBe("keep");
  expect(last(done("a", "2026-11-01", "keep"), done("a", "2026-11-02", "remove"))).toBe("remove");
  expect(last(done("a", "2026-11-01", "remove"), done("b", "2026-11-01", "keep"))).toBe("remove");
  expect(last(done("b", "2026-11-01", "remove"), done("a", "2026-11-01", "keep"))).toBe("remove");
});

it("counts decisions", () => {
  const lines = (["keep", "keep", "undecided"] as const).map((decision) => ({ ...standing("a"), decision }));
  expect(countDecisions({ due: "2026-12-01", lines })).toEqual({ keep: 2, remove: 0, undecided: 1 });
});
