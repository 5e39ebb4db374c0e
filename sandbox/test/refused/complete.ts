import { route } from "../../src/http/route.ts";

/** A route as GitHub documents it: the compiler accepts it. */
export const membership = route("GET /orgs/{org}/teams/{team_slug}/memberships/{username}")(
  ({ url, path }) => ({
    status: 200,
    body: { url: `${url.origin}/${path("username")}`, role: "member", state: "active" },
  }),
);
