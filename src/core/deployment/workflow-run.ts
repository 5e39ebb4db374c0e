import type { Entitlement } from "../access/entitlement.ts";
import type { Person } from "../access/lease.ts";

/** A repository whose deployments Hallpass guards. The id decides. */
export interface GuardedRepository {
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
}

/** Deployments to this environment need a live lease of the entitlement. From the server's configuration. */
export interface GuardedEnvironment {
  readonly repository: GuardedRepository;
  readonly environment: string;
  readonly entitlement: Entitlement;
}

/** A run of a workflow, as GitHub tells it at one moment. */
export interface WorkflowRun {
  readonly id: number;
  readonly repositoryId: number;
  /** A re-run keeps the id, and is the next attempt. */
  readonly attempt: number;
  /** The event that started the first attempt. */
  readonly event: string;
  /** The account that started this attempt. Absent: GitHub does not tell. */
  readonly startedBy?: Person & { readonly isPerson: boolean };
  readonly url: string;
}

/** A deployment of a run that waits. */
export interface WaitingDeployment {
  readonly environment: string;
  /** The end of the environment's wait timer. */
  readonly timerEndsAt?: Date;
  /** The environment has reviewers, and none of them has approved. */
  readonly needsReview: boolean;
}

/** The same attempt of the same run, by the same account. */
export const isSameAttempt = (a: WorkflowRun, b: WorkflowRun): boolean =>
  a.id === b.id && a.attempt === b.attempt && a.startedBy?.id === b.startedBy?.id;
