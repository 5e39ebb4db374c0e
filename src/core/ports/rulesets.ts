import type { Ruleset } from "../diagnosis/rulesets.ts";

/** The repository's own branch rulesets. Needs the credentials of an administrator. Throws `GitHubError`. */
export interface Rulesets {
  /** The number of the repository that answers to the name. */
  readRepositoryId(): Promise<number>;
  /** By name: GitHub allows each name once. undefined when there is none. */
  find(name: string): Promise<{ readonly id: number; readonly ruleset: Ruleset } | undefined>;
  create(ruleset: Ruleset): Promise<{ readonly id: number }>;
  update(id: number, ruleset: Ruleset): Promise<void>;
}
