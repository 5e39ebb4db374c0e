// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X41: One provider hangs for ever.

import { describe, expect, it, vi } from "vitest";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { planReaping, reap } from "../../../src/operations/ending/reap.ts";
import { at, grantedEntry } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";

/** alice's minute at each of these, which nobody has confirmed. */
async function endedAt(...providers: readonly Provider[]) {
  const entries = await Promise.all(
    providers.map((provider) => intendAt(provider, `payments/${provider.name}`, 60)),
  );
  return {
    state: applyEntries(emptyLedger, entries),
    providers: new Map(providers.map((provider) => [provider.name, provider])),
  };
}
const never = (): Promise<never> => new Promise(() => {});
const refuse = async (): Promise<never> => {
  throw new Error("not now");
};

describe("A reaper", () => {
  it("X41: ends at one provider while another does not even answer who holds what", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    const { state, providers } = await endedAt({ ...a.provider, listGrants: never }, b.provider);
    void reap(state, providers, () => at(60));
    await vi.waitFor(() => expect(b.calls).toEqual(["revoke"]));
    expect(a.calls).toEqual([]);
  });

  it("ends where it cannot be told who holds what, and says that it could not", async () => {
    const a = createProvider("a");
    const { state, providers } = await endedAt({ ...a.provider, listGrants: refuse });
    const { outcomes, failures } = await reap(state, providers, () => at(60));
    expect(outcomes).toMatchObject([{ status: "done" }]);
    expect([...failures.keys()]).toEqual(["a"]);
  });

  it("never grants: what is live is neither planned nor made", async () => {
    const a = createProvider("a");
    const { state, providers } = await endedAt(a.provider);
    expect((await planReaping(state, providers, at(30))).plan.changes).toEqual([]);
    expect((await reap(state, providers, () => at(30))).outcomes).toEqual([]);
    expect(a.calls).toEqual([]);
  });

  it("plans what it then carries out, and has nothing left to plan", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    const { state, providers } = await endedAt(a.provider, b.provider);
    const { plan } = await planReaping(state, providers, at(60));
    const reaped = await reap(state, providers, () => at(60));
    expect(reaped.plan).toEqual(plan);
    expect(reaped.outcomes.map(({ change }) => change)).toEqual(plan.changes);
    expect(plan.changes).toHaveLength(2);
    expect((await planReaping(reaped.state, providers, at(61))).plan.changes).toEqual([]);
  });

  it("tells of an end as the app does, also with a clock that is behind that of whoever confirmed it", async () => {
    const a = createProvider("a");
    const { state: before, providers } = await endedAt(a.provider);
    const [record] = before.holdings.values();
    const { principal = "", entitlement = { provider: "", resource: "", role: "" } } = record ?? {};
    const state = applyEntries(before, [grantedEntry({ principal, entitlement }, at(61), at(60))]);
    const reaped = await reap(state, providers, () => at(50));
    expect(reaped.outcomes).toMatchObject([{ status: "done" }]);
    expect([...reaped.state.holdings.values()]).toMatchObject([
      { held: "no", leases: [{ ended: { because: "expiry" } }], revocations: [{ at: at(61) }] },
    ]);
  });

  it("reports what was made in our name through any of its providers once", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    const { state, providers } = await endedAt(a.provider, b.provider);
    const entitlement = { provider: "a", resource: "orders", role: "readonly" };
    const ids = await a.provider.identify("eve", entitlement);
    await a.provider.hold({ principal: "eve", entitlement, ids, until: at(600) });
    const { plan } = await planReaping(state, providers, at(30));
    expect(plan.unexplained.map(({ principal }) => principal)).toEqual(["eve"]);
  });
});
