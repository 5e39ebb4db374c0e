import type { Octokit } from "@octokit/rest";
import type { RevertPull, Reverts } from "../core/ports/reverts.ts";
import { describeRemoval } from "../report/removal.ts";
import { describeRevertPull } from "../report/revert.ts";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";
import { ranked } from "./http/write-budget.ts";

interface Options {
  readonly octokit: Octokit;
  readonly name: RepositoryName;
  readonly push: Reverts["push"];
}

/** Revert PRs over REST; their commits come by git, through `push`. */
export function gitHubReverts({ octokit, name, push }: Options): Reverts {
  const { rest } = octokit;
  return {
    push,
    listOpen: (into) =>
      call("list the open pull requests", async () => {
        const query = { ...name, state: "open", base: into, per_page: 100 } as const;
        const pulls = await octokit.paginate(rest.pulls.list, query);
        return pulls
          .filter(({ head, base }) => base.ref === into && head.repo?.id === base.repo.id)
          .map(toRevert);
      }),
    find: (branch) =>
      call(`find the pull request of ${branch}`, async () => {
        const head = `${name.owner}:${branch}`;
        const { data } = await rest.pulls.list({ ...name, state: "all", head, per_page: 10 });
        // Some servers ignore the filter by head: never take another pull request for ours.
        return data.filter((pull) => pull.head.ref === branch).map(toRevert)[0];
      }),
    open: ({ branch, base, about }) =>
      call(`open the pull request of ${branch}`, async () => {
        const text =
          about.kind === "ended"
            ? describeRevertPull(about.team, about.requests, about.now, about.uses)
            : describeRemoval(about.refusal);
        // Nothing waits for it: the next run finds that it is missing.
        const cosmetic = ranked("cosmetic");
        const { data } = await rest.pulls.create({ ...name, ...cosmetic, ...text, base, head: branch });
        return toRevert(data);
      }),
  };
}

const toRevert = (pull: { number: number; html_url: string; head: { ref: string } }): RevertPull => ({
  number: pull.number,
  branch: pull.head.ref,
  url: pull.html_url,
});
