import type { Api } from "../adapter/microsoft/api.ts";
import { readErrorCode } from "../adapter/microsoft/failure.ts";
import { settle, ticketOf } from "../adapter/microsoft/request.ts";
import { PIM } from "./schedules.ts";
import { isScheduleRequest } from "./shapes.ts";

/** `adminUpdate`: "For administrators to change existing group membership or ownership assignments" ("Create assignmentScheduleRequest"). */
type Action = "adminAssign" | "adminUpdate" | "adminRemove";

/** Why a removal is not carried out, of PIM's codes. */
export type Obstacle = "ActiveDurationTooShort" | "RoleAssignmentDoesNotExist";

interface Period {
  readonly start: Date;
  readonly end: Date;
}

const REQUESTS = [...PIM, "assignmentScheduleRequests"];

/** Sends a request about a member of a group, and waits for its effect. */
export const createRequests =
  (group: string, { name }: { readonly name: string }) =>
  async (graph: Api, action: Action, person: string, period?: Period): Promise<Obstacle | undefined> => {
    const body = {
      ...{ accessId: "member", principalId: person, groupId: group, action },
      ...{ justification: `Hallpass, provider ${name}`, ticketInfo: ticketOf(name) },
      ...(period && { scheduleInfo: scheduleOf(period) }),
    };
    const answer = await graph.send("POST", { path: REQUESTS }, body);
    const obstacle =
      action === "adminRemove" && answer.status === 400 ? readObstacle(readErrorCode(answer)) : undefined;
    if (obstacle !== undefined) return obstacle;
    if (action === "adminRemove" && answer.status === 404) return "RoleAssignmentDoesNotExist";
    if (answer.status !== 201) throw graph.failure(action, answer);
    const sent = graph.parse(isScheduleRequest, answer);
    await settle(graph, sent, stepsOf(graph, sent.id));
    return undefined;
  };

const stepsOf = (graph: Api, id: string) => ({
  async look() {
    const seen = await graph.find(isScheduleRequest, { path: [...REQUESTS, id] });
    if (seen === undefined) throw graph.fail("BUSY", "The request is not shown yet.");
    return seen;
  },
  async cancel() {
    await graph.send("POST", { path: [...REQUESTS, id, "cancel"] });
  },
});

const scheduleOf = ({ start, end }: Period) => ({
  startDateTime: start.toISOString(),
  expiration: { type: "afterDateTime", endDateTime: end.toISOString() },
});

const readObstacle = (code: string): Obstacle | undefined =>
  code === "ActiveDurationTooShort" || code === "RoleAssignmentDoesNotExist" ? code : undefined;
