import { HttpError } from "./http/error.ts";

/** A fault in place of a normal answer: another answer, silence, or a closed connection with no bytes or half a head. */
export const faultAnswers = [
  "server error",
  "secondary limit",
  "primary limit",
  "silence",
  "closed",
  "cut off",
] as const;
export type FaultAnswer = (typeof faultAnswers)[number];

/** "before": the request has no effect. "after": it takes effect, and only the answer is lost. */
export const faultMoments = ["before", "after"] as const;
export type FaultMoment = (typeof faultMoments)[number];

export const requestKinds = ["rest", "graphql", "git"] as const;
export type RequestKind = (typeof requestKinds)[number];

/** The statuses an answer may have, the usual one first. Docs, "Rate limits for the REST API": 403 or 429. */
const statusesOf: Readonly<Record<FaultAnswer, readonly number[]>> = {
  "server error": [500, 502, 503],
  "secondary limit": [403, 429],
  "primary limit": [403, 429],
  silence: [],
  closed: [],
  "cut off": [],
};

/** A fault, and the requests that meet it: those that match all given fields. */
export interface RequestFault {
  readonly answer: FaultAnswer;
  /** 500, 502 or 503 for a server error, 403 or 429 for a limit; the first by default. */
  readonly status?: number | undefined;
  /** "before" the effect, by default, or "after" it. */
  readonly when?: FaultMoment | undefined;
  /** All three by default. */
  readonly api?: RequestKind | undefined;
  readonly method?: string | undefined;
  /** The path without its query; `*` matches any text. */
  readonly path?: string | undefined;
  /** The login of a person or the slug of an app. */
  readonly caller?: string | undefined;
  /** The number of requests that meet it; by default until it is ended. */
  readonly calls?: number | undefined;
  /** The time of the sandbox's clock when it ends. */
  readonly until?: Date | undefined;
  /** The `Retry-After` of a secondary limit, 60 by default, or the seconds until the reset of a primary limit, 3600 by default. */
  readonly seconds?: number | undefined;
}

/** The current state of a fault. */
export interface Fault {
  readonly id: number;
  readonly answer: FaultAnswer;
  /** 0 if the fault gives no answer. */
  readonly status: number;
  readonly when: FaultMoment;
  readonly seconds: number | undefined;
  /** The time when a primary limit resets. */
  readonly reset: Date | undefined;
  /** Aborted when the fault ends, which releases the requests that wait for an answer. */
  readonly ended: AbortSignal;
}

/** The properties of a request that faults match. */
export interface FacingRequest {
  readonly api: RequestKind;
  readonly method: string;
  readonly path: string;
  readonly caller: string;
}

/** The current faults. */
export interface Faults {
  /** Throws 422 for an unknown fault. */
  begin(fault: RequestFault): Fault;
  /** Ends one fault, or all without an id. Requests already left without an answer get none. Throws 404 for an unknown id. */
  end(id?: number): void;
  /** Counts the request against the oldest fault that matches it, and returns that fault. */
  take(request: FacingRequest): Fault | undefined;
  /** False if there are no faults, so that the server can skip finding the caller. */
  hasAny(): boolean;
  /** Not visible from outside. */
  outage: boolean;
}

interface KnownFault extends Fault {
  readonly meets: (request: FacingRequest) => boolean;
  readonly controller: AbortController;
  readonly until: Date | undefined;
  callsLeft: number;
}

export function startFaults(clock: () => Date, nextId: () => number): Faults {
  let faults: readonly KnownFault[] = [];
  return {
    outage: false,
    begin: (wanted) => {
      const fault = toFault(wanted, clock(), nextId());
      faults = [...faults, fault];
      return fault;
    },
    end: (id) => {
      const ending = faults.filter((fault) => id === undefined || fault.id === id);
      if (id !== undefined && ending.length === 0) throw new HttpError(404, `There is no fault ${id}.`);
      faults = faults.filter((fault) => !ending.includes(fault));
      for (const { controller } of ending) controller.abort();
    },
    take: (request) => {
      const now = clock();
      const fault = faults.find(
        ({ callsLeft, until, meets }) =>
          callsLeft > 0 && (until === undefined || now < until) && meets(request),
      );
      if (fault !== undefined) fault.callsLeft--;
      return fault;
    },
    hasAny: () => faults.length > 0,
  };
}

function toFault(wanted: RequestFault, now: Date, id: number): KnownFault {
  const { answer, when = "before", api, calls = Number.POSITIVE_INFINITY, seconds } = wanted;
  if (answer === "primary limit" && api === "git") {
    throw new HttpError(
      422,
      '"api" is "git", which no primary limit counts; expected rest, graphql or none.',
    );
  }
  const controller = new AbortController();
  const reset = answer === "primary limit" ? new Date(now.getTime() + (seconds ?? 3600) * 1000) : undefined;
  return {
    id,
    answer,
    status: readStatus(answer, wanted.status),
    when,
    seconds: seconds ?? (answer === "secondary limit" ? 60 : undefined),
    reset,
    ended: controller.signal,
    controller,
    meets: compileMatch(wanted),
    until: earliest(wanted.until, reset),
    callsLeft: calls,
  };
}

function readStatus(answer: FaultAnswer, status: number | undefined): number {
  const statuses = statusesOf[answer];
  if (status === undefined) return statuses[0] ?? 0;
  if (statuses.includes(status)) return status;
  const expected = statuses.length === 0 ? "none" : statuses.join(", ");
  throw new HttpError(422, `"status" is ${status}; for "${answer}" expected ${expected}.`);
}

function compileMatch({
  answer,
  api,
  method,
  path,
  caller,
}: RequestFault): (request: FacingRequest) => boolean {
  const pattern = path === undefined ? undefined : compilePath(path);
  return (request) =>
    // GitHub limits API calls only, not git.
    !(answer === "primary limit" && request.api === "git") &&
    (api === undefined || request.api === api) &&
    (method === undefined || request.method === method.toUpperCase()) &&
    (pattern === undefined || pattern.test(request.path)) &&
    (caller === undefined || request.caller === caller);
}

function compilePath(path: string): RegExp {
  const parts = path.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
