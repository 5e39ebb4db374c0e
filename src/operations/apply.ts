import type { HoldingEntry } from "../core/ledger-entry.ts";
import type { Change, Outcome, Plan } from "../core/plan.ts";
import type { Provider, Receipt } from "../core/ports/provider.ts";

const untouched: Receipt = { changed: false, sessionsEnded: 0 };

/** Runs one change, or finds that it is not to be made any more. */
export type Around = (change: Change, carry: () => Promise<Outcome>) => Promise<Outcome | undefined>;

/**
 * Carries a plan out: providers side by side, the changes of one provider in the plan's order.
 * Never throws: a failure is an `Outcome`, and delays nobody else's changes.
 */
export async function applyPlan(
  plan: Plan,
  providers: ReadonlyMap<string, Provider>,
  now: () => Date,
  around: Around = (_change, carry) => carry(),
): Promise<Outcome[]> {
  const names = [...new Set(plan.changes.map(providerOf))];
  const apply = async (change: Change, provider: Provider | undefined): Promise<Outcome[]> => {
    try {
      const outcome = await around(change, () => applyChange(change, provider, now));
      return outcome === undefined ? [] : [outcome];
    } catch (error) {
      return [{ status: "failed", change, error, at: now() }];
    }
  };
  const applyAll = async (name: string): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const change of plan.changes.filter((candidate) => providerOf(candidate) === name))
      outcomes.push(...(await apply(change, providers.get(name))));
    return outcomes;
  };
  return (await Promise.all(names.map(applyAll))).flat();
}

const providerOf = (change: Change): string => change.holding.entitlement.provider;

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
export function recordOutcome(outcome: Outcome): HoldingEntry[] {
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
