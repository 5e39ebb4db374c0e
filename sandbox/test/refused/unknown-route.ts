import { route } from "../../src/http/route.ts";

/** A route GitHub has not got: the compiler must refuse it. */
export const membership = route("GET /orgs/{org}/robot")(() => ({ status: 204 }));
