import { expect, it } from "vitest";
import type { Change } from "../../src/core/plan.ts";
import { applyPlan, recordOutcome } from "../../src/operations/apply.ts";
import { at, createProvider } from "./world.ts";

const [orders, payroll, mail] = ["orders-db", "payroll-db", "mail"].map(createProvider);

it("GX7: one entitlement of three that cannot be granted keeps the others from nobody, and is told of by nobody", async () => {
  payroll?.breakWith(new Error("away"));
  const providers = [orders, payroll, mail].flatMap((each) => (each === undefined ? [] : [each.provider]));
  const changes = await Promise.all(
    providers.map(async (provider): Promise<Change> => {
      const entitlement = { provider: provider.name, resource: "orders", role: "readonly" };
      const ids = await provider.identify("alice", entitlement);
      const holding = { principal: "alice", entitlement, ids, until: at(60) };
      return { kind: "grant", holding, write: true };
    }),
  );
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  const outcomes = await applyPlan({ changes, unexplained: [] }, byName, () => at(0));
  expect(outcomes.map(({ change, status }) => [change.holding.entitlement.provider, status])).toEqual([
    ["orders-db", "done"],
    ["payroll-db", "failed"],
    ["mail", "done"],
  ]);
  expect(
    outcomes.flatMap((outcome) => recordOutcome(outcome)).map(({ entitlement }) => entitlement.provider),
  ).toEqual(["orders-db", "mail"]);
});
