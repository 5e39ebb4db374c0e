import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { portOf } from "../support/holding-http.ts";

/** The greeting, and the answer to the login. */
const HEARD = 2;

/** A way to a server that keeps every answer after the login back, until it speaks. */
export async function openSilentGate(target: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>();
  let isSilent = true;
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    let heard = 0;
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => {}));
    client.on("data", (data) => upstream.write(data)).once("close", () => upstream.destroy());
    upstream.on("data", (data) => {
      heard += 1;
      if (heard <= HEARD || !isSilent) client.write(data);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: { host: "127.0.0.1", port: portOf(server.address()) },
    speak() {
      isSilent = false;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
