import type { Connection } from "mysql2/promise";
import { doubling } from "../../../core/plan/back-off.ts";

/** Milliseconds until the next try to connect. Short: other clients take the connections that become free. */
const retryAfter = (failures: number): number => doubling(failures, { firstMs: 100, longestMs: 5_000 });

/** A connection that is opened before it is needed: later the server may have none left. */
export interface KeptConnection {
  /** Opens it, and opens it again when it is lost, until `close`. */
  keep(): void;
  /** Takes it for the caller alone; `undefined` when it is not open or in use. */
  take(): Connection | undefined;
  /** Gives it back. An unhealthy one is opened again. */
  giveBack(connection: Connection, healthy: boolean): void;
  close(): Promise<void>;
}

export function keepConnection(connect: () => Promise<Connection>): KeptConnection {
  let state: "off" | "on" | "closed" = "off";
  let connection: Connection | undefined;
  let taken = false;
  let opening: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;

  async function open(): Promise<void> {
    try {
      const opened = await connect();
      if (state === "closed") return opened.destroy();
      opened.once("error", () => lose(opened));
      opened.once("end", () => lose(opened));
      connection = opened;
      failures = 0;
    } catch {
      openLater();
    }
  }

  function openLater(): void {
    if (state !== "on") return;
    retry = setTimeout(() => {
      opening = open();
    }, retryAfter(failures));
    failures += 1;
    // It must not keep the process alive.
    retry.unref();
  }

  function lose(lost: Connection): void {
    if (connection !== lost) return;
    connection = undefined;
    taken = false;
    openLater();
  }

  return {
    keep() {
      if (state !== "off") return;
      state = "on";
      opening = open();
    },
    take() {
      if (connection === undefined || taken) return undefined;
      taken = true;
      return connection;
    },
    giveBack(given, healthy) {
      if (connection !== given) return;
      taken = false;
      if (healthy) return;
      lose(given);
      given.destroy();
    },
    async close() {
      state = "closed";
      clearTimeout(retry);
      await opening;
      connection?.destroy();
      connection = undefined;
    },
  };
}
