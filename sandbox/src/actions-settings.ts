import type { Repository } from "./model.ts";

/** What GitHub Actions may do by itself; organisation and repository each have such a pair. */
export interface WorkflowSettings {
  defaultPermissions: "read" | "write";
  /** Whether a workflow's own token may open and approve pull requests. */
  mayApprove: boolean;
}

/** A place jobs run in, and the branches it takes jobs from; undefined takes them from every branch. */
export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly branches: readonly BranchPolicy[] | undefined;
}

export interface BranchPolicy {
  readonly id: number;
  readonly pattern: string;
}

export interface RepositoryActions {
  readonly workflow: WorkflowSettings;
  /** When each secret was last written, by name; values are never shown, so none are kept. */
  readonly secrets: Map<string, Date>;
  readonly environments: Environment[];
}

export interface ActionsSettings {
  readonly organization: WorkflowSettings;
  /** The organisation's secrets, which all its repositories may use. */
  readonly organizationSecrets: Map<string, Date>;
  /** By repository id. */
  readonly repositories: Map<number, RepositoryActions>;
}

/** What a new organisation begins with: workflows read, and approve nothing. */
export const beginActions = (): ActionsSettings => ({
  organization: beginWorkflow(),
  organizationSecrets: new Map(),
  repositories: new Map(),
});

const beginWorkflow = (): WorkflowSettings => ({ defaultPermissions: "read", mayApprove: false });

/** The settings of one repository; each begins as a new organisation does. */
export function actionsOf({ repositories }: ActionsSettings, { id }: Repository): RepositoryActions {
  const actions = repositories.get(id) ?? {
    workflow: beginWorkflow(),
    secrets: new Map(),
    environments: [],
  };
  repositories.set(id, actions);
  return actions;
}
