import type { Api } from "../adapter/microsoft/api.ts";
import { isSameTime, SHORTEST_MS } from "../adapter/microsoft/request.ts";
import type { EntraConfiguration } from "./configuration.ts";
import { listMembers } from "./groups.ts";
import type { Place } from "./place.ts";
import { removeMember } from "./plain.ts";
import { createRequests } from "./schedule-requests.ts";
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
  const { name, now, endAtOnce, consistencySeconds } = configuration;
  const request = createRequests(group, configuration);

  async function assign(graph: Api, person: string, until: Date): Promise<void> {
    const start = now();
    if (until.getTime() - start.getTime() < SHORTEST_MS)
      throw graph.fail("REFUSED", "PIM assigns for five minutes at least.");
    await request(graph, "adminAssign", person, { start, end: until });
  }

  /** PIM has no assignment shorter than five minutes: an end before that is planted there. */
  async function moveEnd(graph: Api, person: string, own: Schedule, until: Date): Promise<void> {
    const start = startOf(own) ?? now();
    const end = new Date(Math.max(until.getTime(), start.getTime() + SHORTEST_MS));
    if (isSameTime(own.scheduleInfo?.expiration?.endDateTime, end)) return;
    await request(graph, "adminUpdate", person, { start, end });
  }

  /** Answers whether there was something to remove. */
  async function remove(graph: Api, person: string, own?: Schedule): Promise<boolean> {
    const obstacle = await request(graph, "adminRemove", person);
    if (obstacle === "RoleAssignmentDoesNotExist") return false;
    if (obstacle === undefined) return true;
    if (!endAtOnce) throw graph.fail("BUSY", obstacle, secondsUntilRemovable(own, now()));
    // "You can remove the principal from the group by using the Remove group member APIs" ("PIM for Groups and the group object").
    await removeMember(graph, group, person);
    return true;
  }

  /** A list of members may be behind an assignment that was just made. */
  const isFresh = (own: Schedule): boolean =>
    now().getTime() - (startOf(own)?.getTime() ?? 0) < consistencySeconds * 1000;

  return {
    id: `${KIND}${group}`,
    group,
    async hold(graph, person, until) {
      const schedules = (await listSchedules(graph, group)).filter((each) => each.principalId === person);
      const own = await findOwn(graph, schedules, name);
      const isIn = (await listMembers(graph, group))?.some(({ id }) => id === person) === true;
      if (own !== undefined && (isIn || isFresh(own))) await moveEnd(graph, person, own, until);
      if (isIn || (own !== undefined && isFresh(own))) return false;
      // Somebody took the person out of the group, and the assignment is left.
      if (own !== undefined) await remove(graph, person, own);
      await assign(graph, person, until);
      return true;
    },

    async revoke(graph, person, until) {
      const members = await listMembers(graph, group);
      if (members === undefined) return false;
      const schedules = (await listSchedules(graph, group)).filter((each) => each.principalId === person);
      const own = await findOwn(graph, schedules, name, until);
      const isIn = members.some(({ id }) => id === person);
      // Where the person was taken out by hand, the assignment is left.
      if (own !== undefined) return (await remove(graph, person, own)) && isIn;
      // Somebody else put the person in. Where nobody is shown, what was written a moment ago may not be shown yet.
      return isIn || schedules.length > 0 ? false : remove(graph, person);
    },

    async forget(graph, person, until) {
      const schedules = (await listSchedules(graph, group)).filter((each) => each.principalId === person);
      const own = await findOwn(graph, schedules, name, until);
      if (own !== undefined) await request(graph, "adminRemove", person);
    },
  };
}

function startOf({ scheduleInfo }: Schedule): Date | undefined {
  const start = new Date(scheduleInfo?.startDateTime ?? Number.NaN);
  return Number.isNaN(start.getTime()) ? undefined : start;
}

function secondsUntilRemovable(own: Schedule | undefined, now: Date): number {
  const start = own === undefined ? undefined : startOf(own);
  const left = (start ?? now).getTime() + SHORTEST_MS - now.getTime();
  return Math.max(1, Math.ceil(left / 1000));
}
