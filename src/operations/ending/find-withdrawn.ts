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
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import { readAdoptedRules } from "../evidence/in-force.ts";
import { type EndingEarly, judgeOpen } from "../evidence/judge-open.ts";
import type { Deps } from "../round/deps.ts";

type Needs = Sources & Pick<Deps, "log">;

/** What git says has ended before its time: its file was removed by a verified pull request, or no policy offers it any more. */
export async function findWithdrawn(deps: Needs, state: LedgerState): Promise<EndingEarly> {
  const open = listOpenRequests(state, deps.now());
  if (open.length === 0) return { ended: [], unjudged: 0 };
  const tip = await deps.repository.defaultTip();
  const files = new Set((await deps.repository.listFiles(tip, "access-requests")).map(({ path }) => path));
  const policies = await readPoliciesInForce(deps, state, tip);
  return judgeOpen(deps, state, [...open, ...listBases(state, open)], async (request) => {
    if (!files.has(request.path)) return findRemoval(deps, state, request, tip);
    if (request.isBase) return undefined;
    return policies === undefined || isOffered(request, policies) ? undefined : { because: "policy" };
  });
}

/** undefined when they cannot be read, or were not adopted: that takes nothing away. */
async function readPoliciesInForce(
  deps: Needs,
  state: LedgerState,
  tip: string,
): Promise<readonly Policy[] | undefined> {
  const { policies, adopted, findings } = await readAdoptedRules(deps, state, tip);
  return adopted && !findings.some(isError) ? policies : undefined;
}

async function findRemoval(
  deps: Needs,
  state: LedgerState,
  request: OpenRequest,
  tip: string,
): Promise<EarlyEnd | undefined> {
  const { repository, log } = deps;
  const commit = await repository.findRemoval(tip, request.path);
  const follows = commit !== undefined && (await repository.isAncestor(request.seen.merge, commit));
  const pull = follows ? await findPullOf(deps, commit) : undefined;
  const at = pull?.merged?.at;
  const isRelevant = pull !== undefined && at !== undefined && isInTime(request, at);
  const by = isRelevant ? findRemover(request, await gatherEvidence(deps, pull, state)) : undefined;
  if (by !== undefined) return { because: "removal", by };
  // A receipt, as a rule.
  if (request.isBase || (at !== undefined && at >= request.over)) return undefined;
  raiseAlert(
    log,
    "REQUEST_GONE",
    { step: "removal", path: request.path, commit, pull: pull?.number },
    "a live request is gone from the default branch, and no verified removal says so; it runs on, and nothing is granted",
  );
  return undefined;
}
