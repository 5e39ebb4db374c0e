import { min } from "date-fns/min";
import { holdingKey } from "../core/access/holding.ts";
import type { LedgerState } from "../core/ledger/ledger.ts";
import type { LedgerEntry } from "../core/ledger/ledger-entry.ts";
import type { Outcome } from "../core/plan/plan.ts";
import { type EndingEarly, endWithdrawn, watchFresh, writeEnds } from "./ending/early-ends.ts";
import { adoptRules } from "./granting/adopt.ts";
import { observe } from "./granting/observe.ts";
import { type Verifying, verifyMerged } from "./granting/verify.ts";
import { nextSecondLook, type VerifyingAgain, verifyAgain } from "./granting/verify-again.ts";
import type { Deps } from "./round/deps.ts";
import { readState, record, recordJournal } from "./round/state.ts";
import { settle } from "./settle.ts";

export interface Reconciled {
  /** What this round put on the ledger, in order. */
  readonly entries: readonly LedgerEntry[];
  /** Everything could be read, and everything planned was done. */
  readonly complete: boolean;
  /** When there is something to verify for the second time. */
  readonly lookAgainAt?: Date;
  readonly state: LedgerState;
  /** Whether GitHub could not be asked if what this round wrote down or granted was ended meanwhile: watch soon. */
  readonly unwatched: boolean;
}

/**
 * Makes what is held what git says may be held. Level-triggered: it reads everything anew and may run at any time, twice, or
 * after a crash at any point. Throws when GitHub or git cannot be read; `endDue` does not need them, and never waits for this.
 * `onKnown` hears of intents and ends as soon as they are written, so that no later failure delays an end.
 */
export async function reconcile(
  deps: Deps,
  onKnown: (state: LedgerState) => void = () => undefined,
): Promise<Reconciled> {
  await deps.repository.fetch();
  const late = await recordJournal(deps);
  const standing = await record(deps, async (state) => [
    ...(state.teams.size === 0 ? await observe(deps, state) : []),
    ...(await adoptRules(deps, state)),
  ]);
  const withdrawn = await endWithdrawn(deps);
  const first = await verifyOnce(deps);
  const beforeGrant = await lookAgain(deps, listIntended(first), onKnown);
  const second = await verifyTwice(deps);
  const { outcomes, unlisted } = await settle(deps);
  const afterGrant = await lookAgain(deps, await readGranted(deps, outcomes), onKnown);
  const recorded = await recordJournal(deps);
  const { state } = await readState(deps);
  const done = outcomes.every(({ status }) => status === "done");
  const later = [first.lookAgainAt, nextSecondLook(state, deps.now())].filter((time) => time !== undefined);
  return {
    entries: [...late, ...standing, ...first.entries, ...second.verified, ...recorded],
    complete: done && withdrawn.unjudged + first.unjudged + second.unjudged + unlisted === 0,
    ...(later.length > 0 && { lookAgainAt: min(later) }),
    state,
    unwatched: beforeGrant.unjudged + afterGrant.unjudged > 0,
  };
}

async function verifyOnce(deps: Deps): Promise<Verifying> {
  let verifying: Verifying = { entries: [], unjudged: 0 };
  await record(deps, async (state) => {
    verifying = await verifyMerged(deps, state);
    return verifying.entries;
  });
  return verifying;
}

/** A person may have ended these while they were being written down, or granted. */
async function lookAgain(
  deps: Deps,
  requests: ReadonlySet<string>,
  onKnown: (state: LedgerState) => void,
): Promise<EndingEarly> {
  if (requests.size === 0) return { ended: [], unjudged: 0 };
  onKnown((await readState(deps)).state);
  const found = await watchFresh(deps, requests);
  if (found.ended.length > 0) onKnown((await readState(deps)).state);
  return found;
}

const listIntended = ({ entries }: Verifying): ReadonlySet<string> =>
  new Set(entries.flatMap((entry) => (entry.kind === "intent" ? [entry.lease.request] : [])));

async function readGranted(deps: Deps, outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
  const granted = outcomes.filter(({ status, change }) => status === "done" && change.kind === "grant");
  if (granted.length === 0) return new Set();
  const { holdings } = (await readState(deps)).state;
  const leases = granted.flatMap(({ change }) => holdings.get(holdingKey(change.holding))?.leases ?? []);
  return new Set(leases.filter((lease) => lease.ended === undefined).map(({ request }) => request));
}

/** What does not hold is written down first, too. */
async function verifyTwice(deps: Deps): Promise<VerifyingAgain> {
  const { state } = await readState(deps);
  const again = await verifyAgain(deps, state);
  await writeEnds(deps, again.ended);
  if (again.verified.length > 0) await record(deps, () => again.verified);
  return again;
}
