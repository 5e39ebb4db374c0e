import { route } from "../../src/http/route.ts";

/** A route that GitHub does not have: the compiler must refuse it. */
export const membership = route("GET /orgs/{org}/robot")(() => ({ status: 204 }));
