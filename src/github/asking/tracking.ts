import type { Octokit } from "@octokit/rest";
import type { Person } from "../../core/access/lease.ts";
import type { RepositoryName } from "../http/client.ts";
import { call, isRefused } from "../http/error.ts";

/** The pull request of a request. */
export interface Pull {
  readonly number: number;
  readonly url: string;
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  readonly head: string;
}

export interface Window {
  readonly since: Date;
  readonly until?: Date;
}

/** What became of requests, as a person sees it at GitHub, and how they end one. Every call throws `GitHubError`. */
export interface Tracking {
  /** `undefined`: there is none with this number. */
  readPull(number: number): Promise<Pull | undefined>;
  /**
   * The latest pull requests that this person opened, and those that an App opened with the person's login in the title, newest first: at
   * most a hundred. Anybody can change a title: look at the request itself.
   */
  listPullsOf(person: Person): Promise<Pull[]>;
  /** The paths that a pull request adds: of the first hundred. */
  listAdded(number: number): Promise<string[]>;
  /** The newest check of this name on a commit. */
  readCheck(name: string, commit: string): Promise<{ title: string; isFailed: boolean } | undefined>;
  /** The files that commits of a branch changed whose message has this line; at most three hundred commits in the window. */
  listFilesOf(branch: string, line: string, window: Window): Promise<string[]>;
  /** Comments on a pull request; returns the comment's id. */
  comment(number: number, text: string): Promise<number>;
  /** The comments of Apps and other machines that contain this text. */
  listBotComments(number: number, mark: string): Promise<string[]>;
  /** Closes an open pull request. */
  close(number: number): Promise<void>;
}

const MAX_PAGES = 3;

/** Tracking over REST. */
export function gitHubTracking(octokit: Octokit, name: RepositoryName): Tracking {
  const { checks, issues, pulls, repos } = octokit.rest;
  return {
    readPull: (number) =>
      call(`read #${number}`, async () => {
        try {
          const { data } = await pulls.get({ ...name, pull_number: number });
          return toPull(data);
        } catch (error) {
          if (isRefused(error, [404])) return undefined;
          throw error;
        }
      }),
    listPullsOf: (person) =>
      call("list your pull requests", async () => {
        const order = { state: "all", sort: "created", direction: "desc", per_page: 100 } as const;
        const found: Pull[] = [];
        for (let page = 1; page <= MAX_PAGES; page += 1) {
          const { data } = await pulls.list({ ...name, ...order, page });
          found.push(...data.filter((pull) => mayBeOf(person, pull)).map(toPull));
          if (data.length < order.per_page) break;
        }
        return found.slice(0, 100);
      }),
    listAdded: (number) =>
      call(`list the files of #${number}`, async () => {
        const { data } = await pulls.listFiles({ ...name, pull_number: number, per_page: 100 });
        return data.filter(({ status }) => status === "added").map(({ filename }) => filename);
      }),
    readCheck: (check, commit) =>
      call(`read the check of ${commit.slice(0, 12)}`, async () => {
        const { data } = await checks.listForRef({
          ...name,
          ref: commit,
          check_name: check,
          filter: "latest",
        });
        const [run] = data.check_runs.toSorted((a, b) => b.id - a.id);
        if (run === undefined) return undefined;
        return {
          title: run.output.title ?? "Hallpass is looking at it.",
          isFailed: run.conclusion === "failure",
        };
      }),
    listFilesOf: (branch, line, { since, until }) =>
      call(`list the commits of ${branch}`, async () => {
        const times = { since: since.toISOString(), ...(until && { until: until.toISOString() }) };
        const paths = new Set<string>();
        for (let page = 1; page <= MAX_PAGES; page += 1) {
          const { data } = await repos.listCommits({ ...name, ...times, sha: branch, per_page: 100, page });
          for (const { sha, commit } of data)
            if (commit.message.split("\n").includes(line))
              for (const { filename } of (await repos.getCommit({ ...name, ref: sha })).data.files ?? [])
                paths.add(filename);
          if (data.length < 100) break;
        }
        return [...paths];
      }),
    comment: (number, body) =>
      call(`comment on #${number}`, async () => {
        return (await issues.createComment({ ...name, issue_number: number, body })).data.id;
      }),
    listBotComments: (number, mark) =>
      call(`read the comments of #${number}`, async () => {
        const query = { ...name, issue_number: number, per_page: 100 };
        const comments = await octokit.paginate(issues.listComments, query);
        return comments
          .filter(({ user, body }) => user?.type === "Bot" && body?.includes(mark))
          .flatMap(({ body }) => body ?? []);
      }),
    close: (number) =>
      call(`close #${number}`, async () => {
        await pulls.update({ ...name, pull_number: number, state: "closed" });
      }),
  };
}

const mayBeOf = (
  { id, login }: Person,
  { user, title }: { readonly user: { id: number; type: string } | null; readonly title: string },
): boolean =>
  user?.id === id ||
  (user?.type === "Bot" && ` ${title.toLowerCase()} `.split(/[^a-z0-9_-]+/u).includes(login.toLowerCase()));

interface PullAnswer {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged_at?: string | null;
  readonly head: { readonly sha: string };
}

const toPull = ({ number, html_url: url, state, merged_at: mergedAt, head }: PullAnswer): Pull => ({
  ...{ number, url, isOpen: state === "open" },
  ...{ isMerged: mergedAt !== null && mergedAt !== undefined, head: head.sha },
});
