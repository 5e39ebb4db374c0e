import { reads, writes } from "../access.ts";
import { listTeamMembers } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import { sendReviewEvent } from "../events.ts";
import { readType } from "../git/objects.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import { reviewPayload } from "../payloads/review.ts";
import type { PullRequest } from "../pulls.ts";
import type { Review, ReviewState } from "../reviews.ts";
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
  )(({ state, repository, url, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const { items, link } = takePage(url, pull.reviews);
    const body = items.map((review) => reviewPayload(state, repository, pull, review));
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}",
    reads("pull_requests"),
  )(({ state, repository, path }) => {
    const pull = requirePull(repository, path("pull_number"));
    const review = requireReview(pull, path("review_id"));
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    writes("pull_requests", "read"),
  )(async ({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const event = body.optionalChoice("event", reviewEvents);
    const text = body.optionalText("body") ?? "";
    refuseReview(pull, actor, event, text);
    const commitSha = body.optionalText("commit_id") ?? pull.headSha;
    if ((await readType(repository.store, commitSha)) !== "commit") {
      throw new HttpError(422, "Unprocessable Entity", { errors: ["Commit not found"] });
    }
    const review: Review = {
      id: state.nextId(),
      author: actor.account,
      body: text,
      commitSha,
      submittedAt: state.clock(),
      state: stateAfter[event ?? "COMMENT"],
    };
    pull.reviews.push(review);
    pull.updatedAt = state.clock();
    answerRequests(pull, review);
    sendReviewEvent(state, repository, actor.account, pull, review, "submitted");
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals",
    writes("pull_requests"),
  )(({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("pull_number"));
    const review = requireReview(pull, path("review_id"));
    body.text("message");
    if (review.state !== "APPROVED" && review.state !== "CHANGES_REQUESTED") {
      const word = review.state.toLowerCase();
      throw new HttpError(422, "Unprocessable Entity", {
        errors: [`Can not dismiss a ${word} pull request review`],
      });
    }
    review.state = "DISMISSED";
    sendReviewEvent(state, repository, actor.account, pull, review, "dismissed");
    return { status: 200, body: reviewPayload(state, repository, pull, review) };
  }),
];

function refuseReview(pull: PullRequest, actor: Actor, event: ReviewEvent | undefined, text: string): void {
  const refuse = (problem: string): never => {
    throw new HttpError(422, "Unprocessable Entity", { errors: [problem] });
  };
  if (event === undefined) refuse("Pending reviews are not supported by the sandbox: send an event.");
  if (actor.account.id === pull.author.id) {
    if (event === "APPROVE") refuse("Can not approve your own pull request");
    if (event === "REQUEST_CHANGES") refuse("Can not request changes on your own pull request");
  }
  if (event !== "APPROVE" && text === "") refuse("Body can't be blank");
}

/** Whoever has reviewed is no longer asked, alone or as a member of an asked team. */
function answerRequests(pull: PullRequest, { author }: Review): void {
  pull.requestedPeople = pull.requestedPeople.filter(({ id }) => id !== author.id);
  pull.requestedTeams = pull.requestedTeams.filter(
    (team) => !listTeamMembers(team).some(({ id }) => id === author.id),
  );
}

function requireReview(pull: PullRequest, text: string): Review {
  const id = readId(text);
  const review = pull.reviews.find((known) => known.id === id);
  if (review === undefined) throw notFound();
  return review;
}
