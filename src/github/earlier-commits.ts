import type { Octokit } from "@octokit/rest";
import type { GitHub } from "../core/ports/github.ts";
import type { RepositoryName } from "./http/client.ts";
import { GitHubError, isRefused } from "./http/error.ts";

/** Reads commits of branches that may be deleted, over REST: a clone does not have them. */
export function earlierCommits(
  { rest }: Octokit,
  name: RepositoryName,
): Pick<GitHub, "listHistory" | "findBlob"> {
  return {
    listHistory: (commit) =>
      unlessGone(`list the commits before ${commit}`, async () => {
        const { data } = await rest.repos.listCommits({ ...name, sha: commit, per_page: 100 });
        return data.map(({ sha, parents }) => ({ sha, parents: parents.map((parent) => parent.sha) }));
      }),
    findBlob: (commit, path) =>
      unlessGone(`read ${path} at ${commit}`, async () => {
        const { data } = await rest.repos.getContent({ ...name, path, ref: commit });
        return Array.isArray(data) ? undefined : data.sha;
      }),
  };
}

/** `undefined`: GitHub has no such commit or file. */
async function unlessGone<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isRefused(error, [404, 409, 422])) return undefined;
    throw new GitHubError(what, error);
  }
}
