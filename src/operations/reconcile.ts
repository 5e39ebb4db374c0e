import { min } from "date-fns/min";
import { holdingKey } from "../core/access/holding.ts";
import type { RepositoryRules } from "../core/decision/evidence.ts";
import type { LedgerState } from "../core/ledger/ledger.ts";
import type { LedgerEntry } from "../core/ledger/ledger-entry.ts";
import type { Outcome } from "../core/plan/plan.ts";
import { type EndingEarly, endWithdrawn, watchFresh, writeEnds } from "./ending/early-ends.ts";
import { addRules, readSnapshot, type Snapshot } from "./evidence/snapshot.ts";
import { adoptRules } from "./granting/adopt.ts";
import { observe } from "./granting/observe.ts";
import { type Verifying, verifyMerged } from "./granting/verify.ts";
import { nextSecondLook, type VerifyingAgain, verifyAgain } from "./granting/verify-again.ts";
import type { Deps } from "./round/deps.ts";
import { type Recorded, record, recordJournal } from "./round/record.ts";
import { withJournal } from "./round/state.ts";
import { type RoundView, readView } from "./round/view.ts";
import { settle } from "./settle.ts";

export interface Reconciled {
  /** The entries this round put on the ledger, in order. */
  readonly entries: readonly LedgerEntry[];
  /** Everything could be read, and every planned change was made. */
  readonly complete: boolean;
  /** When the next second verification is due. */
  readonly lookAgainAt?: Date;
  readonly state: LedgerState;
  /** The rules at the tip of the default branch. */
  readonly rules: RepositoryRules;
  /** GitHub could not tell whether requests of this round were ended meanwhile: watch soon. */
  readonly unwatched: boolean;
}

/**
 * Makes the providers hold what git allows. Level-triggered: reads both tips, the ledger and the rules once, and may run at any time,
 * twice, or after a crash at any point. Each step passes on the view that its entries lead to. Throws when GitHub or git cannot be
 * read; `endDue` needs neither, and does not wait for this. `onKnown` receives the state as soon as intents and ends are written, so
 * that a later failure delays no end.
 */
export async function reconcile(
  deps: Deps,
  onKnown: (state: LedgerState) => void = () => undefined,
): Promise<Reconciled> {
  await deps.repository.fetch();
  const late = await recordJournal(deps, await readView(deps));
  const standing = await recordStanding(deps, late.view);
  const snapshot = await addRules(deps, standing.view);
  const withdrawn = await endWithdrawn(deps, await withJournal(deps, snapshot));
  if (withdrawn.ended.length > 0) onKnown((await withJournal(deps, snapshot)).state);
  const first = await verifyOnce(deps, snapshot);
  const beforeGrant = await lookAgain(deps, first.view, () => listIntended(first.entries), onKnown);
  const second = await verifyTwice(deps, first.view, onKnown);
  const { outcomes, unlisted } = await settle(deps, (await withJournal(deps, second.view)).state);
  const afterGrant = await lookAgain(deps, second.view, (state) => listGranted(state, outcomes), onKnown);
  const recorded = await recordJournal(deps, second.view);
  const { state } = await withJournal(deps, recorded.view);
  const done = outcomes.every(({ status }) => status === "done");
  const later = [first.lookAgainAt, nextSecondLook(state, first.view.at)].filter(
    (time) => time !== undefined,
  );
  return {
    entries: [late, standing, first, second, recorded].flatMap(({ entries }) => entries),
    complete: done && withdrawn.unjudged + first.unjudged + second.unjudged + unlisted === 0,
    ...(later.length > 0 && { lookAgainAt: min(later) }),
    state,
    rules: second.view.rules,
    unwatched: beforeGrant.unjudged + afterGrant.unjudged > 0,
  };
}

/** Records the rules in force, what was asked or looked up since the last round and, once per installation, who is in the teams. */
async function recordStanding(deps: Deps, view: RoundView): Promise<Recorded> {
  const recorded = await record(
    deps,
    view,
    async (current) => [
      ...(current.state.teams.size === 0 ? await observe(deps, current) : []),
      ...(await adoptRules(deps, current)),
      ...(deps.sightings?.listNews(current.state) ?? []),
      ...(deps.lookback?.listNews(current.state) ?? []),
    ],
    () => readView(deps),
  );
  deps.sightings?.forget(recorded.view.state);
  deps.lookback?.forget(recorded.view.state);
  return recorded;
}

async function verifyOnce(
  deps: Deps,
  snapshot: Snapshot,
): Promise<Recorded<Snapshot> & Omit<Verifying, "entries">> {
  let verifying: Verifying = { entries: [], unjudged: 0 };
  const select = async (current: Snapshot) => {
    verifying = await verifyMerged(deps, current);
    return verifying.entries;
  };
  const recorded = await record(deps, snapshot, select, () => readSnapshot(deps));
  return { ...verifying, ...recorded };
}

/** A guard: asks GitHub once more whether a person ended these requests while they were being written down, or granted. */
async function lookAgain(
  deps: Deps,
  view: RoundView,
  choose: (state: LedgerState) => ReadonlySet<string>,
  onKnown: (state: LedgerState) => void,
): Promise<EndingEarly> {
  const { state } = await withJournal(deps, view);
  const requests = choose(state);
  if (requests.size === 0) return { ended: [], unjudged: 0 };
  onKnown(state);
  const found = await watchFresh(deps, state, requests);
  if (found.ended.length > 0) onKnown((await withJournal(deps, view)).state);
  return found;
}

const listIntended = (entries: readonly LedgerEntry[]): ReadonlySet<string> =>
  new Set(entries.flatMap((entry) => (entry.kind === "intent" ? [entry.lease.request] : [])));

function listGranted({ holdings }: LedgerState, outcomes: readonly Outcome[]): ReadonlySet<string> {
  const granted = outcomes.filter(({ status, change }) => status === "done" && change.kind === "grant");
  const leases = granted.flatMap(({ change }) => holdings.get(holdingKey(change.holding))?.leases ?? []);
  return new Set(leases.filter((lease) => lease.ended === undefined).map(({ request }) => request));
}

/** Verifies again what was granted a minute ago. Ends are written to the journal before anything else. */
async function verifyTwice(
  deps: Deps,
  snapshot: Snapshot,
  onKnown: (state: LedgerState) => void,
): Promise<Recorded<Snapshot> & Pick<VerifyingAgain, "unjudged">> {
  const { verified, ended, unjudged } = await verifyAgain(deps, await withJournal(deps, snapshot));
  await writeEnds(deps, ended);
  if (ended.length > 0) onKnown((await withJournal(deps, snapshot)).state);
  const recorded = await record(
    deps,
    snapshot,
    () => verified,
    () => readSnapshot(deps),
  );
  return { unjudged, ...recorded };
}
