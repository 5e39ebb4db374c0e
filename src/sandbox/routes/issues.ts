import { reads } from "../access.ts";
import { repositoryRoute } from "../http/route.ts";
import { issuePayload } from "../payloads/issue.ts";
import { requirePull } from "./pulls.ts";

/** Pull requests seen as issues; issues that are nothing else do not exist here. */
export const issueRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}",
    reads("issues", "pull_requests"),
  )(({ state, repository, path }) => ({
    status: 200,
    body: issuePayload(state, repository, requirePull(repository, path("issue_number"))),
  })),
];
