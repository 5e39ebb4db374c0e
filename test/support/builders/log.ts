import type { Log } from "../../../src/core/ports/log.ts";

/** A log that nobody reads, for us and for Octokit. */
export const silent = {
  debug: (): void => undefined,
  info: (): void => undefined,
  warn: (): void => undefined,
  error: (): void => undefined,
};

/** Writes down what is logged, as "level: message". */
export function createListener(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (_fields: unknown, message: string): void =>
      void lines.push(`${level}: ${message}`);
  return { log: { info: write("info"), warn: write("warn"), error: write("error") }, lines };
}
