import { min } from "date-fns/min";
import { findHolder, isHeldBy } from "../../core/duties/holder.ts";
import type { TreeFile } from "../../core/files/file-change.ts";
import { applyEntries } from "../../core/ledger/ledger.ts";
import type { Approved, Intent, Refused } from "../../core/ledger/ledger-entry.ts";
import { isOvertaken } from "../../core/plan/overtaken.ts";
import { mapAFew } from "../../lanes/a-few-at-once.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import { conclude, type Look } from "./conclude.ts";
import { ofRest } from "./rest.ts";
import { listUndecided, partlyOf } from "./undecided.ts";
import { type VerifyDeps, verifyRequest } from "./verify-request.ts";

export interface Verifying {
  readonly entries: readonly (Intent | Approved | Refused)[];
  /** How many requests could not be judged: a read failed, or grants are stopped. */
  readonly unjudged: number;
  /** When the next second look at a refusal is due. */
  readonly lookAgainAt?: Date;
}

/** Each verification makes about ten calls to GitHub at once, and GitHub allows a hundred. */
export const VERIFIED_AT_ONCE = 5;

/**
 * Verifies from scratch every file under access-requests/ that the ledger does not know. A file that cannot be read waits. A refused
 * one is verified again after a minute, and only then refused for good; one that a person ended already is refused at once. Reads them
 * side by side and concludes them in order, so that a later one sees what an earlier one of the round changed.
 */
export async function verifyMerged(deps: VerifyDeps, snapshot: Snapshot): Promise<Verifying> {
  const fresh = await listUndecided(deps, snapshot.state, snapshot.tip, snapshot.at);
  // Another replica may have granted or refused the others.
  deps.rechecks.keepWaiting(fresh.map(({ path }) => path));
  const looks = await mapAFew(fresh, VERIFIED_AT_ONCE, (file) => look(deps, snapshot, file));
  const round: Round = { known: snapshot, entries: [], later: [], unjudged: 0 };
  for (const first of looks) {
    const again = isToRepeat(deps, first, round);
    add(deps, round, again ? await look(deps, round.known, first.file) : first);
  }
  const { entries, later, unjudged } = round;
  return { entries, unjudged, ...(later.length > 0 && { lookAgainAt: min(later) }) };
}

/** Results of a round so far, and the snapshot after them. */
interface Round {
  known: Snapshot;
  readonly entries: (Intent | Approved | Refused)[];
  readonly later: Date[];
  unjudged: number;
}

async function look(deps: VerifyDeps, snapshot: Snapshot, file: TreeFile): Promise<Look> {
  const { repository, rechecks } = deps;
  let key = "";
  try {
    const commit = await repository.findAddition(snapshot.tip, file.path);
    // The key leaves out the tip: on a busy branch no refusal would ever be confirmed.
    key = JSON.stringify([file.blob, commit ?? null, snapshot.rules.ids]);
    const at = rechecks.notBefore(file.path, key, snapshot.at);
    if (at !== undefined) return { file, key, judged: { kind: "later", at } };
    const judged = await verifyRequest(deps, snapshot, file.path, commit);
    const { partly } = partlyOf(file.path, snapshot.state);
    return { file, key, judged: partly ? ofRest(judged) : judged };
  } catch (error) {
    return { file, key, judged: { kind: "failed", error } };
  }
}

/** True if earlier grants of this round could change the judgement. */
function isToRepeat({ providers }: VerifyDeps, { judged }: Look, { entries, known }: Round): boolean {
  const earlier = entries.filter((entry) => entry.kind === "intent");
  if (earlier.length === 0 || judged.kind === "later") return false;
  const givesPower = ({ entitlement }: Intent): boolean =>
    (providers.get(entitlement.provider)?.powers?.(entitlement) ?? []).length > 0;
  if (judged.kind !== "approved" || earlier.some(givesPower)) return true;
  // The limits of policies count what the round has let through before.
  if (judged.intents.some(({ lease }) => lease.basis !== undefined)) return true;
  return isOvertaken(judged.intents, earlier) || isSamePerson(judged.intents, earlier, known.rules);
}

/** A policy may let one person hold only so much at once, and duties may be kept apart. */
const isSamePerson = (
  intents: readonly Intent[],
  earlier: readonly Intent[],
  { settings }: Snapshot["rules"],
): boolean =>
  intents.some((intent) => {
    const holder = findHolder(settings, intent.lease.subject.id);
    return earlier.some(({ lease }) => isHeldBy(holder, lease));
  });

/** Adds what is concluded from a look to the results of the round. */
function add(deps: VerifyDeps, round: Round, look: Look): void {
  const { entries, again, unjudged } = conclude(deps, round.known, look);
  if (unjudged) round.unjudged++;
  if (again !== undefined) round.later.push(again);
  round.entries.push(...entries);
  round.known = { ...round.known, state: applyEntries(round.known.state, entries) };
}
