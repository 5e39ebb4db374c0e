import { doubling } from "../../../core/plan/back-off.ts";

/** What a client library does with its connections. */
export interface Connector<Connection> {
  open(): Promise<Connection>;
  /** Calls `lose` when the connection is lost. */
  watch(connection: Connection, lose: () => void): void;
  /** Called when it comes into use and when it is idle again: an idle connection must not keep the process alive. */
  setIdle?(connection: Connection, isIdle: boolean): void;
  end(connection: Connection): Promise<void>;
}

/** A connection that is opened before it is needed: later the server may have none left. */
export interface KeptConnection<Connection> {
  /** Opens it, and opens it again when it is lost, until `close`. */
  keep(): void;
  /** Takes it for the caller alone; `undefined` when it is not open or in use. */
  take(): Connection | undefined;
  /** Waits until it is free and takes it; `undefined` when it is not open, or still in use after this many milliseconds. */
  wait(milliseconds: number): Promise<Connection | undefined>;
  /** Gives it back. An unhealthy one is opened again. */
  giveBack(connection: Connection, healthy: boolean): void;
  /** Ends it once it is free. */
  close(): Promise<void>;
}

/** Milliseconds until the next try to connect. Short: other clients take the connections that become free. */
export const retryAfter = (failures: number): number =>
  doubling(failures, { firstMs: 100, longestMs: 5_000 });

export function keepConnection<Connection>(connector: Connector<Connection>): KeptConnection<Connection> {
  let state: "off" | "on" | "closed" = "off";
  let kept: Connection | undefined;
  let taken = false;
  let opening: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  const waiting: (() => void)[] = [];

  async function open(): Promise<void> {
    try {
      const opened = await connector.open();
      connector.watch(opened, () => lose(opened));
      kept = opened;
      connector.setIdle?.(opened, true);
      failures = 0;
      passOn();
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
    if (kept !== lost) return;
    kept = undefined;
    taken = false;
    passOn();
    openLater();
  }

  /** Wakes the waiting callers. */
  function passOn(): void {
    for (const wake of waiting.splice(0)) wake();
  }

  function take(): Connection | undefined {
    if (kept === undefined || taken) return undefined;
    taken = true;
    connector.setIdle?.(kept, false);
    return kept;
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
          if (mine !== undefined || kept === undefined || isOver) return mine;
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
      if (kept !== given) return;
      taken = false;
      connector.setIdle?.(given, true);
      if (!healthy) {
        lose(given);
        connector.end(given).catch(() => {});
      }
      passOn();
    },
    async close() {
      state = "closed";
      clearTimeout(retry);
      await opening;
      while (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      const last = kept;
      kept = undefined;
      if (last === undefined) return;
      // Otherwise the process could end while it waits for this.
      connector.setIdle?.(last, false);
      await connector.end(last);
    },
  };
}
