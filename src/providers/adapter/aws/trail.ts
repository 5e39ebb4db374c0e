import { setTimeout as pause } from "node:timers/promises";
import { type CloudTrailClient, type Event, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { Activity } from "../../../core/access/activity.ts";
import type { Calls } from "./calls.ts";

/** "The rate of lookup requests is limited to two per second, per account, per Region" (CloudTrail, LookupEvents). */
const BETWEEN_PAGES_MS = 500;

/** "You can look up events that occurred in a Region within the last 90 days" (LookupEvents). */
const DAYS = 90;

const MOST = 1000;

/** Who did it ("CloudTrail userIdentity element"). */
export interface TrailIdentity {
  /** The id of a user, or `ROLE-ID:SESSION`. */
  readonly principalId?: string;
  /** The name of the role, of a session of one: `sessionContext.sessionIssuer.userName`. */
  readonly role?: string;
}

export interface TrailQuery {
  /** The user name, or the name of the session of a role: the attribute `Username` of an event. */
  readonly username: string;
  /** Whether the person did it. Names may pass to others. */
  isBy(identity: TrailIdentity): boolean;
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

/**
 * The management events of a person, oldest first: the latest thousand. CloudTrail answers the newest first, and has most events within minutes.
 * Throws `ProviderError` (`TIMEOUT`) where the deadline is too short for them. Reading and writing of data (S3 objects, DynamoDB items) is in no event history.
 */
export async function readTrail(
  trail: CloudTrailClient,
  { call, secondsLeft }: Calls,
  { username, isBy, from, until, now }: TrailQuery,
): Promise<Activity[]> {
  const start = Math.max(from.getTime(), now.getTime() - DAYS * 24 * 3600 * 1000);
  const end = Math.min(until.getTime(), now.getTime());
  if (start >= end) return [];
  const events: Event[] = [];
  let next: string | undefined;
  do {
    const NextToken = next;
    const asked = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: "Username", AttributeValue: username }],
      ...{ StartTime: new Date(start), EndTime: new Date(end), MaxResults: 50 },
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = await call((options) => trail.send(asked, options));
    events.push(...(page.Events ?? []).filter((event) => isBy(readIdentity(event))));
    next = page.NextToken;
    if (next !== undefined) await pause(Math.min(BETWEEN_PAGES_MS, secondsLeft() * 1000));
  } while (next !== undefined && events.length < MOST);
  return events.slice(0, MOST).flatMap(toActivity).reverse();
}

/** An event is text that its service wrote: one of another form is nobody's. */
function readIdentity({ CloudTrailEvent = "" }: Event): TrailIdentity {
  try {
    const identity = fieldOf(JSON.parse(CloudTrailEvent), "userIdentity");
    const principalId = fieldOf(identity, "principalId");
    const role = fieldOf(fieldOf(fieldOf(identity, "sessionContext"), "sessionIssuer"), "userName");
    return {
      ...(typeof principalId === "string" && { principalId }),
      ...(typeof role === "string" && { role }),
    };
  } catch {
    return {};
  }
}

function toActivity({ EventTime, EventName, EventSource = "" }: Event): Activity[] {
  if (EventTime === undefined || EventName === undefined) return [];
  const service = EventSource.replace(/\.amazonaws\.com(?:\.cn)?$/u, "");
  const action = (service === "" ? EventName : `${service}:${EventName}`).replaceAll(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    "\uFFFD",
  );
  return [{ at: EventTime, action: action.slice(0, 300) }];
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
