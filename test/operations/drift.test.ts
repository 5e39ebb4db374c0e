// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AR5: Access that a review decided to remove stays at the provider, is given again, or is put into
//     `inventory/` again.

import { describe, expect, it } from "vitest";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { openRepository } from "../../src/git/repository.ts";
import { detectDrift } from "../../src/operations/drift.ts";
import { takeInventory } from "../../src/operations/inventory.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { cloneAccess } from "../commands/clone.ts";
import { START } from "../support/builders/ledger.ts";

const entitlement = { provider: "crm", resource: "orders", role: "readonly" };
const since = new Date("2026-01-01T00:00:00Z");
const policy = {
  path: "policies/orders.yaml",
  text: `name: orders
folders: [payments]
entitlements: [{ provider: crm, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`,
};
const carol = { principal: "carol", entitlement, grantedBy: "admin", since };

/** As PostgreSQL: who gave it is in the inventory alone. */
const untold = (provider: Provider): Provider => ({
  ...provider,
  listGrants: async (entitlements) =>
    (await provider.listGrants(entitlements)).map(({ grantedBy: _, since: __, ...grant }) => grant),
});
/** A provider that ends its answer midway. */
const broken = (provider: Provider): Provider => ({
  ...provider,
  async *inventory() {
    yield* (await provider.listGrants([entitlement])).slice(0, 1);
    throw new Error("gone away");
  },
});
const crm = () => memoryProvider({ name: "crm", standing: [carol] });

const detect = async (provider: Provider, files = [policy]) =>
  detectDrift({
    repository: await openRepository({ dir: await cloneAccess({ files }) }),
    state: emptyLedger,
    providers: new Map([[provider.name, provider]]),
    now: () => START,
  });

describe("Detecting drift", () => {
  it("asks a provider that keeps nothing for no listing", async () => {
    const refuse = () => expect.fail("It was asked.");
    const { drift, failures, looked } = await detect({ ...crm(), byLease: true, listGrants: refuse });
    expect({ drift, failures: [...failures], looked }).toEqual({ drift: [], failures: [], looked: 0 });
  });

  it.each([
    ["its listing", crm()],
    ["its inventory", untold(crm())],
  ])("tells who gave it and since when, where the provider says so in %s", async (_, provider) => {
    const { drift, failures, looked } = await detect(provider);
    expect(drift).toMatchObject([{ kind: "unexplained", principal: "carol", grantedBy: "admin", since }]);
    expect([failures.size, looked]).toEqual([0, 1]);
  });

  it("tells the drift all the same when nobody can say who gave it, and what failed", async () => {
    const { drift, failures } = await detect(untold(broken(crm())));
    expect(drift).toMatchObject([{ kind: "unexplained", principal: "carol" }]);
    expect(drift[0]).not.toHaveProperty("grantedBy");
    expect([...failures.keys()]).toEqual(["crm"]);
  });

  it("takes what inventory/ on the default branch names as explained", async () => {
    const text = `provider: crm
grants:
  - { resource: orders, role: readonly, principal: carol, ids: { instance: "memory:crm", principal: carol, entitlement: orders/readonly } }
`;
    const { drift, findings } = await detect(crm(), [policy, { path: "inventory/crm.yaml", text }]);
    expect([drift, findings]).toEqual([[], []]);
  });

  describe("after access reviews", () => {
    const ids = (entitlement: string) => ({ instance: "memory:crm", principal: "carol", entitlement });
    const line = { provider: "crm", resource: "orders", role: "readonly", principal: "carol" };
    const reviewed = (
      day: string,
      decision: string,
      of: object = { ...line, ids: ids("orders/readonly") },
    ) => ({
      path: `inventory/reviews/payments/${day}.yaml`,
      text: JSON.stringify({ due: "2026-12-01", lines: [{ decision, ...of }] }),
    });
    const baseline = {
      path: "inventory/crm.yaml",
      text: JSON.stringify({
        provider: "crm",
        grants: [{ resource: "orders", role: "readonly", principal: "carol", ids: ids("orders/readonly") }],
      }),
    };

    it("AR5: tells what the last one rejected, though inventory/ names it", async () => {
      const removed = reviewed("2026-11-20", "remove");
      const { drift, findings } = await detect(crm(), [policy, baseline, removed]);
      expect(drift).toMatchObject([
        { kind: "rejected", principal: "carol", grantedBy: "admin", review: removed.path },
      ]);
      expect(findings).toEqual([]);
      const later = await detect(crm(), [policy, baseline, removed, reviewed("2026-11-21", "keep")]);
      expect(later.drift).toEqual([]);
      const earlier = await detect(crm(), [policy, baseline, removed, reviewed("2026-11-19", "keep")]);
      expect(earlier.drift).toMatchObject([{ kind: "rejected" }]);
    });

    it("AR5: keeps nothing that inventory/ does not name", async () => {
      const { drift } = await detect(crm(), [policy, reviewed("2026-11-20", "keep")]);
      expect(drift).toMatchObject([{ kind: "unexplained", principal: "carol" }]);
    });

    it("AR5: tells rejected access that no policy offers", async () => {
      const whole = { provider: "crm", resource: "*", role: "auditors" };
      const provider = memoryProvider({ name: "crm", standing: [{ ...carol, entitlement: whole }] });
      const rejected = reviewed("2026-11-20", "remove", {
        ...whole,
        principal: "carol",
        ids: ids("*/auditors"),
      });
      const { drift, failures } = await detect(provider, [policy, rejected]);
      expect(drift).toMatchObject([{ kind: "rejected", entitlement: whole, grantedBy: "admin" }]);
      expect([...failures]).toEqual([]);
      const { inventory: _, ...mute } = provider;
      expect([...(await detect(mute, [policy, rejected])).failures.keys()]).toEqual(["crm"]);
    });

    it("AR5: says which review cannot be read", async () => {
      const broken = { path: "inventory/reviews/payments/2026-11-20.yaml", text: "lines: []\n" };
      const { findings } = await detect(crm(), [policy, baseline, broken]);
      expect(findings.length).toBeGreaterThan(0);
      const strange = { path: "inventory/reviews/notes.yaml", text: "a: b\n" };
      expect((await detect(crm(), [policy, strange])).findings).toMatchObject([{ code: "REVIEW_PLACE" }]);
    });
  });

  it("looks at nothing that no policy offers and no ledger knows", async () => {
    expect(await detect(crm(), [])).toMatchObject({ drift: [], looked: 0 });
  });
});

describe("Taking the inventory", () => {
  it("has no part of an answer, and all of the others'", async () => {
    const { inventory: _, ...without } = memoryProvider({ name: "hr" });
    const providers = [broken(crm()), without, memoryProvider({ name: "ops" })];
    const { baselines, failures } = await takeInventory(
      new Map(providers.map((provider) => [provider.name, provider])),
      emptyLedger,
    );
    expect(baselines).toEqual([{ provider: "ops", grants: [] }]);
    expect([...failures].map(([name, error]) => `${name}: ${error}`).toSorted()).toEqual([
      "crm: Error: gone away",
      'hr: Error: Provider "hr" cannot list all access; leave it out with --provider.',
    ]);
  });
});
