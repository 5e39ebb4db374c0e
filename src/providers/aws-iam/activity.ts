import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { compareAsc } from "date-fns/compareAsc";
import type { Activity } from "../../core/access/activity.ts";
import type { Calls } from "../adapter/aws/calls.ts";
import { readTrail, type TrailQuery } from "../adapter/aws/trail.ts";

const MOST = 1000;

/** The person's events of all regions, under each name that the person had: an event has the name of its time. */
export async function readActivity(
  trails: readonly CloudTrailClient[],
  calls: Calls,
  usernames: ReadonlySet<string>,
  query: Omit<TrailQuery, "username">,
): Promise<Activity[]> {
  const found: Activity[] = [];
  for (const username of usernames)
    for (const trail of trails) found.push(...(await readTrail(trail, calls, { ...query, username })));
  return found.toSorted((a, b) => compareAsc(a.at, b.at)).slice(-MOST);
}
