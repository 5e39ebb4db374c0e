import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "../authenticate.ts";
import { type Caller, callerName } from "../caller.ts";
import type { Fault, RequestKind } from "../faults.ts";
import { isGitPath } from "../requests.ts";
import type { State } from "../state.ts";
import { hourlyLimit, rateLimitHeaders, readRateLimit } from "./rate-limit.ts";
import type { LostReply, WrittenReply } from "./written-reply.ts";

/** A request that meets a fault. */
export interface FaultyRequest {
  readonly fault: Fault;
  readonly api: RequestKind;
  readonly caller: Caller;
}

/** The fault of a request, which counts it. */
export async function takeFault(
  state: State,
  { method = "GET", headers: { authorization } }: IncomingMessage,
  { pathname: path }: URL,
): Promise<FaultyRequest | undefined> {
  if (!state.faults.hasAny()) return undefined;
  const api = kindOf(method, path);
  // git sends its first request without credentials, to learn whether it needs them.
  if (api === "git" && authorization === undefined) return undefined;
  const caller = await identify(state, authorization);
  const fault = state.faults.take({ api, method, path, caller: callerName(caller) });
  return fault && { fault, api, caller };
}

function kindOf(method: string, path: string): RequestKind {
  if (method === "POST" && path === "/graphql") return "graphql";
  return isGitPath(path) ? "git" : "rest";
}

/** A caller with wrong credentials counts as anonymous here. The endpoint itself refuses them. */
async function identify(state: State, authorization: string | undefined): Promise<Caller> {
  try {
    return await authenticate(state, authorization);
  } catch {
    return { kind: "anonymous" };
  }
}

/** Waits until the client disconnects or the fault ends. */
export async function keepSilent(fault: Fault, response: ServerResponse): Promise<void> {
  if (fault.ended.aborted || response.destroyed) return;
  const gone = new AbortController();
  const { signal } = gone;
  await Promise.race([once(response, "close", { signal }), once(fault.ended, "abort", { signal })]);
  gone.abort();
}

/** The answer of a fault in GitHub's words, or the way its connection ends. */
export function faultReply(state: State, faulty: FaultyRequest): WrittenReply | LostReply {
  switch (faulty.fault.answer) {
    case "server error":
      return reply(faulty, { message: failureOf(faulty.fault.status) }, retryAfter(faulty.fault));
    case "secondary limit":
      return reply(
        faulty,
        {
          message:
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
          documentation_url:
            "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
        },
        { ...rateOf(state, faulty), ...retryAfter(faulty.fault) },
      );
    case "primary limit":
      return exhausted(faulty);
    case "closed":
      return "closed";
    case "silence":
    case "cut off":
      return "cut off";
  }
}

const failureOf = (status: number): string =>
  status === 503
    ? "No server is currently available to service your request. Sorry about that. Please try resubmitting your request and contact us if the problem persists."
    : "Server Error";

const retryAfter = ({ seconds }: Fault): Record<string, string> =>
  seconds === undefined ? {} : { "retry-after": String(seconds) };

/** Only REST answers show a count of calls. */
const rateOf = (state: State, { api, caller }: FaultyRequest): Record<string, string> =>
  api === "rest" ? rateLimitHeaders(readRateLimit(state.requests, callerName(caller), state.clock())) : {};

/**
 * Docs, "Rate limits for the REST API": 403 or 429 with no calls remaining. "Rate limits and query limits for the
 * GraphQL API": the status is still 200, with an error.
 */
function exhausted(faulty: FaultyRequest): WrittenReply {
  const { fault, api, caller } = faulty;
  const reset = Math.ceil((fault.reset ?? new Date(0)).getTime() / 1000);
  const rate = { limit: hourlyLimit, used: hourlyLimit, remaining: 0, reset };
  const headers = rateLimitHeaders(rate, api === "graphql" ? "graphql" : "core");
  const message = `API rate limit exceeded for ${nameCaller(caller)}.`;
  if (api === "graphql") {
    const error = { type: "RATE_LIMIT", code: "graphql_rate_limit", message };
    return write(200, headers, { errors: [error] });
  }
  return reply(
    faulty,
    {
      message,
      documentation_url:
        "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-primary-rate-limits",
    },
    headers,
  );
}

function nameCaller(caller: Caller): string {
  switch (caller.kind) {
    case "person":
      return `user ID ${caller.account.id}`;
    case "installation":
      return `installation ID ${caller.app.installationId}`;
    case "app":
      return `app ID ${caller.app.id}`;
    case "anonymous":
      return "127.0.0.1";
  }
}

/** The APIs report errors in JSON; git's protocol in a line of text that git shows. */
function reply(
  { fault: { status }, api }: FaultyRequest,
  body: { readonly message: string; readonly documentation_url?: string },
  headers: Readonly<Record<string, string>>,
): WrittenReply {
  if (api !== "git") return write(status, headers, { ...body, status: String(status) });
  const plain = { "content-type": "text/plain; charset=utf-8", ...headers };
  return { status, headers: plain, content: `${body.message}\n` };
}

const write = (status: number, headers: Readonly<Record<string, string>>, body: object): WrittenReply => ({
  status,
  headers: {
    "content-type": "application/json; charset=utf-8",
    "x-github-request-id": randomUUID(),
    ...headers,
  },
  content: JSON.stringify(body),
});
