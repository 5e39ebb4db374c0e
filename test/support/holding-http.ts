import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { createHolds, type Holds } from "./hold.ts";

/** An HTTP request on its way, its body as it was before compression. */
export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

export interface HoldingHttp extends Holds<HttpCall> {
  readonly url: string;
  /** Every call the server has answered, whether or not the answer was held; oldest first. */
  readonly calls: readonly AnsweredCall[];
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** A call the server has answered. */
export interface AnsweredCall extends HttpCall {
  readonly status: number;
}

/** A proxy before a local GitHub that can keep a call, or its answer, to itself. */
export async function holdingHttp(target: string): Promise<HoldingHttp> {
  const holds = createHolds<HttpCall>();
  const calls: AnsweredCall[] = [];
  const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await readAll(request);
    const call = describe(request, raw);
    await holds.pass("before", call);
    const answer = await forward(target, request, raw);
    calls.push({ ...call, status: answer.status });
    await holds.pass("after", call);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((request, response) => {
    relay(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    ...holds,
    url: `http://127.0.0.1:${portOf(server.address())}`,
    calls,
    stop: async () => {
      holds.releaseAll();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The port of a listening TCP server. */
export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("A TCP server without a port.");
  return address.port;
}

function describe({ method = "GET", url = "/", headers }: IncomingMessage, raw: Buffer): HttpCall {
  const body = headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
  return { method, path: url, body };
}

async function forward(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const outgoing = send(`${target}${url}`, {
    method,
    headers: { ...endToEnd(headers), "content-length": body.length },
    agent: false,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve).once("error", reject);
  });
  outgoing.end(body);
  const answer = await answered;
  return {
    status: answer.statusCode ?? 502,
    headers: endToEnd(answer.headers),
    body: await readAll(answer),
  };
}

/** About one connection, not about the message: the body goes on in one piece. */
const hopByHop = new Set(["connection", "expect", "keep-alive", "transfer-encoding"]);

const endToEnd = (headers: IncomingMessage["headers"]): IncomingMessage["headers"] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
