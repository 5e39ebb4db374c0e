import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { authenticate } from "../authenticate.ts";
import { type Caller, callerName } from "../caller.ts";
import { isContentCreating, isGitPath, reportRequests } from "../requests.ts";
import { routes } from "../routes/all.ts";
import type { State } from "../state.ts";
import { serveGit, writeGitReply } from "./git-endpoint.ts";
import { rateLimitHeaders, readRateLimit } from "./rate-limit.ts";
import { type RestReply, refusalOf, serveRest } from "./rest-endpoint.ts";
import { buildRouter } from "./router.ts";

const findRoute = buildRouter(routes);

/** A server on 127.0.0.1 that answers nothing until it is given its state. */
export interface Listener {
  readonly url: string;
  serve(state: State): void;
  stop(): Promise<void>;
}

/** Listens on a port of 127.0.0.1; 0 takes a free one. */
export async function listen(port: number): Promise<Listener> {
  const server = createServer();
  const address = await startListening(server, port);
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve: (state) => {
      server.on("request", (request, response) => void answer(state, request, response));
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function startListening(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("The server has no port."));
      else resolve(address);
    });
  });
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", state.url);
  if (url.pathname === "/_sandbox/requests") {
    return writeReply(response, {
      status: 200,
      headers: { "content-type": "application/json; charset=utf-8" },
      text: JSON.stringify(reportRequests(state.requests)),
    });
  }
  let caller: Caller = { kind: "anonymous" };
  try {
    const body = await readBody(request);
    caller = await authenticate(state, request.headers.authorization);
    if (isGitPath(url.pathname)) {
      const reply = await serveGit(state, caller, request, url, body);
      record(state, caller, request, url, reply.status);
      writeGitReply(response, reply);
      return;
    }
    const found = findRoute(request.method ?? "GET", url.pathname);
    const reply = await serveRest(state, caller, found, request, url, body);
    finish(state, caller, request, response, url, reply);
  } catch (error) {
    finish(state, caller, request, response, url, refusalOf(error));
  }
}

function finish(
  state: State,
  caller: Caller,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  reply: RestReply,
): void {
  record(state, caller, request, url, reply.status);
  const rate = readRateLimit(state.requests, callerName(caller), state.clock());
  const headers = { "x-github-request-id": randomUUID(), ...rateLimitHeaders(rate), ...reply.headers };
  writeReply(response, { ...reply, headers });
}

function record(state: State, caller: Caller, request: IncomingMessage, url: URL, status: number): void {
  const method = request.method ?? "GET";
  const route = isGitPath(url.pathname) ? undefined : findRoute(method, url.pathname)?.route.key;
  state.requests.push({
    at: state.clock().toISOString(),
    caller: callerName(caller),
    method,
    path: url.pathname,
    route,
    status,
    contentCreating: isContentCreating(route),
  });
}

function writeReply(response: ServerResponse, { status, headers, text }: RestReply): void {
  const length: Record<string, string> =
    status === 204 || status === 304 ? {} : { "content-length": String(Buffer.byteLength(text)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
