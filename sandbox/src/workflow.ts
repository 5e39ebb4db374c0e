/** A workflow file of the default branch. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  state: WorkflowState;
  readonly createdAt: Date;
}

export type WorkflowState = "active" | "disabled_inactivity" | "disabled_manually";

/** A run of a workflow that has ended. */
export interface EndedRun {
  readonly id: number;
  readonly path: string;
  readonly conclusion: "success" | "failure";
  readonly headSha: string;
  readonly at: Date;
}
