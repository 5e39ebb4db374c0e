import type { Api } from "../adapter/microsoft/api.ts";
import { type Obstacle, readObstacle, settle, ticketOf } from "../adapter/microsoft/request.ts";
import type { Action, Period } from "../adapter/microsoft/timed.ts";
import { PIM } from "./schedules.ts";
import { isScheduleRequest } from "./shapes.ts";

/** `adminUpdate`: "For administrators to change existing group membership or ownership assignments" ("Create assignmentScheduleRequest"). */
const actions = { assign: "adminAssign", update: "adminUpdate", remove: "adminRemove" } as const;

const REQUESTS = [...PIM, "assignmentScheduleRequests"];

interface Subject {
  readonly provider: string;
  readonly group: string;
  readonly person: string;
}

/** Sends a request about a member of a group, and waits for its effect. */
export async function request(
  graph: Api,
  { provider, group, person }: Subject,
  action: Action,
  period?: Period,
): Promise<Obstacle | undefined> {
  const body = {
    ...{ accessId: "member", principalId: person, groupId: group, action: actions[action] },
    ...{ justification: `Hallpass, provider ${provider}`, ticketInfo: ticketOf(provider) },
    ...(period && { scheduleInfo: scheduleOf(action, period) }),
  };
  const answer = await graph.send("POST", { path: REQUESTS }, body);
  const obstacle = action === "remove" ? readObstacle(answer) : undefined;
  if (obstacle !== undefined) return obstacle;
  if (answer.status !== 201) throw graph.failure(actions[action], answer);
  const sent = graph.parse(isScheduleRequest, answer);
  await settle(graph, sent, stepsOf(graph, sent.id));
  return undefined;
}

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

/** Microsoft's example asks for a start in the past, and gets the time when it was carried out: Hallpass's clock may be ahead. */
const AHEAD_MS = 60_000;

const scheduleOf = (action: Action, { start, end }: Period) => ({
  startDateTime: new Date(start.getTime() - (action === "assign" ? AHEAD_MS : 0)).toISOString(),
  expiration: { type: "afterDateTime", endDateTime: end.toISOString() },
});
