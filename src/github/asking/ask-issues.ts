import type { Octokit } from "@octokit/rest";
import { ASK_BRANCHES } from "../../core/asking/asked.ts";
import { FORM_LABEL } from "../../core/asking/form-names.ts";
import type { AskIssues, OpenIssue, OpenIssues } from "../../core/ports/asking.ts";
import type { RepositoryName } from "../http/client.ts";
import { call, GitHubError, statusOf } from "../http/error.ts";

const PER_PAGE = 100;
const MOST_PAGES = 5;

/** Issues over REST. */
export function askIssues({ rest }: Octokit, name: RepositoryName): Omit<AskIssues, "tell"> {
  return {
    list: () => call("list the issues that ask for access", () => listLabelled(rest, name)),
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

/** Newest first: whoever asks now is not behind issues that nobody closed. */
async function listLabelled({ issues }: Octokit["rest"], name: RepositoryName): Promise<OpenIssues> {
  const query = { ...name, labels: FORM_LABEL, state: "open", sort: "created", direction: "desc" } as const;
  const found: OpenIssue[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await issues.listForRepo({ ...query, per_page: PER_PAGE, page });
    found.push(...data.flatMap(toIssue));
    if (data.length < PER_PAGE) return { issues: found, isWhole: true };
  }
  return { issues: found, isWhole: false };
}

interface IssueData {
  readonly number: number;
  readonly id: number;
  readonly state: string;
  readonly user: { readonly id: number } | null;
  readonly labels: readonly (string | { readonly name?: string | null })[];
  readonly pull_request?: unknown;
}

/** GitHub lists pull requests as issues too. */
const toIssue = ({ number, id, state, user, labels, pull_request }: IssueData): OpenIssue[] => {
  if (pull_request !== undefined || state !== "open") return [];
  return [{ number, id, author: user?.id ?? 0, isLabelled: labels.some(isFormLabel) }];
};

/** GitHub takes the names of labels without regard to case. */
const isFormLabel = (label: IssueData["labels"][number]): boolean =>
  (typeof label === "string" ? label : label.name)?.toLowerCase() === FORM_LABEL;

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
