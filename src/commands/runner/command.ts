import type { VariableKey } from "../../configuration/variables.ts";

/** An option for `parseArgs` of `node:util`, with texts for the help and the completion. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  /** The placeholder of its value, such as DIR. */
  readonly value?: string;
  readonly meaning: string;
  /** The help says this about leaving it out. */
  readonly unset?: string;
  /** `json`: errors are printed as JSON as well. */
  readonly coversErrors?: true;
  /** All values it takes. */
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O["type"] extends "boolean"
  ? boolean
  : O extends { readonly multiple: true }
    ? string[]
    : string;

export type Values<O extends Options> = { readonly [Name in keyof O]?: Value<O[Name]> };

/** The arguments besides the options. */
export interface Arguments {
  readonly name: string;
  readonly meaning: string;
  readonly count: "one" | "any";
}

/** The output of a command. */
export interface Terminal {
  /** In columns. */
  readonly width: number;
  readonly isColoured: boolean;
}

/** A command as a value. The runner derives the parser, the help, the completion and the errors from it. */
export interface Command<O extends Options = Options> {
  /** Paragraphs, separated by a blank line. */
  readonly description: string;
  /** The usage without `hallpass NAME`, one line for each form; made from the options where it is not given. */
  readonly usage?: readonly string[];
  readonly arguments?: Arguments;
  readonly options: O;
  /** The variables of the server's configuration that it reads from the environment or the file given with --env. */
  readonly configuration?: readonly VariableKey[];
  /** Variables that it reads from the environment alone. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly examples: readonly string[];
  /** Meanings beyond `exitCodeMeanings`. A command without 1 never finds anything. */
  readonly exitCodes: Readonly<Partial<Record<0 | 1 | 2 | 3, string>>>;
  /** The text of the progress line, shown on a terminal after two seconds. */
  readonly waitsFor?: string;
  /** Resolves to the exit code. Throws `UsageError` and `ConfigError`. Any other error means that there is no answer. */
  run(values: Values<O>, positionals: readonly string[], terminal: Terminal): Promise<number>;
}

/** Gives `run` the types of its options. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command<O> => command;

/** A command by its name. Loaded when it is called: `hallpass check` loads no module of the server. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}
