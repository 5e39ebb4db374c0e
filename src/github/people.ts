import type { Octokit } from "@octokit/rest";
import type { Person } from "../core/access/lease.ts";
import type { BranchMove } from "../core/decision/branch-moves.ts";
import type { Account } from "../core/decision/github-facts.ts";
import { ObstacleError } from "../core/plan/obstacle.ts";
import type { GitHub } from "../core/ports/github.ts";
import type { RepositoryName } from "./http/client.ts";
import { call, GitHubError, isRefused, statusOf } from "./http/error.ts";

/** More than any request needs. */
const MAX_ACTIVITY_PAGES = 10;

/** The people who took part in a pull request, over REST. */
export function people(
  octokit: Octokit,
  name: RepositoryName,
): Pick<GitHub, "listCommits" | "listMoves" | "readAccount" | "isActive"> {
  const { rest } = octokit;
  return {
    listCommits: (number) =>
      call(`list the commits of #${number}`, async () => {
        const query = { ...name, pull_number: number, per_page: 100 };
        const commits = await octokit.paginate(rest.pulls.listCommits, query);
        return commits.map(({ sha, author, committer, commit }) => ({
          sha,
          author: toPerson(author),
          committer: toPerson(committer),
          inBrowser: isWebCommitter(octokit, commit.committer?.name, committer),
          isVerified: commit.verification?.verified === true,
        }));
      }),
    listMoves: async (branch) => {
      try {
        return await readMoves(octokit, name, branch);
      } catch (error) {
        if (isRefused(error, [403, 404])) return undefined;
        throw error instanceof ObstacleError ? error : new GitHubError(`list who pushed to ${branch}`, error);
      }
    },
    isActive: ({ id, login }) =>
      call(`read whether ${login} is in the organisation`, async () => {
        // Ask by login too: a GitHub that does not know the first call must not look as if everyone had left.
        const account =
          (await unlessMissing(() => rest.users.getById({ account_id: id }))) ??
          (await unlessMissing(() => rest.users.getByUsername({ username: login })));
        if (account?.id !== id || ("suspended_at" in account && account.suspended_at)) return false;
        const membership = await unlessMissing(() =>
          rest.orgs.getMembershipForUser({ org: name.owner, username: account.login }),
        );
        if (membership === undefined) {
          await requireOwner(octokit, name);
          return false;
        }
        return membership.state === "active" && membership.user?.id === id;
      }),
    readAccount: (login) =>
      call(`read the account ${login}`, async () => {
        const account = await unlessMissing(() => rest.users.getByUsername({ username: login }));
        return account && toAccount(account);
      }),
  };
}

const GITHUB_COM = "https://api.github.com";

/**
 * On github.com GitHub commits as the account `web-flow`. Elsewhere its address is the administrator's choice, and often belongs to no
 * account (desktop/desktop#13852); the name stays.
 */
function isWebCommitter(octokit: Octokit, name: string | undefined, account: object | null): boolean {
  if (name !== "GitHub" && name !== "GitHub Enterprise") return false;
  const { baseUrl } = octokit.request.endpoint.DEFAULTS;
  return baseUrl !== GITHUB_COM || toPerson(account) !== undefined;
}

/** A renamed organisation answers as if everyone had left, and others may take its old name. The repository is found by both names. */
async function requireOwner({ rest }: Octokit, name: RepositoryName): Promise<void> {
  const { login } = (await rest.repos.get({ ...name })).data.owner;
  if (login.toLowerCase() !== name.owner.toLowerCase())
    throw new Error(
      `The organisation ${name.owner} is called ${login} now; write ${login}/${name.repo} into HALLPASS_REPOSITORY.`,
    );
}

async function unlessMissing<T>(work: () => Promise<{ readonly data: T }>): Promise<T | undefined> {
  try {
    return (await work()).data;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

export const toAccount = ({ id, login, type }: { id: number; login: string; type: string }): Account => ({
  id,
  login,
  type: type === "User" ? "User" : "Bot",
});

/** For an address without an account, GitHub answers with an empty object in some places and with null in others. */
const toPerson = (account: { id?: number; login?: string } | null): Person | undefined =>
  account?.id === undefined || account.login === undefined
    ? undefined
    : { id: account.id, login: account.login };

const tooLong = (branch: string) => ({
  why: `GitHub lists more than ${MAX_ACTIVITY_PAGES * 100} changes of the branch ${branch}.`,
  next: "push to a new branch with a name that was never used, and open a pull request from there.",
});

/** Docs, "List repository activities": newest first, with the account that made each change. */
async function readMoves(
  octokit: Octokit,
  name: RepositoryName,
  branch: string,
): Promise<BranchMove[] | undefined> {
  const query = { ...name, ref: `refs/heads/${branch}`, per_page: 100 };
  const found: BranchMove[] = [];
  let pages = 0;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listActivities, query)) {
    if (++pages > MAX_ACTIVITY_PAGES) throw new ObstacleError(tooLong(branch));
    found.push(
      ...data.map(({ activity_type, actor, timestamp, after }) => ({
        kind: activity_type === "branch_deletion" ? ("deleted" as const) : ("moved" as const),
        ...(activity_type === "branch_creation" && { created: true as const }),
        by: actor ? toAccount(actor) : undefined,
        after,
        at: new Date(timestamp),
      })),
    );
  }
  return found.toReversed();
}
