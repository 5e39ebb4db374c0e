import { once } from "node:events";

/** Resolves at Ctrl-C, or when a service manager stops the process. */
export const untilSignal = (): Promise<unknown> =>
  Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
