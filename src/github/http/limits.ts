import type { Octokit } from "@octokit/rest";

/** "If neither header is there: wait for at least one minute." */
const UNTOLD_MS = 60_000;
/** The primary limit is per hour. */
const LONGEST_MS = 60 * 60_000;
const SHORTEST_MS = 1_000;

/** The call was not made, because GitHub asked for a pause. GitHub bans clients that ignore one. */
export class PausedError extends Error {
  override readonly name = "PausedError";
  readonly status = 429;
  readonly retryAfterMs: number;

  constructor(until: Date, now: Date) {
    super(`GitHub asked for a pause until ${until.toISOString()}; the call was not made.`);
    this.retryAfterMs = until.getTime() - now.getTime();
  }
}

/**
 * Milliseconds of the pause that GitHub asks for; `undefined`: the error is not a rate limit. Docs, "Rate limits for the REST API":
 * `retry-after`, else `x-ratelimit-reset` when nothing remains, else a minute.
 */
export function readLimit(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof PausedError) return error.retryAfterMs;
  const { status, headers, message } = readResponse(error);
  if (status === undefined) return readLimit(error.cause);
  if (status !== 403 && status !== 429) return undefined;
  const asked = readRetryAfter(headers) ?? readReset(headers);
  if (asked !== undefined) return Math.min(Math.max(asked, SHORTEST_MS), LONGEST_MS);
  return status === 429 || /rate limit|abuse/iu.test(message) ? UNTOLD_MS : undefined;
}

function readResponse(error: Error) {
  const status = "status" in error ? error.status : undefined;
  const response = "response" in error ? error.response : undefined;
  const given = isObject(response) && "headers" in response ? response.headers : undefined;
  const headers = new Map(
    Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return { status, headers, message: error.message };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

type Headers = ReadonlyMap<string, string>;

const readRetryAfter = (headers: Headers): number | undefined => {
  const text = headers.get("retry-after") ?? "";
  return /^\d+$/u.test(text) ? Number(text) * 1000 : undefined;
};

/** Uses GitHub's clock on both sides: ours may be wrong. */
function readReset(headers: Headers): number | undefined {
  const reset = Number(headers.get("x-ratelimit-reset")) * 1000;
  if (headers.get("x-ratelimit-remaining") !== "0") return undefined;
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isFinite(reset) && Number.isFinite(date) ? reset - date : UNTOLD_MS;
}

/** The end of the pause; all clients of one caller share it. */
export interface Pause {
  until: Date | undefined;
}

/**
 * Makes no call during a pause: throws `PausedError` at once. No read either, also where a write was refused for creating content, although
 * an end by comment then waits: "you should stop making requests temporarily […] Continuing to make requests while you are rate limited may
 * result in the banning of your integration" ("Best practices for using the REST API"). Which requests may go on, GitHub does not say.
 */
export function keepPause(octokit: Octokit, pause: Pause, now: () => Date): void {
  octokit.hook.wrap("request", async (request, options) => {
    const time = now();
    const { until } = pause;
    // No pause is longer: our clock was set back.
    const isPast = until === undefined || until.getTime() - time.getTime() > LONGEST_MS;
    if (!isPast && time < until) throw new PausedError(until, time);
    try {
      return await request(options);
    } catch (error) {
      const asked = error instanceof PausedError ? undefined : readLimit(error);
      if (asked !== undefined)
        pause.until = new Date(Math.max(now().getTime() + asked, pause.until?.getTime() ?? 0));
      throw error;
    }
  });
}
