import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { Disturbance } from "../../src/conformance/index.ts";
import { portOf } from "../support/holding-http.ts";

export interface Gate {
  readonly host: string;
  readonly port: number;
  /** Closed: ends the open connections and each new one. */
  close(isClosed: boolean): void;
  /** Disturbs each statement that changes a membership, or each answer that lists them. */
  disturb(disturbance: Disturbance | undefined): void;
  stop(): Promise<void>;
}

/** Longer than the half of the deadline that a call of the suite's provider has for its work. */
const SLOW_MS = 2_500;

const isChange = (data: Buffer): boolean => /\b(?:GRANT|REVOKE) `orders/u.test(data.toString("latin1"));

/** A way to a server that can be closed and opened again. Tells statements by their text, which is in the clear on this machine. */
export async function openGate(target: { readonly host: string; readonly port: number }): Promise<Gate> {
  const sockets = new Set<Socket>();
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  let isClosed = false;
  let disturbance: Disturbance | undefined;

  function join(client: Socket): void {
    const upstream = connect(target.port, target.host);
    let isLost = false;
    let pending = 0;
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => {}));
    upstream.once("close", () => {
      sockets.delete(upstream);
      client.destroy();
    });
    client.once("close", () => {
      sockets.delete(client);
      if (pending === 0) upstream.destroy();
    });
    client.on("data", (data) => {
      const chunk = Buffer.from(data);
      if (!isChange(chunk)) return upstream.write(chunk);
      if (disturbance === "lost-answer") isLost = true;
      if (disturbance !== "slow") return upstream.write(chunk);
      pending += 1;
      setTimeout(() => {
        pending -= 1;
        upstream.write(chunk);
        if (client.destroyed) upstream.end();
      }, SLOW_MS);
    });
    upstream.on("data", (data) => {
      const chunk = Buffer.from(data);
      if (isLost) return client.destroy();
      const at = disturbance === "partial" ? chunk.indexOf("alice") : -1;
      if (at < 0) return client.write(chunk);
      client.write(chunk.subarray(0, at));
      client.destroySoon();
    });
  }

  const server = createServer((client) => {
    if (isClosed) client.destroy();
    else join(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: "127.0.0.1",
    port: portOf(server.address()),
    close(closed) {
      isClosed = closed;
      if (closed) endAll();
    },
    disturb(next) {
      disturbance = next;
    },
    async stop() {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}
