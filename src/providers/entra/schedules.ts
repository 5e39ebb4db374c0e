import type { Api } from "../adapter/microsoft/api.ts";
import { isActivated, isOwnTicket, isSameTime, readTime } from "../adapter/microsoft/request.ts";
import { isSchedule, isScheduleRequest, type Schedule } from "./shapes.ts";

export const PIM = ["identityGovernance", "privilegedAccess", "group"];

/** Assignments of members of a group ("List assignmentSchedules": "requires the $filter query parameter to scope the request"). */
export async function listSchedules(graph: Api, group: string): Promise<Schedule[]> {
  const query = { $filter: `groupId eq '${group}'` };
  const schedules = await graph.list(isSchedule, { path: [...PIM, "assignmentSchedules"], query });
  return (schedules ?? []).filter(({ accessId }) => accessId.toLowerCase() === "member");
}

/**
 * The assignment that Hallpass made as this provider, by the ticket in the request behind it. PIM forgets requests after a time; then it is the one
 * with the recorded end.
 */
export async function findOwn(
  graph: Api,
  schedules: readonly Schedule[],
  provider: string,
  until?: Date,
): Promise<Schedule | undefined> {
  for (const schedule of schedules) {
    if (isActivated(schedule.assignmentType)) continue;
    const request = await findRequest(graph, schedule);
    const end = schedule.scheduleInfo?.expiration?.endDateTime;
    const isOwn =
      request === undefined
        ? until !== undefined && isSameTime(readTime(end), until)
        : isOwnTicket(request.ticketInfo, provider);
    if (isOwn) return schedule;
  }
  return undefined;
}

/** "createdUsing: the identifier of the request through which the schedule was created." */
const findRequest = async (graph: Api, { createdUsing }: Schedule) =>
  createdUsing === undefined || createdUsing === null || createdUsing === ""
    ? undefined
    : graph.find(isScheduleRequest, { path: [...PIM, "assignmentScheduleRequests", createdUsing] });
