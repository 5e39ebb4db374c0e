import type { Octokit } from "@octokit/rest";
import type { RepositoryName } from "../http/client.ts";
import { GitHubError, statusOf } from "../http/error.ts";

/** "Check team permissions for a repository"; 404 = none. */
export async function mayWrite(octokit: Octokit, name: RepositoryName, slug: string): Promise<boolean> {
  try {
    const { data } = await octokit.rest.teams.checkPermissionsForRepoInOrg({
      ...name,
      org: name.owner,
      team_slug: slug,
      headers: { accept: "application/vnd.github.v3.repository+json" },
    });
    // 204 without a body, where GitHub does not know the media type.
    return data?.permissions?.push === true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw new GitHubError(`read what the team ${slug} may do`, error);
  }
}
