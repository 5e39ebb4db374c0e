import { type ParseArgsConfig, parseArgs } from "node:util";
import { findNearest } from "../../core/text/nearest.ts";
import type { Command, Options, Values } from "./command.ts";
import { UsageError } from "./failure.ts";

/** Every command has it. */
export const helpOption = { type: "boolean", meaning: "print this text" } as const;

/** A first look at the options in an argument list. */
interface Look {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  /** The first option that the command does not have, as it was written. */
  readonly unknown: string | undefined;
}

/** Looks at the options before any of them is refused: `--help` beside a mistake helps all the same. */
export function lookAtOptions({ options }: Pick<Command, "options">, args: readonly string[]): Look {
  const config = { args: [...args], options: toParseOptions(options), strict: false, tokens: true } as const;
  const given = parseArgs(config).tokens.filter((token) => token.kind === "option");
  const unknown = given.find(({ name }) => name !== "help" && !Object.hasOwn(options, name));
  return {
    isHelp: given.some(({ name }) => name === "help"),
    isJson: options.json?.coversErrors === true && given.some(({ name }) => name === "json"),
    unknown: unknown?.rawName,
  };
}

/** Throws `UsageError`. */
export function readArguments(
  name: string,
  command: Pick<Command, "options" | "arguments">,
  args: readonly string[],
): { readonly values: Values<Options>; readonly positionals: readonly string[] } {
  const fix = seeHelp(name);
  const { unknown } = lookAtOptions(command, args);
  if (unknown !== undefined) throw new UsageError(describeUnknown(name, command, unknown), { fix });
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: toParseOptions(command.options),
      allowPositionals: command.arguments !== undefined,
    });
    return { values: values as Values<Options>, positionals };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    // Node's second sentence is about another mistake than the likely one.
    throw new UsageError(why.replace(/\.?$/u, "."), { cause, fix });
  }
}

export const seeHelp = (name: string): string => `See hallpass ${name} --help.`;

function describeUnknown(name: string, { options }: Pick<Command, "options">, raw: string): string {
  const word = raw.replace(/^-+/u, "");
  const names = [...Object.keys(options), "help"];
  const nearest = names.find((each) => word.length > 1 && each.startsWith(word)) ?? findNearest(word, names);
  const hint = nearest === undefined ? "" : ` Did you mean --${nearest}?`;
  return `hallpass ${name} has no option ${raw}.${hint}`;
}

const toParseOptions = (options: Options): NonNullable<ParseArgsConfig["options"]> => ({
  ...Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  ),
  help: { type: "boolean", short: "h" },
});
