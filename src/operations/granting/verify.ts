import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { hasEnded, type Lease, type Person } from "../../core/access/lease.ts";
import { type Decision, decide, leasesOf, listFindings } from "../../core/decision/decision.ts";
import type { Evidence } from "../../core/decision/evidence.ts";
import { isAsPinned } from "../../core/decision/rules/repository.ts";
import type { TreeFile } from "../../core/files/file-change.ts";
import { isRequestFile } from "../../core/files/pull-kind.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import { isError } from "../../core/findings/finding.ts";
import { applyEntries, type LedgerState, type SeenRequest } from "../../core/ledger/ledger.ts";
import type { Intent, Refused } from "../../core/ledger/ledger-entry.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import type { WaitingRequest } from "../../core/ledger/recheck-record.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import { describeObstacle, ObstacleError } from "../../core/plan/obstacle.ts";
import { isOvertaken } from "../../core/plan/overtaken.ts";
import { isPartlyGranted, listUngranted } from "../../core/plan/partly-granted.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import { mapAFew } from "../../lanes/a-few-at-once.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import { HISTORY_REWRITTEN } from "../evidence/rewritten.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { findCommand } from "./find-command.ts";
import { hadToWait, intend } from "./intend.ts";
import { LATE_ACTIVITY, mayStillTellPushers } from "./late-activity.ts";

/** Look at a waiting grant again after this long: the access it waits for may end early. */
const LONGEST_WAIT_SECONDS = 300;

export interface Verifying {
  readonly entries: readonly (Intent | Refused)[];
  /** How many requests could not be judged: a read failed, or grants are stopped. */
  readonly unjudged: number;
  /** When the next second look at a refusal is due. */
  readonly lookAgainAt?: Date;
}

type VerifyDeps = Sources & Pick<Deps, "log" | "now" | "rechecks">;

type Judged =
  /** `missing`: why other entitlements of the request have no intent yet; their providers cannot be asked. */
  | { readonly kind: "approved"; readonly intents: readonly Intent[]; readonly missing?: unknown }
  /** Approved, and verified again when its start is due. */
  | { readonly kind: "early"; readonly startsAt: Date }
  /** Approved, and waits for an earlier end of the same access, until `until` as far as known. Its own time runs, and ends at `over`. */
  | { readonly kind: "waits"; readonly until: Date; readonly over: Date }
  | { readonly kind: "refused"; readonly pull?: number; readonly codes: readonly string[] }
  /** Approved, and ended before it began by a person who may. Final at once. */
  | { readonly kind: "ended"; readonly pull: number; readonly by: Person }
  | { readonly kind: "stopped"; readonly because: string };

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
    await conclude(deps, round, again ? await look(deps, round.known, first.file) : first);
  }
  const { entries, later, unjudged } = round;
  return { entries, unjudged, ...(later.length > 0 && { lookAgainAt: min(later) }) };
}

/** Lists the request files of a commit that the ledger does not know. */
export async function listUndecided(
  { repository }: Pick<Deps, "repository">,
  state: LedgerState,
  commit: string,
  now: Date,
): Promise<TreeFile[]> {
  const files = await repository.listFiles(commit, "access-requests");
  return files.filter((each) => isRequestFile(each) && isUndecided(each, state, now));
}

/** Results of a round so far, and the snapshot after them. */
interface Round {
  known: Snapshot;
  readonly entries: (Intent | Refused)[];
  readonly later: Date[];
  unjudged: number;
}

/** The result of reading one request. */
interface Look {
  readonly file: TreeFile;
  /** Identifies the content and rules it was judged by. */
  readonly key: string;
  readonly judged:
    | Judged
    | { readonly kind: "later"; readonly at: Date }
    | { readonly kind: "failed"; readonly error: unknown };
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
    return { file, key, judged: findUse(file.path, snapshot.state) === undefined ? judged : ofRest(judged) };
  } catch (error) {
    return { file, key, judged: { kind: "failed", error } };
  }
}

/** A part of the request is granted. If the rest is refused or ended by now, that part goes on until its own end. */
function ofRest(judged: Judged): Judged {
  if (judged.kind === "ended") return { kind: "approved", intents: [] };
  if (judged.kind !== "refused") return judged;
  return { kind: "approved", intents: [], missing: new RestRefused(judged.codes) };
}

/** What is missing of a request is refused. */
class RestRefused extends ObstacleError {
  constructor(codes: readonly string[]) {
    const next = "ask for it with a new file.";
    super({ why: `The rest of the request is no longer approved (${codes.join(", ")}): ${next}`, next });
  }
}

/** True if earlier grants of this round could change the judgement. */
function isToRepeat({ providers }: VerifyDeps, { judged }: Look, { entries }: Round): boolean {
  const earlier = entries.filter((entry) => entry.kind === "intent");
  if (earlier.length === 0 || judged.kind === "later") return false;
  const givesPower = ({ entitlement }: Intent): boolean =>
    (providers.get(entitlement.provider)?.powers?.(entitlement) ?? []).length > 0;
  return judged.kind !== "approved" || earlier.some(givesPower) || isOvertaken(judged.intents, earlier);
}

async function conclude(deps: VerifyDeps, round: Round, { file, key, judged }: Look): Promise<void> {
  const { at, state } = round.known;
  const waiting = { ...file, ...(findUse(file.path, state) !== undefined && { partly: true as const }) };
  if (judged.kind === "failed") {
    round.unjudged++;
    noteWaiting(deps, waiting, at, describeObstacle(judged.error).why, judged.error);
    return;
  }
  if (judged.kind === "stopped") {
    round.unjudged++;
    noteWaiting(deps, waiting, at, `Grants are stopped: ${judged.because}`);
    return;
  }
  if (judged.kind === "approved" && judged.missing !== undefined)
    round.later.push(putOffRest(deps, at, file, key, judged.missing));
  else if (judged.kind === "waits") noteSettling(deps, waiting, at, judged.until);
  else if (judged.kind === "later") deps.rechecks.noteLater(file.path, at);
  else deps.rechecks.noteJudged(file.path);
  const found = judged.kind === "later" ? judged.at : concludeJudged(deps, at, { file, key, judged });
  if (found instanceof Date) round.later.push(found);
  else {
    round.known = { ...round.known, state: applyEntries(round.known.state, found) };
    round.entries.push(...found);
  }
}

/** Seconds after which an unjudged request raises an alert and a notice on its pull request: most failures pass sooner. */
export const SECONDS_BEFORE_ALERT = 120;

/** Each try makes a dozen calls to GitHub. */
const SECONDS_BETWEEN_PARTS = 30;

/** A part of the request is granted, or will be at once. Returns when to try the rest again. */
function putOffRest(deps: VerifyDeps, at: Date, { path }: TreeFile, key: string, missing: unknown): Date {
  const seconds = missing instanceof RestRefused ? LONGEST_WAIT_SECONDS : SECONDS_BETWEEN_PARTS;
  const until = addSeconds(at, seconds);
  noteWaiting(deps, { path, partly: true, until }, at, describeObstacle(missing).why, missing);
  return deps.rechecks.defer(path, key, until, at);
}

/** Raises no alert, because the wait ends by itself. People are told if it takes long. */
function noteSettling(
  { log, rechecks }: VerifyDeps,
  { path, partly }: Pick<WaitingRequest, "path" | "partly">,
  at: Date,
  until: Date,
): void {
  log.info({ step: "verify", path, until }, "approved; it waits until earlier access there has surely ended");
  const because = `The same access was held before, and a late revocation could hit the new grant. It can be granted at ${formatTime(until)} at the earliest, and its time runs meanwhile.`;
  rechecks.noteWaiting({ path, until, ...(partly && { partly }) }, because, at);
}

function noteWaiting(
  { log, rechecks }: VerifyDeps,
  { path, partly, until }: Pick<WaitingRequest, "path" | "partly" | "until">,
  at: Date,
  because: string,
  err?: unknown,
): void {
  const since = rechecks.noteWaiting(
    { path, ...(partly && { partly }), ...(until && { until }) },
    because,
    at,
  );
  const fields = { step: "verify", path, since, because, ...(err !== undefined && { err }) };
  const level = err === undefined ? "warn" : "error";
  const message =
    err === undefined
      ? "the request waits: grants are stopped"
      : "the request could not be verified; Hallpass tries again";
  if (isBefore(at, addSeconds(since, SECONDS_BEFORE_ALERT))) log[level](fields, message);
  else raiseAlert(log, "REQUEST_WAITS", fields, message, level);
}

/** True for a request that the ledger does not know, or does not know whole. */
export function isUndecided({ path }: Pick<TreeFile, "path">, state: LedgerState, now: Date): boolean {
  const used = findUse(path, state);
  return !state.refusals.has(path) && (used === undefined || isPartlyGranted(state, used, now));
}

export function findUse(path: string, { seen }: LedgerState): SeenRequest | undefined {
  const id = parseRequestPath(path)?.id;
  return id === undefined ? undefined : seen.get(id);
}

interface Concluding extends Pick<Look, "file" | "key"> {
  readonly judged: Exclude<Judged, { kind: "stopped" }>;
}

/** Returns the entries for the ledger, or when to look again. `readAt`: the time of the round's snapshot. */
function concludeJudged(
  { rechecks, now, log }: VerifyDeps,
  readAt: Date,
  { file: { path, blob }, key, judged }: Concluding,
): readonly (Intent | Refused)[] | Date {
  if (judged.kind === "early") return rechecks.defer(path, key, judged.startsAt, readAt);
  if (judged.kind === "waits") return rechecks.defer(path, key, nextLook(judged, readAt), readAt);
  if (judged.kind === "approved") return judged.intents;
  // A refusal counts from the end of its reading: the second reading begins a minute after that.
  const at = now();
  if (judged.kind === "ended") {
    const { pull, by } = judged;
    log.warn({ step: "verify", path, pull, by }, "ended before it began; nothing is granted");
    return [toRefused({ path, blob, pull, codes: ["ENDED_EARLY"], at })];
  }
  const { pull, codes } = judged;
  const fields = { step: "verify", path, pull, codes };
  if (!rechecks.confirm(path, key, at)) {
    const message = "on the default branch, and not approved; it is looked at once more in a minute";
    raiseAlert(log, "REQUEST_UNPROVEN", fields, message, "warn");
    return rechecks.notBefore(path, key, at) ?? at;
  }
  raiseAlert(log, "REQUEST_REFUSED", fields, "on the default branch, and refused for good");
  return [toRefused({ path, blob, ...(pull === undefined ? {} : { pull }), codes, at })];
}

const nextLook = ({ until, over }: Judged & { kind: "waits" }, now: Date): Date =>
  min([until, over, addSeconds(now, LONGEST_WAIT_SECONDS)]);

const toRefused = (refusal: Refusal): Refused => ({ kind: "refused", refusal, at: refusal.at });

async function verifyRequest(
  deps: VerifyDeps,
  snapshot: Snapshot,
  path: string,
  commit: string | undefined,
): Promise<Judged> {
  if (parseRequestPath(path) === undefined) return { kind: "refused", codes: ["PATH_INVALID"] };
  const pull = commit === undefined ? undefined : await findPullOf(deps, commit);
  if (pull === undefined) return { kind: "refused", codes: ["NO_PULL_REQUEST"] };
  const { state } = snapshot;
  const evidence = await gatherEvidence(deps, pull, snapshot);
  const decision = judgeMerged(evidence);
  const stopped: Judged = { kind: "stopped", because: describeStopping(evidence) };
  if (decision === undefined) return stopped;
  if (mayStillTellPushers(evidence)) throw new ObstacleError(LATE_ACTIVITY);
  const refuse = (codes: readonly string[]): Judged => ({ kind: "refused", pull: pull.number, codes });
  if (decision.status !== "approved") return refuse(listCodes(decision));
  if (evidence.stops.length > 0) return stopped;
  if (evidence.file?.path !== path) return refuse(["MERGE_UNPROVEN"]);
  const all = leasesOf(decision, evidence);
  const leases = listUngranted(state, all);
  // Not by the snapshot's time: a lease that ended while it was read is not granted.
  const late = deps.now();
  if (leases.some((lease) => hasEnded(lease, late)))
    return refuse([(await hadToWait(deps, state, leases)) ? "STILL_ENDING" : "MERGED_TOO_LATE"]);
  const by = await findCommandFor(deps, state, evidence, leases);
  if (by !== undefined) return { kind: "ended", pull: pull.number, by };
  const { start } = decision.terms ?? {};
  // By the time that the rules were judged by: a round may take until after the start.
  if (start !== undefined && isBefore(evidence.now, start)) return { kind: "early", startsAt: start };
  return intendAll(deps, state, evidence, leases, all.length);
}

/** Makes the intents whose providers can be asked: one that is away delays no grant of another. Throws when none of the whole request can. */
async function intendAll(
  deps: VerifyDeps,
  state: LedgerState,
  evidence: Evidence,
  leases: readonly Lease[],
  of: number,
): Promise<Judged> {
  const tried = await Promise.allSettled(leases.map((lease) => intend(deps, state, lease, evidence, of)));
  const found = tried.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const [failed] = tried.filter((each) => each.status === "rejected");
  if (failed !== undefined && found.length === 0 && leases.length === of) throw failed.reason;
  const later = found.filter((each) => each instanceof Date);
  if (later.length > 0)
    return { kind: "waits", until: max(later), over: min(leases.map(({ endsAt }) => endsAt)) };
  const intents = found.filter((each): each is Intent => !(each instanceof Date));
  return { kind: "approved", intents, ...(failed && { missing: failed.reason }) };
}

/** Finds the person who ended by a comment what these leases would begin. */
async function findCommandFor(
  deps: VerifyDeps,
  state: LedgerState,
  { pull, merge, file }: Evidence,
  [first, ...others]: readonly Lease[],
): Promise<Person | undefined> {
  if (first === undefined || merge === undefined || file === undefined) return undefined;
  const { request } = first;
  const merged = { request, pull: pull.number, blob: file.blob, merge: merge.commit, at: merge.at };
  return findCommand(deps, state, merged, [first, ...others]);
}

/**
 * Judges a merged request, also while grants are stopped: a refusal must not depend on when they resume. undefined when the
 * installation is in a state that the judgement itself depends on: then the request waits.
 */
export function judgeMerged(evidence: Evidence): Decision | undefined {
  const isSound =
    evidence.rules.adopted &&
    isReadable(evidence) &&
    isAsPinned(evidence) &&
    !evidence.stops.some(({ code }) => code === HISTORY_REWRITTEN);
  return isSound ? decide({ ...evidence, stops: [] }) : undefined;
}

/** The others are in the log and on the check of every open pull request. */
const MOST_STOPS_TOLD = 3;

function describeStopping({ rules, ownersErrors, stops }: Evidence): string {
  const found = [...rules.findings.filter(isError), ...ownersErrors.filter(isError), ...stops];
  if (found.length === 0)
    return "the rules on the default branch are not in force, or the repository is not as it was set up (RULES_NOT_IN_FORCE).";
  const told = found.slice(0, MOST_STOPS_TOLD).map(({ code, message }) => `${message} (${code})`);
  return [...new Set(told)].join(" ");
}

/** For example, GitHub cannot read CODEOWNERS while it names a team that was renamed. */
const isReadable = ({ rules, ownersErrors }: Evidence): boolean =>
  ![...rules.findings, ...ownersErrors].some(isError);

export const listCodes = (decision: Decision): string[] => {
  const codes = listFindings(decision).map(({ code }) => code);
  return codes.length > 0 ? [...new Set(codes)] : ["NOT_APPROVED"];
};
