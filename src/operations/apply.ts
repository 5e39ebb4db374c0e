import type { LedgerEntry } from "../core/ledger.ts";
import type { Change, Outcome, Plan } from "../core/plan.ts";
import type { Provider, Receipt } from "../core/ports/provider.ts";

const untouched: Receipt = { changed: false, sessionsEnded: 0 };

/**
 * Carries a plan out: providers side by side, the changes of one provider in the plan's order.
 * Never throws for a provider's failure: that is an `Outcome`, and delays nobody else's changes.
 */
export async function applyPlan(
  plan: Plan,
  providers: ReadonlyMap<string, Provider>,
  now: () => Date,
): Promise<Outcome[]> {
  const names = new Set(plan.changes.map(providerOf));
  const outcomes = await Promise.all(
    [...names].map((name) =>
      applyInOrder(
        plan.changes.filter((change) => providerOf(change) === name),
        providers.get(name),
        now,
      ),
    ),
  );
  return outcomes.flat();
}

const providerOf = (change: Change): string => change.holding.entitlement.provider;

async function applyInOrder(changes: readonly Change[], provider: Provider | undefined, now: () => Date) {
  const outcomes: Outcome[] = [];
  for (const change of changes) outcomes.push(await applyChange(change, provider, now));
  return outcomes;
}

async function applyChange(
  change: Change,
  provider: Provider | undefined,
  now: () => Date,
): Promise<Outcome> {
  try {
    const receipt = change.write ? await carryOut(change, provider) : untouched;
    return { status: "done", change, receipt, at: now() };
  } catch (error) {
    return { status: "failed", change, error, at: now() };
  }
}

function carryOut(change: Change, provider: Provider | undefined): Promise<Receipt> {
  if (provider === undefined)
    throw new Error(
      `The server's configuration has no provider "${change.holding.entitlement.provider}"; put it back: something is still held there.`,
    );
  return change.kind === "grant" ? provider.hold(change.holding) : provider.revoke(change.holding);
}

/** What the ledger is told of an outcome; nothing, when it failed: the plan will name it again. */
export function recordOutcome(outcome: Outcome): LedgerEntry[] {
  if (outcome.status === "failed") return [];
  const { change, receipt, at } = outcome;
  const { principal, entitlement, until } = change.holding;
  if (change.kind === "grant")
    return [{ kind: "granted", principal, entitlement, at, until, changed: receipt.changed }];
  const { because } = change;
  return [
    {
      kind: "revoked",
      principal,
      entitlement,
      at,
      because,
      scheduled: until,
      sessionsEnded: receipt.sessionsEnded,
    },
  ];
}
