import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { TlsOptions } from "node:tls";
import { addSeconds } from "date-fns";
import { onTestFinished } from "vitest";
import { main } from "../../src/cli.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { temporaryFolder } from "../git/fixture.ts";
import { failedEntry, grantedEntry, intentEntry, lease, revokedEntry } from "../support/builders/ledger.ts";
import { capture } from "./clone.ts";

const given = lease();
export const ROUNDS: readonly (readonly LedgerEntry[])[] = [
  [intentEntry(given)],
  [grantedEntry(given, addSeconds(given.startsAt, 1), given.endsAt)],
  [
    failedEntry(given, addSeconds(given.endsAt, 1)),
    revokedEntry(given, addSeconds(given.endsAt, 2), given.endsAt),
  ],
];
export const KINDS = ["intent", "granted", "failed", "revoked"];
export const LOCAL = ["--network", "127.0.0.0/8"];

export const run = (...argv: string[]) => capture(main, "export", ...argv);
export const newCursor = (): string => join(temporaryFolder(), "export", "cursor.json");

/** A receiver on this machine, with TLS where it is given. `how.answer` says what becomes of a body: taken only where it answers 200. */
export async function receive(tls?: TlsOptions) {
  const taken: unknown[] = [];
  const seen: { readonly path: string; readonly body: string; readonly headers: object }[] = [];
  const take = (body: string): void => {
    for (const line of body.trimEnd().split("\n")) taken.push(JSON.parse(line));
  };
  const how = {
    answer: (response: ServerResponse, body: string): void => {
      take(body);
      response.end();
    },
  };
  const answer: RequestListener = async (request, response) => {
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    seen.push({ path: request.url ?? "", body, headers: request.headers });
    how.answer(response, body);
  };
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  let connections = 0;
  server.on("connection", () => {
    connections++;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const port = typeof address === "object" ? address?.port : undefined;
  const url = tls === undefined ? `http://127.0.0.1:${port}/in` : `https://localhost:${port}/in`;
  return { taken, seen, take, how, url, connections: () => connections };
}

export const idOf = (event: unknown): string => Object(event).metadata.uid;
export const kindOf = (event: unknown): string => Object(event).metadata.event_code;
