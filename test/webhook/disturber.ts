import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Disturbance } from "../providers/conformance.ts";

/** Of the calls that it slows down. A busy machine needs this long for one that it does not. */
export const DEADLINE_SECONDS = 5;

/** Stands between Hallpass and a receiver on this machine, and spoils what passes. */
export interface Disturber {
  readonly url: string;
  fail(isFailing: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
  stop(): Promise<void>;
}

export async function startDisturber(port: number): Promise<Disturber> {
  let isFailing = false;
  let disturbance: Disturbance | undefined;
  const server = createServer(async (incoming, response) => {
    if (isFailing) return response.writeHead(503).end();
    if (disturbance === "throttled") return response.writeHead(429, { "retry-after": "7" }).end();
    const spoil = disturbance;
    const answer = await forward(port, incoming);
    const body = await buffer(answer);
    if (spoil === "slow") await pause((DEADLINE_SECONDS + 1) * 1000);
    return pass(response, answer, body, spoil);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/hallpass`,
    fail: (failing) => {
      isFailing = failing;
    },
    disturb: (next) => {
      disturbance = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function pass(
  response: ServerResponse,
  { statusCode = 0, headers: { "transfer-encoding": _, ...headers } }: IncomingMessage,
  body: Buffer,
  disturbance: Disturbance | undefined,
): void {
  if (disturbance === "lost-answer") return void response.destroy();
  if (disturbance === "fails-after") return void response.writeHead(500).end();
  response.writeHead(statusCode, { ...headers, "content-length": body.length });
  if (disturbance !== "partial") return void response.end(body);
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

async function forward(port: number, incoming: IncomingMessage): Promise<IncomingMessage> {
  const body = await buffer(incoming);
  const { "transfer-encoding": _, ...headers } = incoming.headers;
  const sent = request({ port, host: "127.0.0.1", path: incoming.url, method: incoming.method, headers });
  sent.end(body);
  const [answer] = await once(sent, "response");
  return answer;
}
