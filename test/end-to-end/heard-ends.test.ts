import { afterEach, expect, it } from "vitest";
import { leasesOf } from "../../src/core/ledger/ledger.ts";
import { reconcile } from "../../src/operations/reconcile.ts";
import { idOf, type Leasing, startLeasing } from "../support/leasing.ts";
import { approve } from "../support/people.ts";

let world: Leasing | undefined;
afterEach(() => world?.app.stop());

it("those who answer for leases hear of an end that a round found before it asks any provider", async () => {
  world = await startLeasing();
  const { app } = world;
  const { path } = await world.grant({ duration: "1h" });
  const removal = await world.openRemoval("alice", path);
  await approve(app.github, "carol", removal);
  await app.review(removal);
  await world.merge("carol", removal);
  const told: string[] = [];
  const memory = app.deps.providers.get("memory");
  if (memory === undefined) throw new Error("The configuration has no provider memory.");
  const listGrants: typeof memory.listGrants = (entitlements) => {
    told.push("asked");
    return memory.listGrants(entitlements);
  };
  const deps = { ...app.deps, providers: new Map([["memory", { ...memory, listGrants }]]) };
  await reconcile(deps, ({ holdings }) => {
    const [lease] = leasesOf(holdings, idOf(path));
    told.push(lease?.ended === undefined ? "live" : "ended");
  });
  expect(told[0]).toBe("ended");
  expect(await app.listVisitors()).toEqual([]);
}, 240_000);
