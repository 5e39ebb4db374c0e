import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { hasEnded, type Lease, type Person } from "../../core/access/lease.ts";
import { type Decision, leasesOf } from "../../core/decision/decision.ts";
import type { Evidence } from "../../core/decision/evidence.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import type { ApprovedRequest } from "../../core/ledger/asked-request.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Intent } from "../../core/ledger/ledger-entry.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import { ObstacleError } from "../../core/plan/obstacle.ts";
import { listUngranted } from "../../core/plan/partly-granted.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { findCommand } from "./find-command.ts";
import { hadToWait, intend, type Proven } from "./intend.ts";
import { describeStopping, findHold, judgeMerged, listCodes, listReasons } from "./judge-merged.ts";
import { LATE_ACTIVITY, mayStillTellPushers } from "./late-activity.ts";

export type VerifyDeps = Sources & Pick<Deps, "log" | "now" | "rechecks">;

export type Judged =
  /** `missing`: why other entitlements of the request have no intent yet; their providers cannot be asked. */
  | { readonly kind: "approved"; readonly intents: readonly Intent[]; readonly missing?: unknown }
  /** Approved, and verified again when its start is due. */
  | { readonly kind: "early"; readonly approved: ApprovedRequest }
  /** Approved, and waits for an earlier end of the same access, until `until` as far as known. Its own time runs, and ends at `over`. */
  | { readonly kind: "waits"; readonly until: Date; readonly over: Date }
  /** Approved, and its policy lets it wait until earlier access is reviewed. Its own time runs. */
  | { readonly kind: "held"; readonly because: string }
  | ({ readonly kind: "refused"; readonly pull?: number } & Why)
  /** Approved, and ended before it began by a person who may. Final at once. */
  | { readonly kind: "ended"; readonly pull: number; readonly by: Person }
  | { readonly kind: "stopped"; readonly because: string };

/** Why a request is refused. */
type Why = Pick<Refusal, "codes" | "reasons">;

/** Judges the merged request at `path`, added by `commit`, from evidence that it reads from scratch. */
export async function verifyRequest(
  deps: VerifyDeps,
  snapshot: Snapshot,
  path: string,
  commit: string | undefined,
): Promise<Judged> {
  if (parseRequestPath(path) === undefined) return { kind: "refused", codes: ["PATH_INVALID"] };
  const pull = commit === undefined ? undefined : await findPullOf(deps, commit);
  if (pull === undefined) return { kind: "refused", codes: ["NO_PULL_REQUEST"] };
  const evidence = await gatherEvidence(deps, pull, snapshot);
  const decision = judgeMerged(evidence);
  const stopped: Judged = { kind: "stopped", because: describeStopping(evidence) };
  if (decision === undefined) return stopped;
  if (mayStillTellPushers(evidence)) throw new ObstacleError(LATE_ACTIVITY);
  const refuse = (why: Why): Judged => ({ kind: "refused", pull: pull.number, ...why });
  if (decision.status !== "approved")
    return refuse({ codes: listCodes(decision), reasons: listReasons(decision) });
  if (evidence.stops.length > 0) return stopped;
  if (evidence.file?.path !== path) return refuse({ codes: ["MERGE_UNPROVEN"] });
  const { start } = decision.terms ?? {};
  return verifyApproved(deps, snapshot.state, evidence, {
    decision,
    leases: leasesOf(decision, evidence),
    start,
  });
}

interface Approved {
  readonly decision: Decision;
  readonly leases: readonly Lease[];
  readonly start: Date | undefined;
}

/** Finds out if an approved request can be granted by now. */
async function verifyApproved(
  deps: VerifyDeps,
  state: LedgerState,
  evidence: Evidence,
  { decision, leases: all, start }: Approved,
): Promise<Judged> {
  const pull = evidence.pull.number;
  const leases = listUngranted(state, all);
  // Not by the snapshot's time: a lease that ended while it was read is not granted.
  const late = deps.now();
  if (leases.some((lease) => hasEnded(lease, late))) {
    const code = (await hadToWait(deps, state, leases)) ? "STILL_ENDING" : "MERGED_TOO_LATE";
    return { kind: "refused", pull, codes: [code] };
  }
  const by = await findCommandFor(deps, state, evidence, leases);
  if (by !== undefined) return { kind: "ended", pull, by };
  // By the time that the rules were judged by: a round may take until after the start.
  if (start !== undefined && isBefore(evidence.now, start))
    return { kind: "early", approved: describeEarly(evidence, decision, start) };
  const because = findHold(evidence);
  if (because !== undefined) return { kind: "held", because };
  return intendAll(deps, state, leases, { evidence, decision, of: all.length });
}

function describeEarly(
  { pull, merge, now: at }: Evidence,
  { terms, approvers }: Decision,
  startsAt: Date,
): ApprovedRequest {
  if (terms === undefined || merge === undefined)
    throw new Error(`#${pull.number} was approved without terms or a merge.`);
  return { pull: pull.number, request: terms.id, merge: merge.commit, approvers, startsAt, at };
}

/** Makes the intents whose providers can be asked: one that is away delays no grant of another. Throws when none of the whole request can. */
async function intendAll(
  deps: VerifyDeps,
  state: LedgerState,
  leases: readonly Lease[],
  proven: Proven,
): Promise<Judged> {
  const { of } = proven;
  const tried = await Promise.allSettled(leases.map((lease) => intend(deps, state, lease, proven)));
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
