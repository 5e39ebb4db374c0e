import type { Octokit } from "@octokit/rest";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { REQUIRED_CHECK } from "../core/decision/check-result.ts";
import type { Account, PullRequest, Review } from "../core/decision/github-facts.ts";
import type { GitHub, MergeResult } from "../core/ports/github.ts";
import { listClosing } from "../core/text/closing-keywords.ts";
import { fitSubject } from "../core/text/subject.ts";
import { describeMerge } from "../report/words/merge.ts";
import type { RepositoryName } from "./http/client.ts";
import { call, GitHubError, statusOf } from "./http/error.ts";
import { type IssueEvent, listIssueEvents } from "./issue-events.ts";
import { toAccount } from "./people.ts";

type Pulls = Pick<
  GitHub,
  | "readRepository"
  | "listOpenPulls"
  | "readPull"
  | "listPullsOf"
  | "listMergedSince"
  | "listAddedPaths"
  | "listReviews"
  | "readTurns"
  | "merge"
>;

/** A person changed the base, or GitHub did after the old base was merged and deleted. */
const RETARGETS: readonly string[] = ["base_ref_changed", "automatic_base_change_succeeded"];

/** "Issue event types" of GitHub's documentation. */
const OPENINGS: readonly string[] = ["reopened", "ready_for_review"];

function findLast(events: readonly IssueEvent[], kinds: readonly string[]): Date | undefined {
  const found = events.filter(({ event }) => kinds.includes(event));
  return found.length === 0 ? undefined : max(found.map(({ created_at }) => new Date(created_at)));
}

const REVIEW_STATES = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"] as const;

/** The pull request half of the `GitHub` port, over REST. */
export function pullRequests(octokit: Octokit, name: RepositoryName): Pulls {
  const { rest } = octokit;
  const listEvents = (number: number) => listIssueEvents(octokit, name, number);
  return {
    readRepository: () =>
      call("read the repository", async () => {
        const { data } = await rest.repos.get({ ...name });
        return {
          id: data.id,
          owner: data.owner.login,
          defaultBranch: data.default_branch,
          private: data.private,
          page: data.html_url,
        };
      }),
    listOpenPulls: () =>
      call("list the open pull requests", async () =>
        (await octokit.paginate(rest.pulls.list, { ...name, state: "open", per_page: 100 })).map(
          ({ number }) => number,
        ),
      ),
    readPull: async (number) => {
      try {
        return toPull((await rest.pulls.get({ ...name, pull_number: number })).data);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw new GitHubError(`read pull request #${number}`, error);
      }
    },
    listPullsOf: (commit) =>
      call(`list the pull requests of ${commit}`, async () => {
        const query = { ...name, commit_sha: commit, per_page: 100 };
        const pulls = await octokit.paginate(rest.repos.listPullRequestsAssociatedWithCommit, query);
        return pulls.map(({ number }) => number);
      }),
    listMergedSince: (since) =>
      call("list the pull requests that were merged lately", async () => {
        const query = {
          ...name,
          state: "closed",
          sort: "updated",
          direction: "desc",
          per_page: 100,
        } as const;
        const { data } = await rest.pulls.list(query);
        return data
          .filter(({ merged_at }) => merged_at !== null && !isBefore(new Date(merged_at), since))
          .map(({ number }) => number);
      }),
    listAddedPaths: (number) =>
      call(`list the files of #${number}`, async () => {
        const { data } = await rest.pulls.listFiles({ ...name, pull_number: number, per_page: 100 });
        return data.filter(({ status }) => status === "added").map(({ filename }) => filename);
      }),
    listReviews: async (number) => {
      const reviews = await call(`list the reviews of #${number}`, () =>
        octokit.paginate(rest.pulls.listReviews, { ...name, pull_number: number, per_page: 100 }),
      );
      const events = reviews.some(({ state }) => state === "DISMISSED") ? await listEvents(number) : [];
      return reviews.flatMap((review) => toReview(review, events));
    },
    readTurns: async (number) => {
      const events = await listEvents(number);
      const [retargetedAt, openedAt] = [findLast(events, RETARGETS), findLast(events, OPENINGS)];
      return { ...(retargetedAt && { retargetedAt }), ...(openedAt && { openedAt }) };
    },
    merge: async (number, head, checkResult, ledgerTip) => {
      const { title, body } = describeMerge(checkResult, ledgerTip);
      const squash = {
        ...name,
        pull_number: number,
        sha: head,
        merge_method: "squash",
        commit_title: fitSubject(title, ` (#${number})`),
        commit_message: body,
      } as const;
      const failure = await tryMerge(octokit, squash);
      if (failure === undefined) return "merged";
      if (!NOT_COMPUTED.test(failure.says ?? "")) return readRefusal(failure);
      const mergeable = await call(`read whether #${number} can be merged`, () =>
        readMergeable(octokit, squash),
      );
      if (mergeable === null) throw failure;
      const again = mergeable ? await tryMerge(octokit, squash) : failure;
      return again === undefined ? "merged" : readRefusal(again);
    },
  };
}

type Squash = NonNullable<Parameters<Octokit["rest"]["pulls"]["merge"]>[0]>;

const tryMerge = ({ rest }: Octokit, squash: Squash): Promise<GitHubError | undefined> =>
  rest.pulls.merge(squash).then(
    () => undefined,
    (cause: unknown) => new GitHubError(`merge #${squash.pull_number}`, cause),
  );

/** "If the value is `null`, then GitHub has started a background job to compute the mergeability" (REST, "Get a pull request"). */
const readMergeable = async (
  { rest }: Octokit,
  { owner, repo, pull_number }: Squash,
): Promise<boolean | null> => (await rest.pulls.get({ owner, repo, pull_number })).data.mergeable;

/** There is a conflict, or GitHub is still computing whether there is one. */
const NOT_COMPUTED = /not mergeable/iu;

/** Two merges ran at the same time. */
const PASSING = /Base branch was modified/iu;

/** Our own check: not all of GitHub has seen it yet, or it still shows the last refusal. */
const OWN_CHECK = new RegExp(`(?:Required status )?check "?${REQUIRED_CHECK}"? is [^.]*\\.?`, "iu");
const HEADING = /^Repository rule violations found\s*/iu;

/** Neither needs a person to act. Any other reason that GitHub gives does. */
function readRefusal(error: GitHubError): MergeResult {
  const { status = 0, says = `GitHub answered with ${status}` } = error;
  if (status === 409) return "moved";
  const isFinal = [403, 405, 422].includes(status) && error.retryAfterMs === undefined;
  const refused = says.replace(OWN_CHECK, "").replace(/\s+/gu, " ").trim();
  if (!isFinal || PASSING.test(says) || refused.replace(HEADING, "") === "") throw error;
  return { refused };
}

type PullData = Awaited<ReturnType<Octokit["rest"]["pulls"]["get"]>>["data"];
type ReviewData = Awaited<ReturnType<Octokit["rest"]["pulls"]["listReviews"]>>["data"][number];

function toPull(data: PullData): PullRequest {
  const merged =
    data.merged && data.merged_at !== null && data.merge_commit_sha !== null
      ? { merged: { at: new Date(data.merged_at), commit: data.merge_commit_sha } }
      : {};
  const closes = listClosing(`${data.title}\n${data.body ?? ""}`, data.base.repo.full_name);
  return {
    number: data.number,
    title: data.title,
    state: data.state,
    draft: data.draft ?? false,
    ...toCreation(data),
    author: data.user ? toAccount(data.user) : DELETED,
    // A deleted fork has no repository. No id is 0, so it matches none.
    head: { sha: data.head.sha, ref: data.head.ref, repositoryId: data.head.repo?.id ?? 0 },
    base: { ref: data.base.ref, repositoryId: data.base.repo.id },
    ...(closes.length > 0 && { closes }),
    ...toShown(data),
    ...merged,
  };
}

/** A time that cannot be read is none: nothing is then counted from it. */
function toCreation({ created_at }: Pick<PullData, "created_at">): Pick<PullRequest, "createdAt"> {
  const createdAt = new Date(created_at);
  return Number.isNaN(createdAt.getTime()) ? {} : { createdAt };
}

/** The reviews that are requested, and the labels. A Server may leave the lists out. */
function toShown({
  requested_reviewers,
  requested_teams,
  labels,
}: PullData): Pick<PullRequest, "requested" | "labels"> {
  const people = (requested_reviewers ?? []).map(({ id }) => id);
  const teams = (requested_teams ?? []).map(({ id }) => id);
  const names = (labels ?? []).map(({ name }) => name);
  return {
    ...(people.length + teams.length > 0 && { requested: { people, teams } }),
    ...(names.length > 0 && { labels: names }),
  };
}

/** Replaces a deleted account, which GitHub reports as null. No real account has the id 0 or this login. */
const DELETED: Account = { id: 0, login: "(deleted account)", type: "Bot" };

/** Skips reviews by deleted accounts and reviews without a time. */
function toReview(data: ReviewData, events: readonly IssueEvent[]): Review[] {
  const state = REVIEW_STATES.find((known) => known === data.state);
  if (!data.user || !data.submitted_at) return [];
  if (state === undefined) throw new Error(`GitHub gives the unknown review state "${data.state}".`);
  return [
    {
      id: data.id,
      reviewer: toAccount(data.user),
      state,
      commit: data.commit_id ?? undefined,
      submittedAt: readTime(data.submitted_at),
      ...(state === "DISMISSED" && findDismissal(data.id, events)),
    },
  ];
}

/** Reviews are put in order by their times, so one without a time makes all of them unreadable. */
function readTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new Error(`GitHub gives the unknown time "${text}" of a review.`);
  return time;
}

/** The last one of several; nothing when an event does not name the dismissed review. */
function findDismissal(review: number, events: readonly IssueEvent[]): Pick<Review, "dismissed"> {
  const found = events.flatMap((event) => {
    if (event.event !== "review_dismissed" || !("dismissed_review" in event)) return [];
    const about = event.dismissed_review;
    const was = ({ approved: "APPROVED", changes_requested: "CHANGES_REQUESTED" } as const)[
      about?.state ?? ""
    ];
    if (about?.review_id !== review || was === undefined) return [];
    const by = event.actor ? { by: toAccount(event.actor) } : {};
    return [{ at: readTime(event.created_at), was, ...by }];
  });
  const [dismissed] = found.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return dismissed === undefined ? {} : { dismissed };
}
