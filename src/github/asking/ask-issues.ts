import type { Octokit } from "@octokit/rest";
import { ASK_BRANCHES } from "../../core/asking/asked.ts";
import { FORM_LABEL } from "../../core/asking/form-names.ts";
import type { AskIssues, OpenIssue } from "../../core/ports/asking.ts";
import type { RepositoryName } from "../http/client.ts";
import { call, GitHubError, statusOf } from "../http/error.ts";

/** More wait only when something is wrong; the next round reads the others. */
const MOST_ISSUES = 100;

/** Issues over REST. */
export function askIssues({ rest }: Octokit, name: RepositoryName): Omit<AskIssues, "tell"> {
  return {
    list: () =>
      call("list the issues that ask for access", async () => {
        const query = {
          ...name,
          labels: FORM_LABEL,
          state: "open",
          sort: "created",
          direction: "asc",
        } as const;
        const { data } = await rest.issues.listForRepo({ ...query, per_page: MOST_ISSUES });
        return data.flatMap(toIssue);
      }),
    find: async (number) => {
      try {
        const { data } = await rest.issues.get({ ...name, issue_number: number });
        return data.number === number ? toIssue(data)[0] : undefined;
      } catch (error) {
        if ([404, 410].includes(statusOf(error) ?? 0)) return undefined;
        throw new GitHubError(`read #${number}`, error);
      }
    },
  };
}

/** GitHub lists pull requests as issues too. */
const toIssue = (issue: {
  number: number;
  id: number;
  state: string;
  user: { id: number } | null;
  pull_request?: unknown;
}): OpenIssue[] => {
  if (issue.pull_request !== undefined || issue.state !== "open") return [];
  return [{ number: issue.number, id: issue.id, author: issue.user?.id ?? 0 }];
};

export type CloseIssue = (issue: number, reason: "completed" | "not_planned") => Promise<void>;

/** Closes an issue; one that is closed stays as it is. */
export const closeIssue =
  ({ rest }: Octokit, name: RepositoryName): CloseIssue =>
  (issue, reason) =>
    call(`close #${issue}`, async () => {
      const { data } = await rest.issues.get({ ...name, issue_number: issue });
      if (data.state === "open" && data.pull_request === undefined)
        await rest.issues.update({ ...name, issue_number: issue, state: "closed", state_reason: reason });
    });

/** The issue that a pull request was opened for by this app. */
export const findIssueOf =
  ({ rest }: Octokit, name: RepositoryName, readOwnId: () => Promise<number>) =>
  (pull: number): Promise<number | undefined> =>
    call(`read for what #${pull} was opened`, async () => {
      const { data } = await rest.pulls.get({ ...name, pull_number: pull });
      const issue = new RegExp(`^${ASK_BRANCHES}i(?<issue>[1-9]\\d{0,15})$`, "u").exec(data.head.ref)?.groups
        ?.issue;
      if (issue === undefined || data.user?.id !== (await readOwnId())) return undefined;
      return Number(issue);
    });
