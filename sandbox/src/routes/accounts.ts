import { callerName } from "../caller.ts";
import { HttpError, notFound } from "../http/error.ts";
import { readRateLimit } from "../http/rate-limit.ts";
import { readId } from "../http/read-id.ts";
import { route } from "../http/route.ts";
import { profilePayload } from "../payloads/account.ts";
import { findAccount, findAccountById } from "../state.ts";

export const accountRoutes = [
  route("GET /user")(({ state, caller }) => {
    if (caller.kind === "anonymous") throw new HttpError(401, "Requires authentication");
    if (caller.kind !== "person") throw new HttpError(403, "Resource not accessible by integration");
    return { status: 200, body: profilePayload(state, caller.account) };
  }),

  route("GET /users/{username}")(({ state, path }) => {
    const account = findAccount(state, path("username"));
    if (account === undefined || state.suspended.has(account.id)) throw notFound();
    return { status: 200, body: profilePayload(state, account) };
  }),

  route("GET /user/{account_id}")(({ state, path }) => {
    const account = findAccountById(state, readId(path("account_id")));
    if (account === undefined || state.suspended.has(account.id)) throw notFound();
    return { status: 200, body: profilePayload(state, account) };
  }),

  route("GET /rate_limit")(({ state, caller }) => {
    const rate = readRateLimit(state.requests, callerName(caller), state.clock());
    return { status: 200, body: { resources: { core: rate, search: rate }, rate } };
  }),
];
