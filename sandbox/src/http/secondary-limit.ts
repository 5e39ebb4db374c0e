import { type Caller, callerName } from "../caller.ts";
import { isContentCreating } from "../requests.ts";
import type { State } from "../state.ts";
import { HttpError } from "./error.ts";

const documentation_url =
  "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits";

const messages = {
  points: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  content:
    "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.",
};

/** GitHub documents both statuses, but not when it sends which. */
const statuses = { points: 429, content: 403 };

/** Throws as GitHub does if a caller exceeds a secondary limit. */
export function refuseTooMany(state: State, caller: Caller, method: string, route: string | undefined): void {
  if (caller.kind === "anonymous") return;
  const request = {
    caller: callerName(caller),
    endpoint: route ?? method,
    isRead: ["GET", "HEAD", "OPTIONS"].includes(method),
    createsContent: isContentCreating(route),
  };
  const exceeded = state.secondaryLimits.take(request, state.behaviour.secondaryLimits);
  if (exceeded === undefined) return;
  const { counts } = exceeded.limit;
  const headers = { "retry-after": String(exceeded.retryAfter) };
  throw new HttpError(statuses[counts], messages[counts], { headers, documentation_url });
}
