import { type ParseArgsConfig, parseArgs } from "node:util";
import { findNearest } from "../../core/text/nearest.ts";
import type { Command, Option, Options, Values } from "./command.ts";
import { UsageError } from "./failure.ts";

/** Every command has it. */
export const helpOption = { type: "boolean", meaning: "print this text" } as const;

/** A first look at the options in an argument list. */
interface Look {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  /** The first mistake, as a sentence. */
  readonly mistake: string | undefined;
}

type Declared = Pick<Command, "options" | "arguments">;

/** Looks at the options before any of them is refused: `--help` beside a mistake helps all the same. */
export function lookAtOptions(name: string, command: Declared, args: readonly string[]): Look {
  const { options } = command;
  const config = { args: [...args], options: toParseOptions(options), strict: false, tokens: true } as const;
  const { tokens } = parseArgs(config);
  const given = tokens.filter((token) => token.kind === "option");
  // "--repository --json" lacks a value, and asks for JSON.
  const hasJson = given.some(
    ({ name, value, inlineValue }) => name === "json" || (value === "--json" && !inlineValue),
  );
  return {
    isHelp: given.some(({ name }) => name === "help"),
    isJson: options.json?.coversErrors === true && hasJson,
    mistake: findFirst(tokens, (token) => describeMistake(name, command, token)),
  };
}

/** Throws `UsageError`. */
export function readArguments(
  name: string,
  command: Declared,
  args: readonly string[],
): { readonly values: Values<Options>; readonly positionals: readonly string[] } {
  const { mistake } = lookAtOptions(name, command, args);
  if (mistake !== undefined) throw new UsageError(mistake, { fix: seeHelp(name) });
  const { values, positionals } = parseArgs({
    args: [...args],
    options: toParseOptions(command.options),
    allowPositionals: command.arguments !== undefined,
  });
  return { values: values as Values<Options>, positionals };
}

function findFirst<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As `parseArgs` cuts the arguments, before it refuses any. */
type Token = OptionToken | { kind: "positional"; value: string } | { kind: "option-terminator" };

interface OptionToken {
  readonly kind: "option";
  readonly name: string;
  /** As it was written. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** Whether the value was written as `--name=value`. */
  readonly inlineValue: boolean | undefined;
}

/** In our words: those of `parseArgs` speak to programmers. */
function describeMistake(name: string, command: Declared, token: Token): string | undefined {
  if (token.kind === "positional" && command.arguments === undefined)
    return describeExtra(name, command, token.value);
  if (token.kind !== "option") return undefined;
  const option = token.name === "help" ? helpOption : command.options[token.name];
  if (option === undefined || !isDeclared(command, token.name))
    return describeUnknown(name, command, token.rawName);
  return option.type === "boolean" ? describeNeedless(token) : describeMissing(token, option);
}

const isDeclared = ({ options }: Declared, name: string): boolean =>
  name === "help" || Object.hasOwn(options, name);

const describeExtra = (name: string, command: Declared, word: string): string =>
  `hallpass ${name} takes options alone, and got "${word}".${suggest(command, word)}`;

const describeNeedless = ({ rawName, value }: OptionToken): string | undefined =>
  value === undefined ? undefined : `${rawName} takes no value: leave out "=${value}".`;

function describeMissing({ rawName, value, inlineValue }: OptionToken, option: Option): string | undefined {
  const form = `${rawName} ${option.value ?? "VALUE"}`;
  if (value === undefined) return `${rawName} needs a value: ${form}.`;
  return inlineValue || !/^-./u.test(value)
    ? undefined
    : `${rawName} needs a value, and "${value}" looks like an option: write ${form}, or ${rawName}=${value}.`;
}

export const seeHelp = (name: string): string => `See hallpass ${name} --help.`;

const describeUnknown = (name: string, command: Declared, raw: string): string =>
  `hallpass ${name} has no option ${raw}.${suggest(command, raw.replace(/^-+/u, ""))}`;

function suggest({ options }: Declared, word: string): string {
  const names = [...Object.keys(options), "help"];
  const nearest = names.find((each) => word.length > 1 && each.startsWith(word)) ?? findNearest(word, names);
  return nearest === undefined ? "" : ` Did you mean --${nearest}?`;
}

const toParseOptions = (options: Options): NonNullable<ParseArgsConfig["options"]> => ({
  ...Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  ),
  help: { type: "boolean", short: "h" },
});
