import type { Account } from "./accounts.ts";
import type { Environment } from "./environments.ts";

/** A run of a workflow with one job, which deploys to an environment. */
export interface WorkflowRun {
  readonly id: number;
  readonly event: string;
  readonly branch: string;
  readonly headSha: string;
  /** The account behind the event. A run that somebody else starts again keeps it. */
  readonly actor: Account;
  readonly environment: Environment;
  readonly createdAt: Date;
  /** The account behind this attempt. */
  triggeringActor: Account;
  attempt: number;
  startedAt: Date;
  /** The answers of apps to this attempt, by app id. */
  readonly answers: Map<number, "approved" | "rejected">;
  readonly reviews: EnvironmentReview[];
  /** The comments of the apps' answers to all attempts, oldest first. */
  readonly comments: string[];
  ended: "failure" | "cancelled" | undefined;
}

export interface EnvironmentReview {
  readonly account: Account;
  readonly state: "approved" | "rejected";
}
