import { reads } from "../access.ts";
import type { Account } from "../accounts.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { repositoryUrl } from "../payloads/repository.ts";
import { formatTime, nodeId, type Schemas } from "../payloads/schemas.ts";
import type { PullRequest } from "../pulls.ts";
import type { Repository } from "../repository.ts";
import type { State } from "../state.ts";
import { requirePull } from "./pulls.ts";

/** Of all kinds of events those that change what a pull request is, or what was said of it. */
export const issueEventRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
    reads("issues", "pull_requests"),
  )(({ state, repository, url, path }) => {
    const pull = requirePull(repository, path("issue_number"));
    const { items, link } = takePage(url, listEvents(state, repository, pull));
    return { status: 200, body: [...items], link };
  }),
];

type Event = Schemas["issue-event-for-issue"];

/** Oldest first. */
function listEvents(state: State, repository: Repository, pull: PullRequest): Event[] {
  const describe = (kind: string, { id, by, at }: { id: number; by: Account; at: Date }) => ({
    id,
    node_id: nodeId(kind, id),
    url: `${repositoryUrl(state, repository)}/issues/events/${id}`,
    actor: userPayload(state, by),
    commit_id: null,
    commit_url: null,
    created_at: formatTime(at),
    performed_via_github_app: null,
  });
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
  return [...retargets, ...dismissals].toSorted((a, b) => a.id - b.id);
}
