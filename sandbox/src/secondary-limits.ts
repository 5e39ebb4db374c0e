/** The limits of one caller within a number of seconds. */
export interface SecondaryLimit {
  /** The points for one endpoint of the REST API (1 for a read, 5 for a change), or the calls that create content. */
  readonly counts: "points" | "content";
  readonly most: number;
  readonly seconds: number;
}

/**
 * "Rate limits for the REST API": 900 points a minute "to a single endpoint", and in general 80 requests that create content
 * a minute and 500 an hour.
 */
export const documentedLimits: readonly SecondaryLimit[] = [
  { counts: "points", most: 900, seconds: 60 },
  { counts: "content", most: 80, seconds: 60 },
  { counts: "content", most: 500, seconds: 3600 },
];

/** A REST request in the form that limits count. */
export interface CountedRequest {
  readonly caller: string;
  readonly endpoint: string;
  readonly isRead: boolean;
  readonly createsContent: boolean;
}

export interface Exceeded {
  readonly limit: SecondaryLimit;
  /** Seconds until GitHub would accept the request. */
  readonly retryAfter: number;
}

/** Counts the calls of each caller. */
export interface SecondaryLimits {
  /** The limit that a request exceeds. A request within the limits is counted. */
  take(request: CountedRequest, limits: readonly SecondaryLimit[]): Exceeded | undefined;
}

interface Taken {
  readonly endpoint: string;
  readonly at: number;
  readonly points: number;
  readonly content: number;
}

const longest = 3600 * 1000;

export function startSecondaryLimits(clock: () => Date): SecondaryLimits {
  const taken = new Map<string, Taken[]>();
  return {
    take: ({ caller, endpoint, isRead, createsContent }, limits) => {
      const now = clock().getTime();
      const request = { endpoint, at: now, points: isRead ? 1 : 5, content: createsContent ? 1 : 0 };
      const before = (taken.get(caller) ?? []).filter(({ at }) => at > now - longest);
      const exceeded = limits.flatMap((limit) => judge(limit, before, request));
      if (exceeded.length === 0) before.push(request);
      taken.set(caller, before);
      return exceeded.toSorted((one, other) => other.retryAfter - one.retryAfter)[0];
    },
  };
}

function judge(limit: SecondaryLimit, before: readonly Taken[], request: Taken): Exceeded[] {
  const { counts, most, seconds } = limit;
  if (request[counts] === 0) return [];
  const recent = before.filter(
    (one) =>
      one[counts] > 0 &&
      one.at > request.at - seconds * 1000 &&
      (counts === "content" || one.endpoint === request.endpoint),
  );
  let excess = recent.reduce((sum, one) => sum + one[counts], request[counts]) - most;
  if (excess <= 0) return [];
  for (const one of recent) {
    excess -= one[counts];
    const retryAfter = Math.ceil((one.at + seconds * 1000 - request.at) / 1000);
    if (excess <= 0) return [{ limit, retryAfter: Math.max(1, retryAfter) }];
  }
  return [{ limit, retryAfter: seconds }];
}
