import type { Activity } from "../../core/access/activity.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { isLogEvent, type LogEvent } from "./shapes.ts";

const MOST = 1000;
/** Events of everybody are read until so many are the person's, or until here. */
const MOST_READ = 20_000;
const KEPT_MS = 90 * 24 * 3_600_000;
const LONGEST = 200;

/** The object id of the caller, in the claims of an event ("Azure activity log event schema"). */
const OBJECT_ID = "http://schemas.microsoft.com/identity/claims/objectidentifier";

export interface Period {
  readonly scope: string;
  readonly person: string;
  readonly from: Date;
  readonly until: Date;
}

/**
 * What the person changed under the scope, by the activity log of its subscription ("Activity Logs - List"; kept for 90 days). It has no reads.
 * A management group has no such log.
 */
export async function readActivity(api: Api, { scope, person, from, until }: Period): Promise<Activity[]> {
  const { subscription, group } =
    /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourceGroups\/(?<group>[^/]+))?/iu.exec(scope)?.groups ??
    {};
  if (subscription === undefined || from >= until) return [];
  const since = new Date(Math.max(from.getTime(), until.getTime() - KEPT_MS));
  const $filter = [
    `eventTimestamp ge '${since.toISOString()}' and eventTimestamp le '${until.toISOString()}'`,
    ...(group === undefined ? [] : [`resourceGroupName eq '${group}'`]),
  ].join(" and ");
  const path = [
    "subscriptions",
    subscription,
    "providers",
    "microsoft.insights",
    "eventtypes",
    "management",
    "values",
  ];
  const query = {
    "api-version": "2015-04-01",
    $filter,
    $select: "eventTimestamp,operationName,status,resourceId,claims",
  };
  const events = (await api.listFirst(isLogEvent, { path, query }, MOST_READ)) ?? [];
  return events
    .filter((event) => isOf(event, scope, person))
    .flatMap(toActivity)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, MOST);
}

const isOf = ({ claims, resourceId }: LogEvent, scope: string, person: string): boolean =>
  claims?.[OBJECT_ID]?.toLowerCase() === person &&
  `${resourceId ?? ""}/`.toLowerCase().startsWith(`${scope.toLowerCase()}/`);

function toActivity({ eventTimestamp, operationName, status, resourceId }: LogEvent): Activity[] {
  const at = new Date(eventTimestamp);
  const on = resourceId?.split("/").at(-1) ?? "";
  const text = `${operationName.value} on ${on}${status?.value ? `: ${status.value}` : ""}`;
  const action = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
  return Number.isNaN(at.getTime()) ? [] : [{ at, action }];
}
