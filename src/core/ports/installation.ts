import type { GitHubState } from "../diagnosis/installation.ts";

/**
 * How the installation is set up at GitHub. Throws `GitHubError` when GitHub cannot be reached or does not answer what every
 * app may read; what needs more than that comes back as unreadable. Of teams, those with these slugs.
 */
export interface Installation {
  read(teams: readonly string[]): Promise<GitHubState>;
}
