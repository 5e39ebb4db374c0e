import type { Octokit } from "@octokit/rest";
import type { FoundPull, RevertPull, Reverts } from "../core/ports/reverts.ts";
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
        return pulls.filter((pull) => pull.base.ref === into && isOwn(pull) && isByBot(pull)).map(toRevert);
      }),
    find: (branch) =>
      call(`find the pull request of ${branch}`, async () => {
        const head = `${name.owner}:${branch}`;
        const query = { ...name, state: "all", head, per_page: 100 } as const;
        const pulls = await octokit.paginate(rest.pulls.list, query);
        // Some servers ignore the filter by head: never take another pull request for ours.
        return pulls.filter((pull) => pull.head.ref === branch && isOwn(pull)).map(toFound);
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

interface Pull {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly user: { readonly type?: string } | null;
  readonly head: { readonly ref: string; readonly repo: { readonly id: number } | null };
  readonly base: { readonly repo: { readonly id: number } };
}

const toRevert = ({
  number,
  head,
  html_url: url,
}: Pick<Pull, "number" | "html_url" | "head">): RevertPull => ({
  number,
  branch: head.ref,
  url,
});

const toFound = (pull: Pull): FoundPull => ({
  ...toRevert(pull),
  isOpen: pull.state === "open",
  isByBot: isByBot(pull),
});

/** From no fork: anybody has one, with branches of any name. */
const isOwn = ({ head, base }: Pull): boolean => head.repo?.id === base.repo.id;

/** `type` of an account is set by GitHub ("Simple User" of its OpenAPI description); an app's account is a Bot. */
const isByBot = ({ user }: Pull): boolean => user?.type === "Bot";
