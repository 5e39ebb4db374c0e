import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { State } from "../state.ts";
import { answer } from "./answer.ts";

/** A server on 127.0.0.1. It answers once it has its state. */
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
