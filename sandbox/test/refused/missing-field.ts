import { route } from "../../src/http/route.ts";

/** Without `state`, which GitHub always sends: the compiler must refuse it. */
export const membership = route("GET /orgs/{org}/teams/{team_slug}/memberships/{username}")(
  ({ url, path }) => ({
    status: 200,
    body: { url: `${url.origin}/${path("username")}`, role: "member" },
  }),
);
