import { type Connection, fitConnection } from "../../core/access/connection.ts";
import type { Receipt } from "../../core/access/grant.ts";
import type { Holding } from "../../core/access/holding.ts";
import { type Change, isByHand, isRevocation, type Outcome, type Plan } from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { mapAFew } from "../../lanes/a-few-at-once.ts";

const untouched: Receipt = { changed: false, sessionsEnded: 0 };

/** Runs around one change. Answers `undefined` when the change is no longer needed. */
export type ApplyHook = (change: Change, carry: () => Promise<Outcome>) => Promise<Outcome | undefined>;

/** Calls to one provider at once. A call that hangs delays the next ones by one deadline at most. */
const AT_ONCE = 10;

/**
 * Carries out a plan: providers side by side; at each provider the revocations before the grants, a few at once.
 * Never throws: a failure is an `Outcome`, and delays no other change. The outcomes are in the plan's order, by provider.
 */
export async function applyPlan(
  plan: Plan,
  providers: ReadonlyMap<string, Provider>,
  now: () => Date,
  around: ApplyHook = (_change, carry) => carry(),
): Promise<Outcome[]> {
  const names = [...new Set(plan.changes.map(providerOf))];
  const apply = async (change: Change): Promise<Outcome[]> => {
    try {
      const carry = () => applyChange(change, providers.get(providerOf(change)), now);
      const outcome = await around(change, carry);
      return outcome === undefined ? [] : [outcome];
    } catch (error) {
      return [{ status: "failed", change, error, at: now() }];
    }
  };
  const applyAll = async (name: string): Promise<Outcome[]> => {
    const changes = plan.changes.filter((change) => providerOf(change) === name);
    const ended = await mapAFew(changes.filter(isRevocation), AT_ONCE, apply);
    const made = await mapAFew(
      changes.filter((change) => !isRevocation(change)),
      AT_ONCE,
      apply,
    );
    return [...ended, ...made].flat();
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
    const receipt = change.write ? await callProvider(change, provider) : await skip(change, provider);
    return { status: "done", change, receipt, at: now() };
  } catch (error) {
    return { status: "failed", change, error, at: now() };
  }
}

/**
 * After a manual revocation, only our native timer and the open sessions are removed. What is missing because the configuration means something
 * else by its name now was taken back by nobody: its recorded ids end it.
 */
async function skip(change: Change, provider: Provider | undefined): Promise<Receipt> {
  if (!isByHand(change) || provider === undefined) return untouched;
  if (await isRenamed(provider, change.holding)) return provider.revoke(change.holding);
  await provider.forget?.(change.holding);
  return untouched;
}

/** The account or the role is there no more. */
const GONE = ["UNKNOWN_PRINCIPAL", "UNKNOWN_ENTITLEMENT"];

/** Whether the entitlement stands for another one, or the provider for another installation, than when it was granted. */
async function isRenamed(
  provider: Provider,
  { principal, entitlement, ids }: Pick<Holding, "principal" | "entitlement" | "ids">,
): Promise<boolean> {
  try {
    const now = await provider.identify(principal, entitlement);
    return now.entitlement !== ids.entitlement || now.instance !== ids.instance;
  } catch (error) {
    // That was by hand, too.
    if (GONE.includes(readFailure(error).code)) return false;
    throw error;
  }
}

async function callProvider(change: Change, provider: Provider | undefined): Promise<Receipt> {
  if (provider === undefined)
    throw new Error(
      `The server's configuration has no provider "${change.holding.entitlement.provider}"; put it back: something is still held there.`,
    );
  if (change.kind !== "grant") return provider.revoke(change.holding);
  const receipt = await provider.hold(change.holding);
  const connection = describeConnection(provider, change.holding);
  return { ...receipt, ...(connection && { connection }) };
}

/** The access is held by now: an adapter that cannot say how to use it makes no grant fail. */
function describeConnection(provider: Provider, holding: Holding): Connection | undefined {
  try {
    return fitConnection(provider.connect?.(holding));
  } catch {
    return undefined;
  }
}
