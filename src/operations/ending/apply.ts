import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import type { Receipt } from "../../core/access/grant.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { HoldingEntry } from "../../core/ledger/ledger-entry.ts";
import { type Change, isRevocation, type Outcome, type Plan, timeOf } from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { mapAFew } from "../../lanes/a-few-at-once.ts";

const untouched: Receipt = { changed: false, sessionsEnded: 0 };

/** Runs one change, or finds that it is not to be made any more. */
export type ApplyHook = (change: Change, carry: () => Promise<Outcome>) => Promise<Outcome | undefined>;

/** A call that hangs keeps the rest from its turn for one deadline at most, and no provider is asked a thousand things at once. */
export const AT_ONCE = 10;

/**
 * Carries a plan out: providers side by side, and of one provider the revocations before the grants, a few at once.
 * Never throws: a failure is an `Outcome`, and delays nobody else's changes. The outcomes are in the plan's order, by provider.
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
    const receipt = change.write ? await carryOut(change, provider) : await leave(change, provider);
    return { status: "done", change, receipt, at: now() };
  } catch (error) {
    return { status: "failed", change, error, at: now() };
  }
}

/** Of what is gone by somebody's hand our own timer is left to remove, and sessions that outlived it. */
async function leave(change: Change, provider: Provider | undefined): Promise<Receipt> {
  if (isByHand(change)) await provider?.forget?.(change.holding);
  return untouched;
}

const isByHand = (change: Change): boolean => change.kind === "revocation" && change.because === "by-hand";

function carryOut(change: Change, provider: Provider | undefined): Promise<Receipt> {
  if (provider === undefined)
    throw new Error(
      `The server's configuration has no provider "${change.holding.entitlement.provider}"; put it back: something is still held there.`,
    );
  return change.kind === "grant" ? provider.hold(change.holding) : provider.revoke(change.holding);
}

/**
 * What the ledger is told of an outcome, given what it says of the holding: where a clock is behind, no earlier time than that has, or
 * it would be old news. Of one that failed seldom more: the plan names it again.
 */
export function recordOutcome(outcome: Outcome, record?: HoldingRecord): HoldingEntry[] {
  const at = record === undefined ? outcome.at : timeOf(record, outcome.at);
  if (outcome.status === "failed") return recordFailure({ ...outcome, at }, record?.failing);
  const { change, receipt } = outcome;
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
      left: !change.write && !isByHand(change),
    },
  ];
}

const TELL_AGAIN_AFTER_SECONDS = 60;
const TELL_LATER_AFTER_SECONDS = 3600;

/** At once, after a minute, and then every hour: each telling is a commit. */
function recordFailure(
  { change, error, at }: Extract<Outcome, { status: "failed" }>,
  failing: HoldingRecord["failing"],
): HoldingEntry[] {
  if (change.kind === "grant" || isByHand(change)) return [];
  if (failing !== undefined) {
    const isFirst = failing.at.getTime() === failing.since.getTime();
    const wait = isFirst ? TELL_AGAIN_AFTER_SECONDS : TELL_LATER_AFTER_SECONDS;
    if (isBefore(at, addSeconds(failing.at, wait))) return [];
  }
  const { principal, entitlement } = change.holding;
  return [{ kind: "failed", principal, entitlement, at, code: readFailure(error).code }];
}
