import { route } from "../../src/http/route.ts";

/** Reads `team`, which is not a parameter of this path: the compiler must refuse it. */
export const membership = route("GET /orgs/{org}/teams/{team_slug}/memberships/{username}")(({ path }) => ({
  status: 200,
  body: { url: path("team"), role: "member", state: "active" },
}));
