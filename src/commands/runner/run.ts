import { readTerminal } from "../output/screen.ts";
import { print } from "../output/terminal.ts";
import { lookAtOptions, readArguments, seeHelp } from "./arguments.ts";
import type { Command } from "./command.ts";
import { exitCode } from "./exit-codes.ts";
import { tellFailure } from "./failure.ts";
import { renderHelp } from "./help.ts";
import { withProgress } from "./progress.ts";

/** Runs one command, from its arguments to the exit code. */
export async function runCommand(name: string, command: Command, argv: readonly string[]): Promise<number> {
  const terminal = readTerminal();
  const { isHelp, isJson } = lookAtOptions(name, command, argv);
  if (isHelp) {
    print(renderHelp(name, command, terminal.width));
    return exitCode.well;
  }
  try {
    const { values, positionals } = readArguments(name, command, argv);
    return await withProgress(command.waitsFor, () => command.run(values, positionals, terminal));
  } catch (error) {
    return tellFailure(error, seeHelp(name), isJson);
  }
}
