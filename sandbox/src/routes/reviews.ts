import { reads, writes } from "../access.ts";
import { listTeamMembers } from "../accounts.ts";
import { actionsOf, type RepositoryActions } from "../actions-settings.ts";
import type { Actor } from "../caller.ts";
import { sendReviewEvent } from "../events.ts";
import { readType } from "../git/objects.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import type { PullRequest, Repository, Review, ReviewState } from "../model.ts";
import { reviewPayload } from "../payloads/review.ts";
import { dismissReview } from "../reviews.ts";
import type { State } from "../state.ts";
import { requirePull } from "./pulls.ts";

const reviewEvents = ["APPROVE", "REQUEST_CHANGES", "COMMENT"] as const;
type ReviewEvent = (typeof reviewEvents)[number];

const stateAfter: Record<ReviewEvent, ReviewState> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

export const reviewRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    reads("pull_requests"),
  )(({ state, repository, actor, url, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const visible = pull.reviews.filter((review) => mayRead(actor, review));
    const { items, link } = takePage(url, visible);
    const body = items.map((review) => reviewPayload(state, repository, pull, review));
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}",
    reads("pull_requests"),
  )(({ state, repository, actor, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const review = requireReview(pull, path("review_id"), actor);
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    writes("pull_requests", "read"),
  )(async ({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const event = body.optionalChoice("event", reviewEvents);
    const text = body.optionalText("body") ?? "";
    if (event === undefined) refuseSecondDraft(pull, actor);
    else refuseReview(actionsOf(state.actions, repository), pull, actor, event, text);
    const commitSha = body.optionalText("commit_id") ?? pull.headSha;
    if ((await readType(repository.store, commitSha)) !== "commit") {
      throw unprocessable("Commit not found");
    }
    const review: Review = {
      id: state.nextId(),
      author: actor.account,
      app: actor.kind === "installation" ? actor.app : undefined,
      body: text,
      commitSha,
      submittedAt: undefined,
      dismissal: undefined,
      state: "PENDING",
    };
    pull.reviews.push(review);
    if (event !== undefined) submit(state, repository, pull, review, event);
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/events",
    writes("pull_requests", "read"),
  )(({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const review = requireDraft(pull, path("review_id"), actor);
    const event = body.optionalChoice("event", reviewEvents);
    if (event === undefined) throw unprocessable("Variable $event of type PullRequestReviewEvent! was null");
    const text = body.optionalText("body") ?? review.body;
    refuseReview(actionsOf(state.actions, repository), pull, actor, event, text);
    review.body = text;
    submit(state, repository, pull, review, event);
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}",
    writes("pull_requests", "read"),
  )(({ state, repository, actor, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const review = requireDraft(pull, path("review_id"), actor);
    pull.reviews.splice(pull.reviews.indexOf(review), 1);
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals",
    writes("pull_requests"),
  )(({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const review = requireReview(pull, path("review_id"), actor);
    const message = body.text("message");
    if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED") {
      throw unprocessable(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
    }
    dismissReview(state, actor.account, review, message);
    sendReviewEvent(state, repository, actor.account, pull, review, "dismissed");
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),
];

const unprocessable = (problem: string): HttpError =>
  new HttpError(422, "Unprocessable Entity", { errors: [problem] });

function refuseReview(
  settings: RepositoryActions,
  pull: PullRequest,
  actor: Actor,
  event: ReviewEvent,
  text: string,
): void {
  const isWorkflow = actor.kind === "installation" && actor.app.slug === "github-actions";
  if (isWorkflow && event === "APPROVE" && !settings.workflow.mayApprove) {
    throw unprocessable("GitHub Actions is not permitted to approve pull requests.");
  }
  if (actor.account.id === pull.author.id) {
    if (event === "APPROVE") throw unprocessable("Can not approve your own pull request");
    if (event === "REQUEST_CHANGES") throw unprocessable("Can not request changes on your own pull request");
  }
  if (event !== "APPROVE" && text === "") throw unprocessable("Body can't be blank");
}

function refuseSecondDraft(pull: PullRequest, actor: Actor): void {
  const drafts = pull.reviews.filter(({ state }) => state === "PENDING");
  if (drafts.some((draft) => mayRead(actor, draft))) {
    throw unprocessable("User can only have one pending review per pull request");
  }
}

/** Submits a pending review: visible to all from now on, for the commit where it was begun. */
function submit(
  state: State,
  repository: Repository,
  pull: PullRequest,
  review: Review,
  event: ReviewEvent,
): void {
  const now = state.clock();
  review.state = stateAfter[event];
  review.submittedAt = now;
  // GitHub lists reviews in the order of submission.
  pull.reviews.push(...pull.reviews.splice(pull.reviews.indexOf(review), 1));
  pull.updatedAt = now;
  answerRequests(pull, review);
  sendReviewEvent(state, repository, review.author, pull, review, "submitted");
}

/** A review removes its author from the requested reviewers, also as a member of a requested team. */
function answerRequests(pull: PullRequest, { author }: Review): void {
  pull.requestedPeople = pull.requestedPeople.filter(({ id }) => id !== author.id);
  pull.requestedTeams = pull.requestedTeams.filter(
    (team) => !listTeamMembers(team).some(({ id }) => id === author.id),
  );
}

const mayRead = (actor: Actor, { state, author }: Review): boolean =>
  state !== "PENDING" || author.id === actor.account.id;

function requireReview(pull: PullRequest, text: string, actor: Actor): Review {
  const id = readId(text);
  const review = pull.reviews.find((known) => known.id === id);
  if (review === undefined || !mayRead(actor, review)) throw notFound();
  return review;
}

function requireDraft(pull: PullRequest, text: string, actor: Actor): Review {
  const review = requireReview(pull, text, actor);
  if (review.state !== "PENDING") throw unprocessable("Can not change a review that was submitted");
  return review;
}
