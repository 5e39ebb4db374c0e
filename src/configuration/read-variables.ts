import { VariableProblem } from "./parse-variables.ts";
import { type Variable, type VariableKey, variables } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

type Table = typeof variables;

/** Required variables and those with a default always have a value. */
export type Values<K extends VariableKey> = {
  readonly [Key in K]:
    | ReturnType<Table[Key]["parse"]>
    | (Table[Key] extends { required: true } | { default: string } ? never : undefined);
};

/** All mistakes of the configuration at once, each with its fix and without the values of secrets. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration (the environment, and the file named with --env) cannot be used:\n${problems.map((problem) => `  - ${problem.replaceAll("\n", "\n  - ")}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** Reads these variables. Throws `ConfigError`, with `others`, problems that are found elsewhere, added. */
export function readVariables<K extends VariableKey>(
  env: Environment,
  keys: readonly K[],
  others: readonly string[] = [],
): Values<K> {
  const problems: string[] = [];
  const values = Object.fromEntries(keys.map((key) => [key, readVariable(env, key, problems)]));
  if (problems.length + others.length > 0) throw new ConfigError([...problems, ...others]);
  return values as Values<K>;
}

/** The value, or `undefined` with a problem noted, or without one where an optional variable is not set. */
function readVariable(env: Environment, key: VariableKey, problems: string[]): unknown {
  const variable: Variable = variables[key];
  const text = textOf(env, variable) || (variable.default ?? "");
  if (text !== "") return parse(variable, text, problems);
  if (isRequired(env, variable))
    problems.push(variable.whenMissing ?? `${variable.name} is not set: ${variable.meaning}.`);
  return undefined;
}

const textOf = (env: Environment, { name, verbatim }: Variable): string =>
  verbatim ? (env[name] ?? "") : (env[name] ?? "").trim();

const isRequired = (env: Environment, { required }: Variable): boolean =>
  required === true || (required !== undefined && (env[required] ?? "").trim() !== "");

function parse({ name, parse }: Variable, text: string, problems: string[]): unknown {
  try {
    return parse(text, name);
  } catch (error) {
    if (!(error instanceof VariableProblem)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

/** True if a variable is set, even to an empty value. */
export const isSet = (env: Environment, key: VariableKey): boolean => textOf(env, variables[key]) !== "";

/** The value of a variable that need not be set here; a value that cannot be used is a problem. */
export function readOptional<K extends VariableKey>(
  env: Environment,
  key: K,
  problems: string[],
): ReturnType<Table[K]["parse"]> | undefined {
  if (!isSet(env, key)) return undefined;
  return readVariable(env, key, problems) as ReturnType<Table[K]["parse"]> | undefined;
}
