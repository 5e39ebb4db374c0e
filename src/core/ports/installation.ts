import type { GitHubState } from "../installation.ts";

export interface InstallationQuestion {
  /** The commit whose CODEOWNERS is asked about. */
  readonly commit: string;
  readonly teams: readonly string[];
}

/**
 * How the installation is set up at GitHub. Throws `GitHubError` when GitHub cannot be reached or does not answer what every
 * app may read; what needs more than that comes back as unreadable.
 */
export interface Installation {
  read(question: InstallationQuestion): Promise<GitHubState>;
}
