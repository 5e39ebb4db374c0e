import { reads } from "../access.ts";
import { HttpError } from "../http/error.ts";
import { takeCursorPage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import type { Activity } from "../repository.ts";
import type { State } from "../state.ts";

const kinds = [
  "push",
  "force_push",
  "branch_creation",
  "branch_deletion",
  "pr_merge",
  "merge_queue_merge",
] as const;

const daysOf = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;
const periods = ["day", "week", "month", "quarter", "year"] as const;

/** "List repository activities": every change of a branch by whoever really made it, also of branches that are gone. */
export const activityRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/activity",
    reads("contents"),
  )(({ state, repository, url, query }) => {
    const [ref, login] = [query("ref"), query("actor")?.toLowerCase()];
    const kind = readChoice("activity_type", query("activity_type"), kinds);
    const period = readChoice("time_period", query("time_period"), periods);
    const ascending = readChoice("direction", query("direction"), ["asc", "desc"]) === "asc";
    const since = period === undefined ? 0 : state.clock().getTime() - daysOf[period] * 24 * 60 * 60 * 1000;
    const found = repository.activities.filter(
      (activity) =>
        (ref === undefined || activity.ref === ref || activity.ref === `refs/heads/${ref}`) &&
        (login === undefined || activity.actor.login.toLowerCase() === login) &&
        (kind === undefined || activity.kind === kind) &&
        activity.at.getTime() >= since,
    );
    const cursors = { after: query("after"), before: query("before") };
    const { items, link } = takeCursorPage(url, ascending ? found : found.toReversed(), cursors);
    return { status: 200, body: items.map((activity) => activityPayload(state, activity)), link };
  }),
];

function readChoice<Choice extends string>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice !== undefined) return choice;
  throw new HttpError(422, `"${name}" is "${value}"; expected one of ${choices.join(", ")}.`);
}

const activityPayload = (state: State, { id, before, after, ref, at, kind, actor }: Activity) => ({
  id,
  node_id: nodeId("Activity", id),
  before,
  after,
  ref,
  timestamp: formatTime(at),
  activity_type: kind,
  actor: userPayload(state, actor),
});
