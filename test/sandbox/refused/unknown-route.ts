import { route } from "../../../src/sandbox/http/route.ts";

/** A route GitHub has not got: the compiler must refuse it. */
export const membership = route("GET /orgs/{org}/hallpass")(() => ({ status: 204 }));
