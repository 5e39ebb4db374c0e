import { Problem } from "../contract/problem.ts";
import { BadRequest } from "../contract/question.ts";
import type { CallbackTarget } from "./targets.ts";

/** The ends of a task here. The profile also has `expired`, `cancelled` and `partial`, which never happen here. */
export const CALLBACK_EVENTS = ["approved", "denied", "failed"] as const;
export type CallbackEvent = (typeof CALLBACK_EVENTS)[number];

/** Where a caller wants to be told of the end of its task. */
export interface CallbackWish {
  /** One of its addresses in the configuration. */
  readonly endpoint: string;
  /** The caller's own text, given back unchanged. */
  readonly state?: string;
  readonly events: readonly CallbackEvent[];
}

const LONGEST_STATE = 1024;
const MOST_EVENTS = 20;

/**
 * Reads the member `callback` of a submission: "Callback Completion" of the AuthZEN Access Request and Approval Profile, Draft 1 of June 2026. Read in
 * full in openid/authzen at e287920. A companion draft of October 2026 took the section over; of that one only the abstract was seen. The profile asks
 * for a match with a registered address or with an allowlist; here it is the former, so that a caller chooses no host, port or path. Throws `BadRequest`
 * and `Problem`.
 */
export function readCallback(value: unknown, target: CallbackTarget | undefined): CallbackWish {
  if (target === undefined)
    throw new Problem(
      "not_requestable",
      "HALLPASS_AUTHZEN allows this caller no callback: poll the status_endpoint.",
    );
  const { endpoint, state, events } = membersOf(value);
  const url = typeof endpoint === "string" && URL.canParse(endpoint) ? new URL(endpoint).href : undefined;
  if (url === undefined) throw new BadRequest("callback/endpoint is missing, or no address.");
  if (!target.urls.has(url))
    throw new Problem(
      "not_requestable",
      "HALLPASS_AUTHZEN does not list callback/endpoint for this caller. Use a listed address, or poll the status_endpoint.",
    );
  return { endpoint: url, ...readState(state), events: readEvents(events) };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  throw new BadRequest("callback is no object.");
}

function readState(state: unknown): Pick<CallbackWish, "state"> {
  if (state === undefined) return {};
  if (typeof state !== "string") throw new BadRequest("callback/state is no text.");
  if (state.length > LONGEST_STATE)
    throw new BadRequest(`callback/state has ${state.length} characters; the most is ${LONGEST_STATE}.`);
  return { state };
}

/** Ignores names that it does not know ("Forward Compatibility"). */
function readEvents(events: unknown): readonly CallbackEvent[] {
  if (events === undefined) return CALLBACK_EVENTS;
  if (!Array.isArray(events) || events.length > MOST_EVENTS)
    throw new BadRequest(`callback/events is no list of ${MOST_EVENTS} names or fewer.`);
  return CALLBACK_EVENTS.filter((event) => events.some((each: unknown) => each === event));
}
