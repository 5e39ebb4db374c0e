import { createHash } from "node:crypto";
import type { Api, Call } from "../adapter/microsoft/api.ts";
import { isFinished, type Obstacle, readObstacle, settle, ticketOf } from "../adapter/microsoft/request.ts";
import type { Action, Period } from "../adapter/microsoft/timed.ts";
import { at } from "./authorization.ts";
import { type Place, placeId } from "./configuration.ts";
import { isScheduleRequest, type ScheduleRequest } from "./shapes.ts";

const types = { assign: "AdminAssign", update: "AdminUpdate", remove: "AdminRemove" } as const;

export interface Subject {
  readonly provider: string;
  readonly place: Place;
  readonly person: string;
}

/** What a request changes. */
export interface Target {
  /** The id of the role's definition. */
  readonly definition: string;
  /** The name of the schedule that is changed or removed. */
  readonly schedule: string | undefined;
  /** The requests about this person and place so far. */
  readonly requests: readonly ScheduleRequest[];
}

const statusOf = ({ properties: { status } }: ScheduleRequest) => ({ status });

/** Sends a request, or finds the same one under way; and waits for its effect. */
export async function request(
  api: Api,
  subject: Subject,
  target: Target,
  action: Action,
  period?: Period,
): Promise<Obstacle | undefined> {
  const name = nameOf(subject, target, action, period);
  const call = at(subject.place.scope, "roleAssignmentScheduleRequests", [name]);
  const underWay = target.requests.find((each) => each.name.toLowerCase() === name);
  const sent = underWay ?? (await send(api, call, action, bodyOf(subject, target, action, period)));
  if (typeof sent === "string") return sent;
  await settle(api, statusOf(sent), {
    async look() {
      const seen = await api.find(isScheduleRequest, call);
      if (seen === undefined) throw api.fail("BUSY", "The request is not shown yet.");
      return statusOf(seen);
    },
    async cancel() {
      await api.send("POST", { ...call, path: [...call.path, "cancel"] });
    },
  });
  return undefined;
}

async function send(api: Api, call: Call, action: Action, body: object): Promise<ScheduleRequest | Obstacle> {
  const answer = await api.send("PUT", call, body);
  const obstacle = action === "remove" ? readObstacle(answer) : undefined;
  if (obstacle !== undefined) return obstacle;
  if (answer.status !== 200 && answer.status !== 201) throw api.failure(types[action], answer);
  return api.parse(isScheduleRequest, answer);
}

const bodyOf = (
  { provider, person }: Subject,
  { definition: roleDefinitionId, schedule }: Target,
  action: Action,
  period: Period | undefined,
) => ({
  properties: {
    ...{ principalId: person, roleDefinitionId, requestType: types[action] },
    ...{ justification: `Hallpass, provider ${provider}`, ticketInfo: ticketOf(provider) },
    // "The role assignment schedule id being updated."
    ...(action === "update" && { targetRoleAssignmentScheduleId: schedule }),
    ...(period && { scheduleInfo: scheduleOf(action, period) }),
  },
});

/**
 * "A GUID for the role assignment to create. The name must be unique and different for each role assignment." Made of what is asked, so that a
 * request whose answer was lost is not made twice; and of a number, so that it is not taken for an earlier one that is finished.
 */
export function nameOf(
  { provider, place, person }: Subject,
  { requests, schedule }: Target,
  action: Action,
  period?: Period,
): string {
  const finished = requests.filter(({ properties }) => isFinished(properties));
  const taken = new Set(finished.map(({ name }) => name.toLowerCase()));
  const end = period?.end.toISOString();
  for (let number = 0; ; number++) {
    const name = toGuid(JSON.stringify([provider, placeId(place), person, action, end, schedule, number]));
    if (!taken.has(name)) return name;
  }
}

/** A GUID of version 8, for names of one's own making (RFC 9562, section 5.8). */
function toGuid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}

/** A new assignment begins when Azure carries it out: by Azure's clock, Hallpass's may be ahead. */
const scheduleOf = (action: Action, { start, end }: Period) => ({
  ...(action === "update" && { startDateTime: start.toISOString() }),
  expiration: { type: "AfterDateTime", endDateTime: end.toISOString() },
});
