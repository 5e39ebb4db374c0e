import { type ParseArgsConfig, parseArgs } from "node:util";
import { ConfigError } from "../../configuration/read-variables.ts";
import { complain } from "../output/terminal.ts";

/** The arguments cannot be used: exit code 2. The message ends with what to do. */
export class UsageError extends Error {}

/** Throws `UsageError` for what `node:util` cannot parse. */
export function readArguments<T extends ParseArgsConfig>(
  command: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${why.replace(/\.?$/u, ".")} See hallpass ${command} --help.`, { cause });
  }
}

/** Runs a command's work; what it throws becomes a line on stderr and an exit code. */
export async function endWith(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  }
}
