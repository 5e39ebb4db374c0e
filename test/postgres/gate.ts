import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { portOf } from "../support/holding-http.ts";

export interface Gate {
  readonly host: string;
  readonly port: number;
  /** Closed: ends the open connections and each new one. */
  close(isClosed: boolean): void;
  stop(): Promise<void>;
}

/** A way to a server that can be closed and opened again. */
export async function openGate(target: { readonly host: string; readonly port: number }): Promise<Gate> {
  const sockets = new Set<Socket>();
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  let isClosed = false;
  const server = createServer((client) => {
    if (isClosed) return client.destroy();
    const upstream = connect(target.port, target.host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from.on("error", () => {}));
      from.once("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: "127.0.0.1",
    port: portOf(server.address()),
    close: (closed) => {
      isClosed = closed;
      if (closed) endAll();
    },
    stop: async () => {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}
