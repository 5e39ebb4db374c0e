// What a round works out when every provider lists everything. Limit: reading the same ledger's tree with git.
import { findDrift } from "../dist/core/inventory/drift.js";
import { planChanges } from "../dist/core/plan/plan.js";
import { listEnded } from "../dist/core/plan/revert.js";
import { clone } from "./data/repository.js";
import { idsOf, leaseOf, NOW, numbers, pathOf, sketchLedger } from "./data/sketch.js";
import { compare, readOptions, readTree } from "./measure.js";

const { sizes, runs } = readOptions();
for (const size of sizes) {
  const directory = clone(size);
  const { state } = sketchLedger(size);
  const leases = numbers(size).map((index) => leaseOf(index));
  const isOver = ({ endsAt }) => endsAt <= NOW;
  const over = leases.filter(isOver).length;
  /** Each round gets a listing of its own, and a state that nobody has looked at before. */
  const anew = () => {
    const grants = leases.map(({ principal, entitlement, ...rest }) => ({
      ...{ principal, entitlement, origin: "ours" },
      ids: idsOf({ principal, entitlement, ...rest }),
    }));
    const listing = { grants, consistencySeconds: 0, earlySeconds: 0, watchSeconds: 90 };
    return [{ ...state, holdings: new Map(state.holdings) }, new Map([["orders-db", listing]])];
  };
  const limit = async () => {
    readTree(directory);
    return { answer: over };
  };
  const row = (metric, ours) =>
    compare({ metric, size, runs, limit, ours: async () => ({ answer: ours() }) });
  await row("plan", () => planChanges(...anew(), NOW).changes.length);
  await row("drift", () => {
    const [fresh, listings] = anew();
    return findDrift(fresh, listings, () => false, NOW).length;
  });
  const files = numbers(size).map((index) => ({ path: pathOf(index) }));
  const ended = leases.filter(isOver).map(({ request, ...lease }) => ({ request, ...lease }));
  // Taken back: a receipt removes them.
  const { applyEntries } = await import("../dist/core/ledger/ledger.js");
  const settled = applyEntries(
    state,
    ended.map(({ principal, entitlement, endsAt }) => ({
      ...{ kind: "revoked", principal, entitlement, because: "expiry", sessionsEnded: 0 },
      ...{ at: endsAt, scheduled: endsAt },
    })),
  );
  await row(
    "receipts",
    () => listEnded({ ...settled, holdings: new Map(settled.holdings) }, files, NOW).length,
  );
}
