import { describeEntitlement, type Entitlement } from "../access/entitlement.ts";
import type { Lease } from "../access/lease.ts";
import type { LiveAccessIndex } from "../plan/live-access.ts";
import type { WaitingDeployment, WorkflowRun } from "./workflow-run.ts";

/** The answer to a deployment. `waits`: nothing is answered yet. `mayAsk`: a lease would change the answer. */
export type Verdict =
  | { readonly kind: "approved"; readonly lease: Lease; readonly until: Date }
  | { readonly kind: "rejected"; readonly because: string; readonly mayAsk: boolean }
  | { readonly kind: "waits"; readonly because: string };

/**
 * The events behind which stands the account that GitHub names. A schedule runs in the name of whoever enabled it or changed it last, and
 * `workflow_run` in the name of another run's account: nobody acts there.
 */
const EVENTS: readonly string[] = ["push", "workflow_dispatch", "release", "create", "deployment"];

/**
 * Approves a deployment while the person who started this attempt holds a live, verified lease. Hallpass approves last, because an approval
 * cannot be taken back: while a wait timer runs or a review is missing, the lease may end.
 */
export function judgeDeployment(
  run: WorkflowRun,
  waiting: WaitingDeployment,
  entitlement: Entitlement,
  access: LiveAccessIndex,
  now: Date,
): Verdict {
  const { event, startedBy } = run;
  if (!EVENTS.includes(event)) return reject(`a run of the event ${event} has no person behind it`);
  if (startedBy === undefined) return reject("GitHub does not say who started it");
  if (!startedBy.isPerson) return reject(`${startedBy.login} is not a person`);
  const live = access.ofPerson(startedBy.id, entitlement, now);
  if (live === undefined) {
    const because = `${startedBy.login} holds no live lease for ${describeEntitlement(entitlement)}`;
    return { kind: "rejected", because, mayAsk: true };
  }
  const obstacle = findObstacle(live.lease, waiting, now);
  return obstacle === undefined ? { kind: "approved", ...live } : { kind: "waits", because: obstacle };
}

const reject = (because: string): Verdict => ({ kind: "rejected", because, mayAsk: false });

function findObstacle(lease: Lease, { timerEndsAt, needsReview }: WaitingDeployment, now: Date) {
  if (lease.verifiedAt === undefined) return "the lease is verified once more, a minute after the grant";
  if (timerEndsAt !== undefined && now < timerEndsAt) return "the environment's wait timer runs";
  return needsReview ? "a reviewer of the environment has to approve" : undefined;
}
