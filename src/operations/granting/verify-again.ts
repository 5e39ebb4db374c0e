import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { type EndReason, hasEnded, type Lease } from "../../core/access/lease.ts";
import { endEarly } from "../../core/decision/early-end.ts";
import { requestPath } from "../../core/files/request.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Ended, Verified } from "../../core/ledger/ledger-entry.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import { mapAFew } from "../../lanes/a-few-at-once.ts";
import { findAbandonedOf } from "../ending/find-abandoned.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { judgeMerged, listCodes } from "./judge-merged.ts";
import { VERIFIED_AT_ONCE } from "./verify.ts";

/** Evidence takes several reads of GitHub. A change between them shows a minute later. */
const SECONDS_AFTER_GRANT = 60;

export interface VerifyingAgain {
  readonly verified: readonly Verified[];
  /** Ends of granted requests that are not proven, or that a person ended meanwhile. */
  readonly ended: readonly Ended[];
  readonly unjudged: number;
}

type VerifyAgainDeps = Sources & Pick<Deps, "log" | "now">;

/** Verifies each request once more, a minute after its grant. A failed read or a stop ends nothing, and is tried again. */
export async function verifyAgain(deps: VerifyAgainDeps, snapshot: Snapshot): Promise<VerifyingAgain> {
  const { state, at: readAt } = snapshot;
  const due = new Set(
    listDue(state, readAt)
      .filter(({ at }) => !isBefore(readAt, at))
      .map(({ request }) => request),
  );
  // GitHub may show a comment later than it was written.
  const abandoned = await findAbandonedOf(deps, state, due);
  const gone = new Set(abandoned.ended.map(({ request }) => request));
  const verified: Verified[] = [];
  const ended: Ended[] = [...abandoned.ended];
  let unjudged = abandoned.unjudged;
  const requests = [...due].filter((each) => !gone.has(each));
  const doubts = await mapAFew(requests, VERIFIED_AT_ONCE, (request) => lookFor(deps, snapshot, request));
  for (const { request, doubt: because, failed } of doubts) {
    if (failed !== undefined) {
      unjudged++;
      deps.log.error(
        { step: "verify again", request, err: failed.error },
        "could not be verified again; Hallpass tries again",
      );
    } else if (because === "unjudged") unjudged++;
    else if (because === undefined) verified.push({ kind: "verified", request, at: readAt });
    else {
      raiseAlert(
        deps.log,
        "GRANT_UNPROVEN",
        { step: "verify again", request, codes: because },
        "granted, but the second verification failed; Hallpass ends it",
      );
      ended.push(...endEarly(state, request, { because: nameReason(because), at: deps.now() }));
    }
  }
  // If GitHub did not answer, a person may have ended one of them: doubts count, but nothing is verified.
  return { verified: abandoned.unjudged > 0 ? [] : verified, ended, unjudged };
}

interface Doubt {
  readonly request: string;
  readonly doubt?: readonly string[] | "unjudged" | undefined;
  readonly failed?: { readonly error: unknown };
}

async function lookFor(deps: VerifyAgainDeps, snapshot: Snapshot, request: string): Promise<Doubt> {
  try {
    return { request, doubt: await findDoubt(deps, snapshot, request) };
  } catch (error) {
    return { request, failed: { error } };
  }
}

/** A task that was closed meanwhile casts no doubt on the request. */
const nameReason = (codes: readonly string[]): EndReason =>
  codes.every((code) => code === "UNTIL_CLOSED") ? "closed" : "unproven";

/**
 * When the next second verification is due; undefined = none is waiting. Leaves out those due at `now`: the time of the snapshot that
 * they were verified with, so that one that became due since is not forgotten.
 */
export function nextSecondLook(state: LedgerState, now: Date): Date | undefined {
  const later = listDue(state, now)
    .map(({ at }) => at)
    .filter((at) => isBefore(now, at));
  return later.length === 0 ? undefined : min(later);
}

/** Lists granted requests without a second verification, and when it is due. */
function listDue(state: LedgerState, now: Date): { request: string; at: Date }[] {
  const due = new Map<string, Date>();
  for (const record of state.holdings.values())
    for (const { request } of record.leases.filter((lease) => isUnverified(lease, record, now))) {
      // Access that was held long enough already is not confirmed again.
      const times = [record.confirmed?.at ?? now, state.seen.get(request)?.at ?? now];
      const at = addSeconds(max(times), SECONDS_AFTER_GRANT);
      // Its parts may have been granted at different times: the last one counts.
      due.set(request, max([at, due.get(request) ?? at]));
    }
  return [...due].map(([request, at]) => ({ request, at }));
}

const isUnverified = (lease: Lease, { held }: HoldingRecord, now: Date): boolean =>
  held === "yes" && lease.verifiedAt === undefined && !hasEnded(lease, now);

/** Returns the codes of the failures; undefined = the request is proven. */
async function findDoubt(
  deps: VerifyAgainDeps,
  snapshot: Snapshot,
  request: string,
): Promise<readonly string[] | "unjudged" | undefined> {
  const { repository } = deps;
  const path = requestPath(request);
  const { tip } = snapshot;
  // A missing file ends a lease only through a verified removal.
  if ((await repository.findFile(tip, path)) === undefined) return "unjudged";
  const commit = await repository.findAddition(tip, path);
  const pull = commit === undefined ? undefined : await findPullOf(deps, commit);
  if (pull === undefined) return ["NO_PULL_REQUEST"];
  const evidence = await gatherEvidence(deps, pull, snapshot);
  const decision = judgeMerged(evidence);
  if (decision === undefined) return "unjudged";
  if (decision.status === "approved") return undefined;
  const codes = listCodes(decision);
  // A provider missing on this server, or facts that GitHub no longer reports, do not make an earlier proof doubtful.
  const unknown = evidence.pushers === undefined ? ["PUSHERS_UNKNOWN", "CHECK_UNPROVEN"] : [];
  return codes.every((code) => ["PROVIDER_UNKNOWN", ...unknown].includes(code)) ? "unjudged" : codes;
}
