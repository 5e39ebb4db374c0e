import type { Octokit } from "@octokit/rest";
import type { Account } from "../core/github-facts.ts";
import type { Person } from "../core/lease.ts";
import type { GitHub } from "../core/ports/github.ts";
import type { RepositoryName } from "./client.ts";
import { call, GitHubError, statusOf } from "./error.ts";

/** More than any request needs; a branch with a longer past had better not be used for one. */
const MAX_ACTIVITY_PAGES = 10;

/** Whatever brings content onto a branch: who merges something into it chose that content too. */
const PUSHING = new Set(["push", "force_push", "branch_creation", "pr_merge", "merge_queue_merge"]);

/** Who had a hand in a pull request, over REST. */
export function people(
  octokit: Octokit,
  name: RepositoryName,
): Pick<GitHub, "listCommits" | "listPushers" | "readAccount"> {
  const { rest } = octokit;
  return {
    listCommits: (number) =>
      call(`list the commits of #${number}`, async () => {
        const query = { ...name, pull_number: number, per_page: 100 };
        const commits = await octokit.paginate(rest.pulls.listCommits, query);
        return commits.map(({ sha, author, committer }) => ({
          sha,
          author: toPerson(author),
          committer: toPerson(committer),
        }));
      }),
    listPushers: async (branch, until) => {
      try {
        return await readPushers(octokit, name, branch, until);
      } catch (error) {
        if ([403, 404].includes(statusOf(error) ?? 0)) return undefined;
        throw new GitHubError(`list who pushed to ${branch}`, error);
      }
    },
    readAccount: async (login) => {
      try {
        const { data } = await rest.users.getByUsername({ username: login });
        return toAccount(data);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw new GitHubError(`read the account ${login}`, error);
      }
    },
  };
}

export const toAccount = ({ id, login, type }: { id: number; login: string; type: string }): Account => ({
  id,
  login,
  type: type === "User" ? "User" : "Bot",
});

/** GitHub answers with an empty object for an address of nobody in some places, with null in others. */
const toPerson = (account: { id?: number; login?: string } | null): Person | undefined =>
  account?.id === undefined || account.login === undefined
    ? undefined
    : { id: account.id, login: account.login };

async function readPushers(
  octokit: Octokit,
  name: RepositoryName,
  branch: string,
  until: Date | undefined,
): Promise<Person[] | undefined> {
  const query = { ...name, ref: `refs/heads/${branch}`, per_page: 100 };
  const found = new Map<number, Person>();
  let pages = 0;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listActivities, query)) {
    if (++pages > MAX_ACTIVITY_PAGES) return undefined;
    for (const { activity_type, actor, timestamp } of data) {
      if (!PUSHING.has(activity_type) || (until !== undefined && new Date(timestamp) > until)) continue;
      // Somebody whose account is gone cannot be told from anybody else.
      if (actor === null) return undefined;
      found.set(actor.id, { id: actor.id, login: actor.login });
    }
  }
  // Somebody made the branch: a log that knows nobody is not the whole log.
  return found.size === 0 ? undefined : [...found.values()];
}
