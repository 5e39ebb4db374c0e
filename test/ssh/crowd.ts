import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Connections that log in nobody. */
export interface Crowd {
  fill(port: number): Promise<void>;
  leave(): void;
}

/** sshd_config(5): MaxStartups begins to drop at 10, and drops all at 100. */
const CONNECTIONS = 100;

export function createCrowd(): Crowd {
  const sockets: Socket[] = [];
  return {
    async fill(port) {
      for (let count = 0; count < CONNECTIONS; count++) {
        const socket = connect(port, "127.0.0.1").on("error", () => {});
        sockets.push(socket);
        await Promise.race([once(socket, "connect"), once(socket, "close")]);
      }
    },
    leave() {
      for (const socket of sockets.splice(0)) socket.destroy();
    },
  };
}
