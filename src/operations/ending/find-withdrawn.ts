import {
  type EarlyEnd,
  isInTime,
  isOffered,
  listBases,
  listOpenRequests,
  type OpenRequest,
} from "../../core/decision/early-end.ts";
import { findRemover } from "../../core/decision/who-may-end.ts";
import type { Policy } from "../../core/files/policy.ts";
import { isError } from "../../core/findings/finding.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import { type EndingEarly, judgeOpen } from "../evidence/judge-open.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";

export type WithdrawnDeps = Sources & Pick<Deps, "log" | "now">;

/** Finds leases whose file a verified pull request removed, or that policies no longer offer. */
export async function findWithdrawn(deps: WithdrawnDeps, snapshot: Snapshot): Promise<EndingEarly> {
  const { tip, state, at } = snapshot;
  const open = listOpenRequests(state, at);
  if (open.length === 0) return { ended: [], unjudged: 0 };
  const files = new Set((await deps.repository.listFiles(tip, "access-requests")).map(({ path }) => path));
  const policies = choosePoliciesInForce(snapshot);
  return judgeOpen(deps, state, [...open, ...listBases(state, open)], async (request) => {
    if (!files.has(request.path)) return findRemoval(deps, snapshot, request);
    if (request.isBase) return undefined;
    return policies === undefined || isOffered(request, policies) ? undefined : { because: "policy" };
  });
}

/** undefined when they are unreadable or were not adopted: then they end nothing. */
const choosePoliciesInForce = ({
  rules: { policies, adopted, findings },
}: Snapshot): readonly Policy[] | undefined => (adopted && !findings.some(isError) ? policies : undefined);

async function findRemoval(
  deps: WithdrawnDeps,
  snapshot: Snapshot,
  request: OpenRequest,
): Promise<EarlyEnd | undefined> {
  const { repository, log } = deps;
  const commit = await repository.findRemoval(snapshot.tip, request.path);
  const follows = commit !== undefined && (await repository.isAncestor(request.seen.merge, commit));
  const pull = follows ? await findPullOf(deps, commit) : undefined;
  const at = pull?.merged?.at;
  const isRelevant = pull !== undefined && at !== undefined && isInTime(request, at);
  const by = isRelevant ? findRemover(request, await gatherEvidence(deps, pull, snapshot)) : undefined;
  if (by !== undefined) return { because: "removal", by };
  // Usually a receipt removed the file.
  if (request.isBase || (at !== undefined && at >= request.over)) return undefined;
  raiseAlert(
    log,
    "REQUEST_GONE",
    { step: "removal", path: request.path, commit, pull: pull?.number },
    "a live request is gone from the default branch, and no verified removal explains it; it runs on, and nothing is granted",
  );
  return undefined;
}
