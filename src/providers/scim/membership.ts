import { setTimeout as pause } from "node:timers/promises";
import type { HttpAnswer } from "../adapter/http.ts";
import { type Api, pathOf } from "./api.ts";
import { memberPath } from "./filter.ts";
import { type Group, hasMember, readGroup } from "./groups.ts";
import type { Service } from "./service.ts";

/** Where a membership is, and how long the server takes to show a change. */
export interface Place {
  readonly api: Api;
  readonly service: Service;
  readonly group: string;
  readonly consistencySeconds: number;
}

/** Other editors may change the group so often between our reading and our writing. */
const MAX_COLLISIONS = 5;

const BETWEEN_MS = 200;

/**
 * Makes the user a member. Answers false, and writes nothing, if it is one. Reads first, always: servers keep a second value for a member that
 * is added again. Where the server compares versions, nobody can have added the user between our look and our change.
 */
export async function addMember(place: Place, user: string): Promise<boolean> {
  const { api, group, consistencySeconds } = place;
  for (let collisions = 0; collisions < MAX_COLLISIONS; collisions++) {
    const before = await requireGroup(place);
    if (hasMember(before, user)) return false;
    const operation = { op: "add", path: "members", value: [{ value: user }] };
    const answer = await api.patch(pathOf(api, "Groups", group), operation, before.version);
    if (answer.status === 412) continue;
    if (!isSuccess(answer)) throw failureOfPatch(api, answer);
    const isShown = (now: Group | undefined) => now !== undefined && hasMember(now, user);
    if (isShown(await readUntil(place, isShown, consistencySeconds))) return true;
    // Another editor took it away, or the server hides members: what could not be listed could not be ended either.
    await api.patch(pathOf(api, "Groups", group), { op: "remove", path: memberPath(user) });
    throw api.fail("BUSY", "The server does not show the member that was added.");
  }
  throw api.fail("BUSY", `The group changed ${MAX_COLLISIONS} times between reading and writing.`);
}

/**
 * Ends the membership. `undefined`: the group is gone. Sends no version: the operation names one member and nothing else, and a holder who keeps
 * changing the group must not delay the end.
 */
export async function removeMember(place: Place, user: string): Promise<boolean | undefined> {
  const { api, service, group, consistencySeconds } = place;
  const before = await readGroup(api, service, group);
  if (before === undefined) return undefined;
  // Also where nothing was found: what was written a moment ago may not be shown yet.
  const answer = await api.patch(pathOf(api, "Groups", group), { op: "remove", path: memberPath(user) });
  // 400 (noTarget) and 404 also mean that somebody was faster: what the server shows now decides.
  if (!isSuccess(answer) && answer.status !== 400 && answer.status !== 404) throw failureOfPatch(api, answer);
  const isGone = (now: Group | undefined) => now === undefined || !hasMember(now, user);
  if (isGone(await readUntil(place, isGone, isSuccess(answer) ? consistencySeconds : 0)))
    return hasMember(before, user);
  throw isSuccess(answer) ? api.fail("BUSY", "The member is still there.") : failureOfPatch(api, answer);
}

async function requireGroup({ api, service, group }: Place): Promise<Group> {
  const found = await readGroup(api, service, group);
  if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
  return found;
}

async function readUntil(
  { api, service, group }: Place,
  accept: (group: Group | undefined) => boolean,
  seconds: number,
): Promise<Group | undefined> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await readGroup(api, service, group);
    if (accept(found) || performance.now() >= end) return found;
    await pause(BETWEEN_MS);
    api.left();
  }
}

const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status <= 299;

/** A change that the server understands and does not want. */
const failureOfPatch = (api: Api, answer: HttpAnswer) =>
  answer.status === 400 || answer.status === 404
    ? api.fail("REFUSED", `PATCH: HTTP ${answer.status} ${readScimType(answer)}`)
    : api.failure(answer);

/** One of the words of RFC 7644, section 3.12. */
const readScimType = ({ text }: HttpAnswer): string =>
  /"scimType"\s*:\s*"(?<type>[A-Za-z]{1,30})"/u.exec(text)?.groups?.type ?? "";
