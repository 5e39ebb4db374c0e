import type { GuardedRepository, WaitingDeployment, WorkflowRun } from "../deployment/workflow-run.ts";

export interface DeploymentAnswer {
  readonly environment: string;
  readonly state: "approved" | "rejected";
  readonly comment: string;
}

/** Deployments of GitHub Actions that wait for Hallpass's protection rule. Throws if GitHub fails; a failed read is never an empty list. */
export interface Deployments {
  /** The ids of the repository's runs that wait. */
  listWaiting(repository: GuardedRepository): Promise<number[]>;
  /** `undefined`: the run is deleted. Throws where the name leads to another repository. */
  readRun(repository: GuardedRepository, run: number): Promise<WorkflowRun | undefined>;
  listPending(repository: GuardedRepository, run: number): Promise<WaitingDeployment[]>;
  /** Whether GitHub asks Hallpass about deployments there. */
  isAsked(repository: GuardedRepository, environment: string): Promise<boolean>;
  answer(repository: GuardedRepository, run: number, answer: DeploymentAnswer): Promise<void>;
}
