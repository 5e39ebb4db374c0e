import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  maskSecrets
} from "./chunk-3BZNJ7ZL.js";

// src/core/plan/obstacle.ts
var ObstacleError = class extends Error {
  name = "ObstacleError";
  next;
  constructor({ why, next }) {
    super(why);
    this.next = next;
  }
  get why() {
    return this.message;
  }
};
var MAX_WHY = 300;
var TRY_AGAIN = "wait. Hallpass tries again by itself, at least once a minute. If this stays for ten minutes, ask the operators of Hallpass: their log says why, under the step “review”.";
var bugs = [TypeError, RangeError, ReferenceError, SyntaxError];
function describeObstacle(error) {
  if (error instanceof ObstacleError) return { why: error.why, next: error.next };
  const isBug = !(error instanceof Error) || bugs.some((bug) => error instanceof bug);
  return {
    why: isBug ? "Hallpass failed: this is an error in it." : firstLine(error.message),
    next: TRY_AGAIN
  };
}
function firstLine(message) {
  const [line = ""] = maskSecrets(message).split(/[\n\r\u2028\u2029]/u);
  return line.length > MAX_WHY ? `${line.slice(0, MAX_WHY - 1)}…` : line;
}

// src/github/http/limits.ts
var UNTOLD_MS = 6e4;
var LONGEST_MS = 60 * 6e4;
var SHORTEST_MS = 1e3;
var PausedError = class extends Error {
  name = "PausedError";
  status = 429;
  retryAfterMs;
  constructor(until, now) {
    super(`GitHub asked for a pause until ${until.toISOString()}; the call was not made.`);
    this.retryAfterMs = until.getTime() - now.getTime();
  }
};
function readLimit(error) {
  if (!(error instanceof Error)) return void 0;
  if (error instanceof PausedError) return error.retryAfterMs;
  const { status, headers, message } = readResponse(error);
  if (status === void 0) return readLimit(error.cause);
  if (status !== 403 && status !== 429) return void 0;
  const asked = readRetryAfter(headers) ?? readReset(headers);
  if (asked !== void 0) return Math.min(Math.max(asked, SHORTEST_MS), LONGEST_MS);
  return status === 429 || /rate limit|abuse/iu.test(message) ? UNTOLD_MS : void 0;
}
function readResponse(error) {
  const status = "status" in error ? error.status : void 0;
  const response = "response" in error ? error.response : void 0;
  const given = isObject(response) && "headers" in response ? response.headers : void 0;
  const headers = new Map(
    Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])
  );
  return { status, headers, message: error.message };
}
var isObject = (value) => typeof value === "object" && value !== null;
var readRetryAfter = (headers) => {
  const text = headers.get("retry-after") ?? "";
  return /^\d+$/u.test(text) ? Number(text) * 1e3 : void 0;
};
function readReset(headers) {
  const reset = Number(headers.get("x-ratelimit-reset")) * 1e3;
  if (headers.get("x-ratelimit-remaining") !== "0") return void 0;
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isFinite(reset) && Number.isFinite(date) ? reset - date : UNTOLD_MS;
}
function keepPause(octokit, pause, now) {
  octokit.hook.wrap("request", async (request, options) => {
    const time = now();
    const { until } = pause;
    const isPast = until === void 0 || until.getTime() - time.getTime() > LONGEST_MS;
    if (!isPast && time < until) throw new PausedError(until, time);
    try {
      return await request(options);
    } catch (error) {
      const asked = error instanceof PausedError ? void 0 : readLimit(error);
      if (asked !== void 0)
        pause.until = new Date(Math.max(now().getTime() + asked, pause.until?.getTime() ?? 0));
      throw error;
    }
  });
}

// src/github/http/error.ts
var GitHubError = class extends Error {
  name = "GitHubError";
  retryable;
  status;
  /** GitHub's own message, in one line. */
  says;
  /** The pause that GitHub asks for. */
  retryAfterMs;
  constructor(call2, cause) {
    const status = statusOf(cause);
    const says = messageOf(cause);
    super(`GitHub did not do "${call2}" (${describeFailure(cause)}).`, { cause });
    this.status = status;
    this.says = says;
    this.retryAfterMs = readLimit(cause);
    this.retryable = status === void 0 || status >= 500 || this.retryAfterMs !== void 0 || status === 403;
  }
};
function describeFailure(cause) {
  const [status, says] = [statusOf(cause), messageOf(cause)];
  if (cause instanceof PausedError) return cause.message.replace(/\.$/u, "");
  if (status !== void 0) return says === void 0 ? `${status}` : `${status}: ${says}`;
  if (isUnanswered(cause)) return "no answer";
  return cause instanceof Error ? oneLine(cause.message) : "its answer could not be used";
}
function statusOf(error) {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return void 0;
  return isUnanswered(error) ? void 0 : error.status;
}
var isUnanswered = (error) => error instanceof Error && "request" in error && !("response" in error && error.response !== void 0);
var isRefused = (error, statuses) => statuses.includes(statusOf(error) ?? 0) && readLimit(error) === void 0;
var MAX_MESSAGE = 300;
function messageOf(error) {
  if (error instanceof GitHubError) return error.says;
  const response = error instanceof Error && "response" in error ? error.response : void 0;
  const data = isObject2(response) && "data" in response ? response.data : void 0;
  return isObject2(data) && "message" in data && typeof data.message === "string" ? oneLine(data.message) : void 0;
}
var isObject2 = (value) => typeof value === "object" && value !== null;
var oneLine = (text) => text.replace(/\s+/gu, " ").trim().slice(0, MAX_MESSAGE);
async function call(name, work) {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitHubError || error instanceof ObstacleError ? error : new GitHubError(name, error);
  }
}

// src/git/process/error.ts
var RepositoryError = class extends Error {
  retryable;
  command;
  exitCode;
  missing;
  alert;
  constructor({ command, exitCode, detail, retryable, missing, alert, cause }) {
    const ended = exitCode === void 0 ? "failed" : `failed (exit ${exitCode})`;
    super(`git ${command} ${ended}: ${detail}`, cause === void 0 ? void 0 : { cause });
    this.name = "RepositoryError";
    this.command = command;
    this.exitCode = exitCode;
    this.retryable = retryable;
    this.missing = missing;
    this.alert = alert;
  }
};

export {
  RepositoryError,
  ObstacleError,
  describeObstacle,
  PausedError,
  keepPause,
  GitHubError,
  describeFailure,
  statusOf,
  isRefused,
  call
};
