import type { Client } from "pg";
import { type KeptConnection, keepConnection } from "../../adapter/connection/kept-connection.ts";

declare module "pg" {
  // The types of the package do not have them; its pool uses them so that idle connections keep no process alive.
  interface Client {
    ref(): void;
    unref(): void;
  }
}

/** Keeps one connection for revocations. */
export const keepClient = (open: () => Promise<Client>): KeptConnection<Client> =>
  keepConnection<Client>({
    open,
    watch: (client, lose) => void client.once("end", lose),
    setIdle: (client, isIdle) => (isIdle ? client.unref() : client.ref()),
    end: (client) => client.end(),
  });
