import type { Activity } from "../../core/access/activity.ts";
import type { Api } from "./api/api.ts";
import { isLog, type LogEvent } from "./api/shapes.ts";

const MOST = 1000;
const KEPT_MS = 90 * 24 * 3_600_000;
const LONGEST = 200;

export interface Period {
  readonly user: string;
  /** The app, where the access is one. Absent: everything that the person did. */
  readonly app?: string;
  readonly from: Date;
  readonly until: Date;
}

/** The person's events in the system log ("System Log API"), which Okta keeps for 90 days. Bounded on both sides, so the pages end. */
export async function readActivity(api: Api, { user, app, from, until }: Period): Promise<Activity[]> {
  if (from >= until) return [];
  const since = new Date(Math.max(from.getTime(), until.getTime() - KEPT_MS));
  const filter = `actor.id eq ${JSON.stringify(user)}${app === undefined ? "" : ` and target.id eq ${JSON.stringify(app)}`}`;
  const query = new URLSearchParams({
    since: since.toISOString(),
    until: until.toISOString(),
    filter,
    sortOrder: "ASCENDING",
    limit: String(MOST),
  });
  const events = await api.listFirst(isLog, `/api/v1/logs?${query}`, MOST);
  return events.flatMap((event) => {
    const at = new Date(event.published);
    return Number.isNaN(at.getTime()) ? [] : [{ at, action: describe(event) }];
  });
}

/** `user.authentication.sso on Orders: SUCCESS`, of Okta's own words, on one line. */
function describe({ eventType, outcome, target }: LogEvent): string {
  const names = (target ?? []).flatMap(({ type, displayName }) =>
    type === "AppInstance" || type === "UserGroup" ? (displayName ?? []) : [],
  );
  const on = names.length === 0 ? "" : ` on ${names.join(", ")}`;
  const result = outcome?.result === undefined ? "" : `: ${outcome.result}`;
  return `${eventType}${on}${result}`.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
}
