import type { Repository } from "./repository.ts";

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
  /** By repository id. */
  readonly repositories: ReadonlyMap<number, RepositoryActions>;
}

/** What a new organisation begins with: workflows read, and approve nothing. */
export function beginActions(repositories: readonly Repository[]): ActionsSettings {
  const begin = (): WorkflowSettings => ({ defaultPermissions: "read", mayApprove: false });
  return {
    organization: begin(),
    repositories: new Map(
      repositories.map(({ id }) => [id, { workflow: begin(), secrets: new Map(), environments: [] }]),
    ),
  };
}

/** The settings of one repository. */
export function actionsOf(settings: ActionsSettings, repository: Repository): RepositoryActions {
  const found = settings.repositories.get(repository.id);
  if (found === undefined) throw new Error(`The repository ${repository.name} has no settings for Actions.`);
  return found;
}
