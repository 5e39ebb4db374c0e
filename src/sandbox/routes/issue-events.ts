import { reads } from "../access.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { repositoryUrl } from "../payloads/repository.ts";
import { formatTime, nodeId, type Schemas } from "../payloads/schemas.ts";
import { requirePull } from "./pulls.ts";

/** Of all kinds of events only `base_ref_changed`: the one that changes what a pull request is. */
export const issueEventRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
    reads("issues", "pull_requests"),
  )(({ state, repository, url, path }) => {
    const pull = requirePull(repository, path("issue_number"));
    const { items, link } = takePage(url, pull.retargets);
    const body: Schemas["issue-event-for-issue"][] = items.map(({ id, by, at }) => ({
      id,
      node_id: nodeId("BaseRefChangedEvent", id),
      url: `${repositoryUrl(state, repository)}/issues/events/${id}`,
      actor: userPayload(state, by),
      event: "base_ref_changed",
      commit_id: null,
      commit_url: null,
      created_at: formatTime(at),
      performed_via_github_app: null,
    }));
    return { status: 200, body, link };
  }),
];
