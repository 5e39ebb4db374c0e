import type { Client } from "pg";
import { doubling } from "../../../core/plan/back-off.ts";

declare module "pg" {
  // The types of the package do not have them; its pool uses them so that idle connections keep no process alive.
  interface Client {
    ref(): void;
    unref(): void;
  }
}

/** Milliseconds until the next try to connect. Short: other clients take the slots that become free. */
export const retryAfter = (failures: number): number =>
  doubling(failures, { firstMs: 100, longestMs: 5_000 });

/** A connection that is opened before it is needed: later the server may have none left. */
export interface KeptConnection {
  /** Opens it, and opens it again when it is lost, until `close`. */
  keep(): void;
  /** Takes it for the caller alone; `undefined` when it is not open or in use. */
  take(): Client | undefined;
  /** Waits until it is free and takes it; `undefined` when it is not open, or still in use after this many milliseconds. */
  wait(milliseconds: number): Promise<Client | undefined>;
  /** Gives it back. An unhealthy one is opened again. */
  giveBack(client: Client, healthy: boolean): void;
  close(): Promise<void>;
}

export function keepConnection(connect: () => Promise<Client>): KeptConnection {
  let state: "off" | "on" | "closed" = "off";
  let client: Client | undefined;
  let taken = false;
  let opening: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  const waiting: (() => void)[] = [];

  async function open(): Promise<void> {
    try {
      const opened = await connect();
      opened.once("end", () => lose(opened));
      client = opened;
      if (!taken) opened.unref();
      failures = 0;
      passOn();
    } catch {
      openLater();
    } finally {
      opening = undefined;
    }
  }

  function openLater(): void {
    if (state !== "on") return;
    const milliseconds = retryAfter(failures);
    failures += 1;
    retry = setTimeout(() => {
      opening = open();
    }, milliseconds);
    // An idle connection must not keep the process alive.
    retry.unref();
  }

  function lose(lost: Client): void {
    if (client !== lost) return;
    client = undefined;
    taken = false;
    passOn();
    openLater();
  }

  /** Wakes the waiting callers. */
  function passOn(): void {
    for (const wake of waiting.splice(0)) wake();
  }

  function take(): Client | undefined {
    if (client === undefined || taken) return undefined;
    taken = true;
    client.ref();
    return client;
  }

  return {
    keep() {
      if (state !== "off") return;
      state = "on";
      opening = open();
    },
    take,
    async wait(milliseconds) {
      let isOver = false;
      let wake = (): void => undefined;
      const timer = setTimeout(() => {
        isOver = true;
        wake();
      }, milliseconds);
      try {
        for (;;) {
          const mine = take();
          if (mine !== undefined || client === undefined || isOver) return mine;
          await new Promise<void>((resolve) => {
            wake = resolve;
            waiting.push(resolve);
          });
        }
      } finally {
        clearTimeout(timer);
      }
    },
    giveBack(given, healthy) {
      if (client !== given) return;
      taken = false;
      given.unref();
      if (!healthy) {
        lose(given);
        given.end().catch(() => {});
      }
      passOn();
    },
    async close() {
      state = "closed";
      clearTimeout(retry);
      await opening;
      while (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      const last = client;
      client = undefined;
      // Otherwise the process could end while it waits for this.
      last?.ref();
      await last?.end();
    },
  };
}
