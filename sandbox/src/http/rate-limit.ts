import type { RequestLog } from "../requests.ts";

/** GitHub's limit for one caller within an hour. */
export const hourlyLimit = 5000;
const window = 60 * 60 * 1000;

export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

/** Counts a caller's REST calls of the last hour. The sandbox only counts; it refuses calls if a fault says so. */
export function readRateLimit(log: RequestLog, caller: string, now: Date): RateLimit {
  const since = new Date(now.getTime() - window).toISOString();
  const recent = log.filter(
    // A 304 answer is free.
    ({ at, route, status, ...request }) =>
      route !== undefined && status !== 304 && request.caller === caller && at > since,
  );
  const used = recent.length;
  const startedAt = recent[0]?.at ?? now.toISOString();
  return {
    limit: hourlyLimit,
    used,
    remaining: Math.max(0, hourlyLimit - used),
    reset: Math.ceil((new Date(startedAt).getTime() + window) / 1000),
  };
}

export const rateLimitHeaders = (rate: RateLimit, resource = "core"): Record<string, string> => ({
  "x-ratelimit-limit": String(rate.limit),
  "x-ratelimit-used": String(rate.used),
  "x-ratelimit-remaining": String(rate.remaining),
  "x-ratelimit-reset": String(rate.reset),
  "x-ratelimit-resource": resource,
});
