import type { Environment } from "./environments.ts";
import type { Repository } from "./model.ts";
import type { EndedRun, Workflow } from "./workflow.ts";
import type { WorkflowRun } from "./workflow-run.ts";

/** The permissions of GitHub Actions. The organisation and each repository have such a pair. */
export interface WorkflowSettings {
  defaultPermissions: "read" | "write";
  /** True if a workflow's own token may open and approve pull requests. */
  mayApprove: boolean;
}

/** Names of environments are compared without case. */
export const findEnvironment = (
  settings: ActionsSettings,
  repository: Repository,
  name: string,
): Environment | undefined =>
  actionsOf(settings, repository).environments.find(
    (environment) => environment.name.toLowerCase() === name.toLowerCase(),
  );

export interface RepositoryActions {
  readonly workflow: WorkflowSettings;
  /** The time of the last write of each secret, by name. GitHub never shows values, so the sandbox keeps none. */
  readonly secrets: Map<string, Date>;
  readonly environments: Environment[];
  /** Oldest first. */
  readonly runs: WorkflowRun[];
  /** By path: of those that the default branch has or had. */
  readonly workflows: Map<string, Workflow>;
  /** Runs of workflows that do not deploy, oldest first. */
  readonly ended: EndedRun[];
}

export interface ActionsSettings {
  readonly organization: WorkflowSettings;
  /** The organisation's secrets, available to all its repositories. */
  readonly organizationSecrets: Map<string, Date>;
  /** By repository id. */
  readonly repositories: Map<number, RepositoryActions>;
}

/** The settings of a new organisation: workflows may read, and may not approve. */
export const beginActions = (): ActionsSettings => ({
  organization: beginWorkflow(),
  organizationSecrets: new Map(),
  repositories: new Map(),
});

const beginWorkflow = (): WorkflowSettings => ({ defaultPermissions: "read", mayApprove: false });

/** The settings of one repository. A new one starts with those of a new organisation. */
export function actionsOf({ repositories }: ActionsSettings, { id }: Repository): RepositoryActions {
  const actions = repositories.get(id) ?? {
    workflow: beginWorkflow(),
    secrets: new Map(),
    environments: [],
    runs: [],
    workflows: new Map(),
    ended: [],
  };
  repositories.set(id, actions);
  return actions;
}
