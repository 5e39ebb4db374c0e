import type { Octokit } from "@octokit/rest";
import type { Asking, AskPull } from "../../core/ports/asking.ts";
import type { OwnComments } from "../../core/ports/own-comments.ts";
import { describeWithdrawal } from "../../report/asking/issue-news.ts";
import type { RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";
import { ranked } from "../http/write-budget.ts";
import { readSource } from "./read-source.ts";

interface Options {
  readonly octokit: Octokit;
  readonly name: RepositoryName;
  readonly readOwnId: Asking["readOwnId"];
  readonly push: Asking["push"];
  readonly readSigned: Asking["readSigned"];
  readonly comment: OwnComments["add"];
}

/** Pull requests that the app opens for people, over REST; their commits come by git. */
export function gitHubAsking({ octokit, name, readOwnId, push, readSigned, comment }: Options): Asking {
  const { rest } = octokit;
  return {
    readOwnId,
    push,
    readSigned,
    readSource: (source) =>
      call(`read what #${source.kind === "issue" ? source.number : source.id} says`, () =>
        readSource(octokit, name, source),
      ),
    find: async (branch) => {
      const own = await readOwnId();
      return call(`find the pull request of ${branch}`, async () => {
        const query = { ...name, state: "all", head: `${name.owner}:${branch}`, per_page: 100 } as const;
        const { data } = await rest.pulls.list(query);
        // Some servers ignore the filter by head. Anybody may open a pull request from the branch: the app's own counts.
        return data.filter(({ head, user }) => head.ref === branch && user?.id === own).map(toPull)[0];
      });
    },
    open: ({ branch, base, title, body }) =>
      call(`open the pull request of ${branch}`, async () =>
        toPull(
          (await rest.pulls.create({ ...name, ...ranked("answer"), title, body, base, head: branch })).data,
        ),
      ),
    withdraw: (pull, issue) =>
      call(`close #${pull}`, async () => {
        await rest.pulls.update({ ...name, pull_number: pull, state: "closed" });
        await comment(pull, `${describeWithdrawal(issue)}\n\n<!-- hallpass: closed -->`);
      }),
  };
}

interface PullData {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged_at: string | null;
}

const toPull = ({ number, html_url: url, state, merged_at }: PullData): AskPull => ({
  number,
  url,
  state: merged_at !== null ? "merged" : state === "open" ? "open" : "closed",
});
