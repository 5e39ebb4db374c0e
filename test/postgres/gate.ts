import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { portOf } from "../support/holding-http.ts";

export interface Gate {
  readonly host: string;
  readonly port: number;
  /** Closed: ends the open connections and each new one. */
  close(isClosed: boolean): void;
  /**
   * `lost-answer`: the server commits, and the connection breaks before its answer. `partial`: half of the answer about memberships arrives,
   * and the connection breaks. `slow`: the server gets the COMMIT late, whether the client still waits or not.
   */
  disturb(how: GateDisturbance | undefined): void;
  stop(): Promise<void>;
}

export type GateDisturbance = "lost-answer" | "partial" | "slow";

/** What a client says to the server before the answer that is disturbed. */
const triggers = { "lost-answer": "COMMIT", partial: "pg_auth_members", slow: "COMMIT" } as const;

/** A way to a server that can be closed and opened again. What is slow takes `lateMs`. */
export async function openGate(
  target: { readonly host: string; readonly port: number },
  lateMs = 0,
): Promise<Gate> {
  const sockets = new Set<Socket>();
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  let isClosed = false;
  let disturbance: GateDisturbance | undefined;

  function join(client: Socket): void {
    const upstream = connect(target.port, target.host);
    let isAsked = false;
    let isLate = false;
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from.on("error", () => {}));
      from.once("close", () => {
        sockets.delete(from);
        // What is on its way still arrives.
        if (!isLate) to.destroy();
      });
    }
    client.on("data", (said) => {
      isAsked = disturbance !== undefined && said.includes(triggers[disturbance]);
      if (!isAsked || disturbance !== "slow") return upstream.write(said);
      isLate = true;
      return setTimeout(() => upstream.end(said), lateMs);
    });
    upstream.on("data", (answer) => {
      if (!isAsked) return client.write(answer);
      if (disturbance === "partial") client.write(answer.subarray(0, answer.length / 2));
      return client.destroySoon();
    });
    client.once("end", () => (isLate ? undefined : upstream.end()));
    upstream.once("end", () => client.end());
  }

  const server = createServer((client) => (isClosed ? client.destroy() : join(client)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: "127.0.0.1",
    port: portOf(server.address()),
    close: (closed) => {
      isClosed = closed;
      if (closed) endAll();
    },
    disturb: (how) => {
      disturbance = how;
    },
    stop: async () => {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}
