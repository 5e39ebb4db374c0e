import { reads } from "../access.ts";
import type { Account } from "../accounts.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { isPull } from "../issues.ts";
import type { Issue, PullRequest, Repository } from "../model.ts";
import { userPayload } from "../payloads/account.ts";
import { repositoryUrl } from "../payloads/repository.ts";
import { formatTime, nodeId, type Schemas } from "../payloads/schemas.ts";
import type { State } from "../state.ts";
import { requireIssue } from "./issues.ts";

/** The kinds of events that change the state or the texts of an issue or a pull request. */
export const issueEventRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
    reads("issues", "pull_requests"),
  )(({ state, caller, repository, url, path }) => {
    const issue = requireIssue(state, caller, repository, path("issue_number"));
    const { items, link } = takePage(url, listEvents(state, repository, issue));
    return { status: 200, body: [...items], link };
  }),
];

type Event = Schemas["issue-event-for-issue"];

/** Oldest first. */
function listEvents(state: State, repository: Repository, issue: Issue | PullRequest): Event[] {
  const describe = describer(state, repository);
  const turns = issue.turns.map((turn) => ({
    ...describe(turn.kind === "closed" ? "ClosedEvent" : "ReopenedEvent", turn),
    event: turn.kind,
  }));
  const others = isPull(issue) ? listPullEvents(describe, issue) : [];
  return [...turns, ...others].toSorted((a, b) => a.id - b.id);
}

type Describe = ReturnType<typeof describer>;

/** The fields of every event. */
const describer =
  (state: State, repository: Repository) =>
  (kind: string, { id, by, at }: { id: number; by: Account; at: Date }) => ({
    id,
    node_id: nodeId(kind, id),
    url: `${repositoryUrl(state, repository)}/issues/events/${id}`,
    actor: userPayload(state, by),
    commit_id: null,
    commit_url: null,
    created_at: formatTime(at),
    performed_via_github_app: null,
  });

function listPullEvents(describe: Describe, pull: PullRequest) {
  const retargets = pull.retargets.map((move) => ({
    ...describe("BaseRefChangedEvent", move),
    event: "base_ref_changed",
  }));
  const dismissals = pull.reviews.flatMap(({ id, dismissal }) =>
    dismissal === undefined
      ? []
      : [
          {
            ...describe("ReviewDismissedEvent", dismissal),
            event: "review_dismissed",
            dismissed_review: { state: dismissal.was, review_id: id, dismissal_message: dismissal.message },
          },
        ],
  );
  return [...retargets, ...dismissals];
}
