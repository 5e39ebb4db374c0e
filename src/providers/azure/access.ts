import type { Api } from "../adapter/microsoft/api.ts";
import { isActivated, isOwnTicket, isSameTime, readTime } from "../adapter/microsoft/request.ts";
import type { Seen, TimedAccess } from "../adapter/microsoft/timed.ts";
import { at, listOfPerson } from "./authorization.ts";
import { request, type Subject, type Target } from "./schedule-requests.ts";
import {
  type Instance,
  isInstance,
  isSchedule,
  isScheduleRequest,
  type Schedule,
  type ScheduleRequest,
} from "./shapes.ts";

interface Found {
  readonly instances: readonly Instance[];
  readonly schedules: readonly Schedule[];
  readonly requests: readonly ScheduleRequest[];
}

/** One person's role at a scope ("Use Azure PIM to manage active access with the REST API"). */
export function roleAccess(
  api: Api,
  subject: Subject,
  { endAtOnce }: { readonly endAtOnce: boolean },
): TimedAccess {
  const { place, person, provider } = subject;
  let found: Found = { instances: [], schedules: [], requests: [] };
  let own: Schedule | undefined;

  async function read(): Promise<Found | undefined> {
    const [instances, schedules, requests] = await Promise.all([
      listOfPerson(api, "roleAssignmentScheduleInstances", isInstance, place, person),
      listOfPerson(api, "roleAssignmentSchedules", isSchedule, place, person),
      listOfPerson(api, "roleAssignmentScheduleRequests", isScheduleRequest, place, person),
    ]);
    return instances && { instances, schedules: schedules ?? [], requests: requests ?? [] };
  }

  const targetOf = (): Target => ({
    definition:
      definitionOf(found) ??
      `${rootOf(place.scope)}/providers/Microsoft.Authorization/roleDefinitions/${place.role}`,
    schedule: own?.name,
    requests: found.requests,
  });

  return {
    async look(until): Promise<Seen | undefined> {
      const seen = await read();
      if (seen === undefined) return undefined;
      found = seen;
      own = seen.schedules.find((each) => isOwn(each, seen.requests, provider, until));
      return {
        own: own && periodOf(own),
        isIn: seen.instances.length > 0,
        isElses: own === undefined && seen.schedules.length > 0,
      };
    },
    request: (action, period) =>
      request(
        api,
        subject,
        action === "assign" ? { ...targetOf(), schedule: undefined } : targetOf(),
        action,
        period,
      ),
    ...(endAtOnce && { takeAway: () => takeAway(api, found.instances, read) }),
  };
}

/**
 * Deletes the role assignments behind it ("There is a one-to-one mapping between the two entities", "API concepts in Privileged Identity Management").
 * No page says what PIM makes of that, so it is believed only once no list shows the access.
 */
async function takeAway(
  api: Api,
  instances: readonly Instance[],
  read: () => Promise<Found | undefined>,
): Promise<boolean> {
  for (const { properties } of instances) {
    const [, scope, name] =
      /^(.*)\/providers\/Microsoft\.Authorization\/roleAssignments\/([^/]+)$/iu.exec(
        properties.originRoleAssignmentId ?? "",
      ) ?? [];
    if (scope === undefined || name === undefined) return false;
    const answer = await api.send("DELETE", at(scope, "roleAssignments", [name]));
    if (answer.status !== 200 && answer.status !== 204) return false;
  }
  return (await read())?.instances.length === 0;
}

/** By the ticket in the request behind it. PIM keeps requests for some weeks; then it is the one with the recorded end. */
function isOwn(
  { properties }: Schedule,
  requests: readonly ScheduleRequest[],
  provider: string,
  until: Date | undefined,
): boolean {
  if (isActivated(properties.assignmentType)) return false;
  const name = properties.roleAssignmentScheduleRequestId?.split("/").at(-1)?.toLowerCase();
  const behind = requests.find((each) => each.name.toLowerCase() === name);
  if (behind !== undefined) return isOwnTicket(behind.properties.ticketInfo, provider);
  return until !== undefined && isSameTime(readTime(properties.endDateTime), until);
}

const periodOf = ({ properties }: Schedule) => ({
  start: readTime(properties.startDateTime),
  end: readTime(properties.endDateTime),
});

const definitionOf = ({ schedules, instances }: Found): string | undefined =>
  [...schedules, ...instances][0]?.properties.roleDefinitionId;

/** The subscription or management group of a scope: role definitions are there. */
const rootOf = (scope: string): string => /^\/subscriptions\/[^/]+/iu.exec(scope)?.[0] ?? "";
