import { once } from "node:events";

/** Resolves at Ctrl-C, or when a service manager stops the process. */
export const untilSignal = (): Promise<unknown> =>
  Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);

/** The first signal aborts the work, so that it can clean up; the second ends the process. */
export function listenForEnd(): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  const forget = () => {
    process.off("SIGINT", abort);
    process.off("SIGTERM", abort);
  };
  return { signal: controller.signal, forget };
}
