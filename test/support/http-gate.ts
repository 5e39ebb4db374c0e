import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Disturbance } from "../providers/conformance.ts";
import { portOf } from "./holding-http.ts";

export interface GateCall {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface GateAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A way to an HTTP server that records the calls, and disturbs them on demand. */
export interface HttpGate {
  readonly url: string;
  readonly calls: readonly GateCall[];
  fail(isFailing: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
  /** Answers in place of the server, or with a changed answer of its own. `undefined` passes the call on. */
  intercept(
    play: ((call: GateCall, pass: () => Promise<GateAnswer>) => Promise<GateAnswer | undefined>) | undefined,
  ): void;
  stop(): Promise<void>;
}

export interface GateOptions {
  /** How late the effect comes with the disturbance `slow`. */
  readonly slowMs?: number;
  /** The answer to a call above a rate limit. */
  readonly throttled?: () => GateAnswer;
}

const json = { "content-type": "application/json" };
const tooMany: GateAnswer = { status: 429, headers: { ...json, "retry-after": "7" }, body: "{}" };

/** `lost-answer`, `fails-after` and `slow` strike changes only, so that reading before writing does not save the caller. */
export async function openHttpGate(target: string, options: GateOptions = {}): Promise<HttpGate> {
  const { slowMs = 5000, throttled = () => tooMany } = options;
  const calls: GateCall[] = [];
  let isFailing = false;
  let disturbance: Disturbance | undefined;
  let play: Parameters<HttpGate["intercept"]>[0];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    calls.push(call);
    const disturbing = disturbance;
    const isRead = call.method === "GET";
    if (isFailing) return reply(response, { status: 503, headers: json, body: "{}" });
    if (disturbing === "throttled") return reply(response, throttled());
    if (disturbing === "slow" && !isRead) await pause(slowMs);
    const pass = () => forward(target, call);
    const answer = (await play?.(call, pass)) ?? (await pass());
    if (disturbing === "lost-answer" && !isRead) return void request.socket.destroy();
    if (disturbing === "fails-after" && !isRead)
      return reply(response, { ...answer, status: 502, body: "{}" });
    if (disturbing === "partial" && isRead)
      return reply(response, { ...answer, body: answer.body.slice(0, answer.body.length / 2) });
    reply(response, answer);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    calls,
    fail: (failing) => {
      isFailing = failing;
    },
    disturb: (given) => {
      disturbance = given;
    },
    intercept: (given) => {
      play = given;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function readCall(request: IncomingMessage): Promise<GateCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
  return {
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers,
    body: Buffer.concat(chunks).toString(),
  };
}

async function forward(target: string, { method, path, headers, body }: GateCall): Promise<GateAnswer> {
  const { host: _host, connection: _connection, "content-length": _length, ...rest } = headers;
  const answer = await fetch(`${target}${path}`, {
    method,
    headers: rest,
    redirect: "manual",
    ...(body !== "" && { body }),
  });
  const {
    "content-length": _old,
    "content-encoding": _encoding,
    "transfer-encoding": _transfer,
    ...kept
  } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: kept, body: await answer.text() };
}

function reply(response: ServerResponse, { status, headers, body }: GateAnswer): void {
  response.writeHead(status, headers);
  response.end(status === 204 ? undefined : body);
}
