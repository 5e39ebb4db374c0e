import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "../authenticate.ts";
import { type Caller, callerName } from "../caller.ts";
import { controlPrefix, serveControl } from "../control/endpoint.ts";
import { serveGraphql } from "../graphql/query.ts";
import { isContentCreating, isGitPath, reportRequests } from "../requests.ts";
import { routes } from "../routes/all.ts";
import type { State } from "../state.ts";
import { serveAppPages } from "../web/register-app.ts";
import { answerBrowser, isForBrowsers } from "../web/serve.ts";
import { HttpError } from "./error.ts";
import { faultReply, keepSilent, takeFault } from "./fault.ts";
import { serveGit } from "./git-endpoint.ts";
import { nameRepository, refuseFormerName } from "./moved.ts";
import { limitPage } from "./pages.ts";
import { rateLimitHeaders, readRateLimit } from "./rate-limit.ts";
import { refusalOf, serveRest } from "./rest-endpoint.ts";
import { buildRouter, type FoundRoute } from "./router.ts";
import { refuseTooMany } from "./secondary-limit.ts";
import { type LostReply, type WrittenReply, writeReply } from "./written-reply.ts";

const findRoute = buildRouter(routes);

/** Answers one request and logs it. Never throws. */
export async function answer(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = readUrl(state, request);
    const body = await readBody(request);
    const own = await answerOwn(state, request, url, body);
    const reply =
      own ??
      (await serveAppPages(state, request, url, body)) ??
      (await (isForBrowsers(request, url.pathname)
        ? answerBrowser(state, request, url, body)
        : answerOrFail(state, request, response, url, body)));
    writeReply(state, response, own === undefined && state.faults.outage ? "closed" : reply);
  } catch (error) {
    // The client has gone, or sent no URL.
    const { text, ...refusal } = refusalOf(error);
    writeReply(state, response, { ...refusal, content: text });
  }
}

/** Answers a request for the sandbox itself, which outages and other faults do not touch. */
async function answerOwn(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply | undefined> {
  if (request.method === "GET" && url.pathname === "/_sandbox/requests") {
    const content = JSON.stringify(reportRequests(state.requests));
    return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, content };
  }
  return url.pathname.startsWith(controlPrefix) ? answerControl(state, request, url, body) : undefined;
}

/** GitHub's answer, or a fault's, before or after the effect. */
async function answerOrFail(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Buffer,
): Promise<WrittenReply | LostReply> {
  if (state.faults.outage) return "closed";
  const faulty = await takeFault(state, request, url);
  if (faulty === undefined) return findReply(state, request, url, body);
  const reply = faultReply(state, faulty);
  if (faulty.fault.when === "after") await findReply(state, request, url, body);
  else {
    const route = faulty.api === "rest" ? routeOf(state, request, url) : undefined;
    const status = typeof reply === "string" ? 0 : reply.status;
    record(state, faulty.caller, request, url, route?.route.key, status);
  }
  if (faulty.fault.answer === "silence") await keepSilent(faulty.fault, response);
  return reply;
}

async function findReply(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply> {
  if (request.method === "POST" && url.pathname === "/graphql")
    return answerGraphql(state, request, url, body);
  return isGitPath(url.pathname)
    ? answerGit(state, request, url, body)
    : answerRest(state, request, url, body);
}

async function answerControl(
  state: State,
  { method = "GET", headers: { authorization } }: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply> {
  const content = await serveControl(state, method, url.pathname, authorization, body);
  return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, content };
}

async function answerGit(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply> {
  let caller: Caller = { kind: "anonymous" };
  let reply: WrittenReply;
  try {
    caller = await authenticate(state, request.headers.authorization);
    const { status, headers, body: content } = await serveGit(state, caller, request, url, body);
    reply = { status, headers, content };
  } catch (error) {
    const { text, ...refusal } = refusalOf(error);
    reply = { ...refusal, content: text };
  }
  record(state, caller, request, url, undefined, reply.status);
  return reply;
}

async function answerGraphql(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply> {
  let caller: Caller = { kind: "anonymous" };
  let reply: WrittenReply;
  try {
    caller = await authenticate(state, request.headers.authorization);
    const content = serveGraphql(state, caller, body);
    reply = { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, content };
  } catch (error) {
    const { text, ...refusal } = refusalOf(error);
    reply = { ...refusal, content: text };
  }
  // GitHub counts GraphQL separately from REST, so it has no route here.
  record(state, caller, request, url, undefined, reply.status);
  return reply;
}

async function answerRest(
  state: State,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<WrittenReply> {
  let caller: Caller = { kind: "anonymous" };
  let found: FoundRoute | undefined;
  let reply = { status: 500, headers: {}, text: "" };
  try {
    caller = await authenticate(state, request.headers.authorization);
    refuseFormerName(state, caller, request.method ?? "GET", url);
    found = routeOf(state, request, url);
    refuseTooMany(state, caller, request.method ?? "GET", found?.route.key);
    const seen = found === undefined ? state : state.lags.view(state, found.route.key);
    reply = await serveRest(seen, caller, found, request, limitPage(url, state.limits.pageSize), body);
  } catch (error) {
    reply = refusalOf(error);
  }
  record(state, caller, request, url, found?.route.key, reply.status);
  const rate = readRateLimit(state.requests, callerName(caller), state.clock());
  const headers = { "x-github-request-id": randomUUID(), ...rateLimitHeaders(rate), ...reply.headers };
  return { status: reply.status, headers, content: reply.text };
}

const routeOf = (
  state: State,
  { method = "GET" }: IncomingMessage,
  { pathname }: URL,
): FoundRoute | undefined => findRoute(method, namePath(state, pathname));

/** GitHub also finds a team by the ids of organisation and team. The router knows the older form of that path. */
function namePath(state: State, path: string): string {
  const prefix = `/organizations/${state.organization.account.id}/team/`;
  return path.startsWith(prefix) ? `/teams/${path.slice(prefix.length)}` : nameRepository(state, path);
}

function record(
  state: State,
  caller: Caller,
  request: IncomingMessage,
  url: URL,
  route: string | undefined,
  status: number,
): void {
  state.requests.push({
    at: state.clock().toISOString(),
    caller: callerName(caller),
    method: request.method ?? "GET",
    path: url.pathname,
    route,
    status,
    contentCreating: isContentCreating(route),
  });
}

function readUrl(state: State, request: IncomingMessage): URL {
  try {
    return new URL(`${state.url}${request.url ?? "/"}`);
  } catch (cause) {
    throw new HttpError(400, `${request.url} is not an address.`, { cause });
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
