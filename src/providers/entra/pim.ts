import type { Api } from "../adapter/microsoft/api.ts";
import { readTime } from "../adapter/microsoft/request.ts";
import { forgetTimed, holdTimed, revokeTimed, type TimedAccess } from "../adapter/microsoft/timed.ts";
import type { EntraConfiguration } from "./configuration.ts";
import { listMembers } from "./groups.ts";
import type { Place } from "./place.ts";
import { removeMember } from "./plain.ts";
import { request } from "./schedule-requests.ts";
import { findOwn, listSchedules } from "./schedules.ts";
import type { Schedule } from "./shapes.ts";

const KIND = "pim/";

/** The group of a recorded id, `undefined` where it is of another kind. */
export const readPimId = (id: string): string | undefined =>
  id.startsWith(KIND) ? id.slice(KIND.length) : undefined;

/**
 * Membership that Privileged Identity Management ends by itself ("PIM for Groups and the group object": "The principal's details are automatically
 * removed from the members").
 */
export function pimPlace(group: string, configuration: EntraConfiguration): Place {
  const { name: provider, now, endAtOnce, consistencySeconds } = configuration;

  const accessOf = (graph: Api, person: string): TimedAccess => ({
    async look(until) {
      const members = await listMembers(graph, group);
      if (members === undefined) return undefined;
      const schedules = (await listSchedules(graph, group)).filter((each) => each.principalId === person);
      const own = await findOwn(graph, schedules, provider, until);
      return {
        own: own && periodOf(own),
        isIn: members.some(({ id }) => id === person),
        isElses: own === undefined && schedules.length > 0,
      };
    },
    request: (action, period) => request(graph, { provider, group, person }, action, period),
    // "You can remove the principal from the group by using the Remove group member APIs" ("PIM for Groups and the group object").
    ...(endAtOnce && {
      async takeAway() {
        await removeMember(graph, group, person);
        return true;
      },
    }),
  });

  const circumstances = (api: Api) => ({ api, now: now(), consistencySeconds });

  return {
    ...{ id: `${KIND}${group}`, group },
    hold: (graph, person, until) => holdTimed(accessOf(graph, person), circumstances(graph), until),
    revoke: (graph, person, until) => revokeTimed(accessOf(graph, person), circumstances(graph), until),
    forget: (graph, person, until) => forgetTimed(accessOf(graph, person), circumstances(graph), until),
  };
}

const periodOf = ({ scheduleInfo }: Schedule) => ({
  start: readTime(scheduleInfo?.startDateTime),
  end: readTime(scheduleInfo?.expiration?.endDateTime),
});
