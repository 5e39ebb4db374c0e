import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Meter } from "./meter.ts";

export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
  /** Callers send it as `Authorization: Bearer …`. Absent: everyone who reaches the address may read. */
  readonly token?: string;
}

const LIMITS = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };
const MOST_CONNECTIONS = 16;

/** Answers `GET /metrics`, on an address of its own: what the webhook's proxy passes on never reaches it. Rejects where nothing can listen. */
export async function listenForMetrics(
  { host, port, token }: MetricsAddress,
  meter: Pick<Meter, "render">,
): Promise<{ readonly url: string; close(): void }> {
  const isAllowed = token === undefined ? () => true : createCheck(token);
  const server = createServer(LIMITS, (request, response) => {
    if (!isAllowed(request)) return answer(response, 401, "text/plain", "a token is needed\n");
    if ((request.url ?? "").split("?")[0] !== "/metrics" || request.method !== "GET")
      return answer(response, 404, "text/plain", "not found\n");
    meter.render().then(
      ({ type, text }) => answer(response, 200, type, text),
      () => answer(response, 500, "text/plain", "failed\n"),
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, "listening");
  // It alone keeps no process alive that a mistake ends.
  server.unref();
  const address = server.address();
  const real = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${real}/metrics`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Hashes have one length, so that comparing them tells nothing of the token. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

function createCheck(token: string): (request: IncomingMessage) => boolean {
  const wanted = digest(`Bearer ${token}`);
  return ({ headers }) => timingSafeEqual(wanted, digest(headers.authorization ?? ""));
}

function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}
