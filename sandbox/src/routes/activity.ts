import { reads } from "../access.ts";
import { takeCursorPage } from "../http/pages.ts";
import { readChoice, readSince, timePeriods } from "../http/query.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Activity, Repository } from "../model.ts";
import { userPayload } from "../payloads/account.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import type { State } from "../state.ts";

const kinds = [
  "push",
  "force_push",
  "branch_creation",
  "branch_deletion",
  "pr_merge",
  "merge_queue_merge",
] as const;

/** "List repository activities": every change of a branch by its real author, also for deleted branches. */
export const activityRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/activity",
    reads("contents"),
  )(({ state, repository, url, query }) => {
    const [ref, login] = [query("ref"), query("actor")?.toLowerCase()];
    const kind = readChoice("activity_type", query("activity_type"), kinds);
    const period = readChoice("time_period", query("time_period"), timePeriods);
    const ascending = readChoice("direction", query("direction"), ["asc", "desc"]) === "asc";
    const since = readSince(state.clock(), period);
    const found = shownActivities(state, repository).filter(
      (activity) =>
        (ref === undefined || activity.ref === ref || activity.ref === `refs/heads/${ref}`) &&
        (login === undefined || activity.actor.login.toLowerCase() === login) &&
        (kind === undefined || activity.kind === kind) &&
        activity.at >= since,
    );
    const cursors = { after: query("after"), before: query("before") };
    const { items, link } = takeCursorPage(url, ascending ? found : found.toReversed(), cursors);
    return { status: 200, body: items.map((activity) => activityPayload(state, activity)), link };
  }),
];

/** The activities that GitHub shows at this time. The latest pushes are not listed yet, and those of a deleted branch may be gone. */
function shownActivities({ clock, behaviour }: State, { activities }: Repository): readonly Activity[] {
  const latest = clock().getTime() - behaviour.activityLag;
  const written = activities.filter(({ at }) => at.getTime() <= latest);
  if (behaviour.activityOfGoneBranches === "kept") return written;
  const ends = new Map(
    activities.flatMap(({ kind, ref }, index) => (kind === "branch_deletion" ? [[ref, index] as const] : [])),
  );
  return written.filter(({ ref }, index) => index > (ends.get(ref) ?? -1));
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
