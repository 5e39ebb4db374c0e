import type { ProviderError } from "../error.ts";
import type { Api } from "./api.ts";
import { isSameTime, type Obstacle, SHORTEST_MS } from "./request.ts";

/** An assignment that Hallpass made. */
export interface Own {
  readonly start: Date | undefined;
  readonly end: Date | undefined;
}

export interface Seen {
  readonly own: Own | undefined;
  /** Whether the person has the access now, by whomever. */
  readonly isIn: boolean;
  /** Whether somebody else assigned it, or the person activated it herself. */
  readonly isElses: boolean;
}

export interface Period {
  readonly start: Date;
  readonly end: Date;
}

export type Action = "assign" | "update" | "remove";

/** One person's access to one thing, under Privileged Identity Management. */
export interface TimedAccess {
  /** `until`: an assignment whose request is forgotten is Hallpass's where it ends then. `undefined`: the thing is gone. */
  look(until?: Date): Promise<Seen | undefined>;
  /** Sends a request and waits for its effect. An obstacle: nothing was removed. */
  request(action: Action, period?: Period): Promise<Obstacle | undefined>;
  /** Takes the access away past PIM, where PIM does not yet. Absent = that is not wanted. Answers whether it is away. */
  takeAway?(): Promise<boolean>;
}

interface Circumstances {
  readonly api: Pick<Api, "fail">;
  readonly now: Date;
  readonly consistencySeconds: number;
}

/** Gives access until a time, or moves its end. Answers whether the person was not in before. Writes nothing where somebody else put her in. */
export async function holdTimed(
  access: TimedAccess,
  circumstances: Circumstances,
  until: Date,
): Promise<boolean> {
  const { own, isIn } = (await access.look()) ?? { own: undefined, isIn: false };
  if (own !== undefined && isIn) await moveEnd(access, own, circumstances, until);
  if (isIn) return false;
  if (own !== undefined) await removeRest(access, own, circumstances);
  await assign(access, circumstances, until);
  return true;
}

/** An assignment without access: somebody took the access away by hand, or the list of who is in is behind. */
async function removeRest(access: TimedAccess, own: Own, circumstances: Circumstances): Promise<void> {
  const { api, now, consistencySeconds } = circumstances;
  const age = now.getTime() - (own.start?.getTime() ?? 0);
  if (age < consistencySeconds * 1000)
    throw api.fail("BUSY", "The assignment is a moment old, and its access is not shown.", 5);
  throwIfKept(await access.request("remove"), own, circumstances);
}

async function assign(access: TimedAccess, { api, now }: Circumstances, until: Date): Promise<void> {
  if (until.getTime() - now.getTime() < SHORTEST_MS)
    throw api.fail("REFUSED", "PIM assigns for five minutes at least.");
  await access.request("assign", { start: now, end: until });
}

/** PIM has no assignment shorter than five minutes: an end before that is planted there. */
async function moveEnd(access: TimedAccess, own: Own, { now }: Circumstances, until: Date): Promise<void> {
  const start = own.start ?? now;
  const end = new Date(Math.max(until.getTime(), start.getTime() + SHORTEST_MS));
  if (!isSameTime(own.end, end)) await access.request("update", { start, end });
}

/** Ends the access that Hallpass gave. Answers whether the person was in by it. */
export async function revokeTimed(
  access: TimedAccess,
  circumstances: Circumstances,
  until: Date,
): Promise<boolean> {
  const seen = await access.look(until);
  if (seen === undefined) return false;
  // Where the access was taken by hand, the assignment is left.
  if (seen.own !== undefined) return (await remove(access, seen.own, circumstances)) && seen.isIn;
  // Where nobody is shown, what was written a moment ago may not be shown yet.
  return seen.isIn || seen.isElses ? false : remove(access, undefined, circumstances);
}

/** After a removal by hand: what is left would end what an administrator gives later. */
export async function forgetTimed(
  access: TimedAccess,
  circumstances: Circumstances,
  until: Date,
): Promise<void> {
  const own = (await access.look(until))?.own;
  if (own !== undefined) throwIfKept(await access.request("remove"), own, circumstances);
}

/** Answers whether there was something to remove. */
async function remove(
  access: TimedAccess,
  own: Own | undefined,
  circumstances: Circumstances,
): Promise<boolean> {
  const obstacle = await access.request("remove");
  if (!isPassing(obstacle)) return obstacle === undefined;
  if (await access.takeAway?.()) return true;
  throwIfKept(obstacle, own, circumstances);
  return false;
}

/** The assignment is still there, and may be removed later. */
const isPassing = (obstacle: Obstacle | undefined): boolean =>
  obstacle !== undefined && obstacle !== "RoleAssignmentDoesNotExist";

function throwIfKept(
  obstacle: Obstacle | undefined,
  own: Own | undefined,
  circumstances: Circumstances,
): void {
  if (obstacle === "ActiveDurationTooShort") throw tooShort(own, circumstances);
  if (isPassing(obstacle)) throw circumstances.api.fail("BUSY", "Another request waits for a decision.");
}

function tooShort(own: Own | undefined, { api, now }: Circumstances): ProviderError {
  const left = (own?.start ?? now).getTime() + SHORTEST_MS - now.getTime();
  return api.fail("BUSY", "ActiveDurationTooShort", Math.max(1, Math.ceil(left / 1000)));
}
