import { type Excess, measure } from "./bounds.ts";
import { MOST_CHARACTERS } from "./conditions-schema.ts";
import { language, type Values, type Variable } from "./language.ts";

/** An expression that is safe to evaluate. */
export interface Condition {
  readonly variables: ReadonlySet<Variable>;
  /** True or false, or why neither: an error denies. Never throws. */
  readonly judge: (values: Values) => boolean | { readonly error: string };
}

/** Compiled once: the same few conditions are judged again and again. */
const compiled = new Map<string, Condition | Excess>();
const MOST_COMPILED = 200;

/** The condition, or the first mistake of its text. Never throws. */
export function compile(text: string): Condition | Excess {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const made = make(text);
  compiled.set(text, made);
  return made;
}

export const isExcess = (compiled: Condition | Excess): compiled is Excess => "says" in compiled;

function make(text: string): Condition | Excess {
  if (text.length > MOST_CHARACTERS)
    return { says: `It has more than ${MOST_CHARACTERS} characters.`, at: MOST_CHARACTERS };
  try {
    const evaluate = language.parse(text);
    const { excess, ...measured } = measure(evaluate.ast);
    if (excess !== undefined) return excess;
    const { type, error } = evaluate.check();
    if (error !== undefined) return describe(error);
    if (type !== "bool") return { says: `It is of type ${type}, and must be of type bool.`, at: 0 };
    const variables = "variables" in measured ? measured.variables : new Set<Variable>();
    return { variables, judge: (values) => judge(evaluate, variables, values) };
  } catch (error) {
    return describe(error);
  }
}

function judge(
  evaluate: (context: Values) => unknown,
  variables: ReadonlySet<Variable>,
  values: Values,
): ReturnType<Condition["judge"]> {
  const unknown = [...variables].find((name) => values[name] === undefined);
  if (unknown !== undefined) return { error: `${unknown} is not known` };
  // Comparisons with no time are false, and what they deny is true.
  if (Number.isNaN(values.time.getTime())) return { error: "time is not known" };
  try {
    const result = evaluate(values);
    return typeof result === "boolean" ? result : { error: "its value is neither true nor false" };
  } catch (error) {
    return { error: describe(error).says };
  }
}

function describe(error: unknown): Excess {
  const { summary, range, message } = error as {
    summary?: unknown;
    range?: { start?: unknown };
    message?: unknown;
  };
  const said = [summary, message].find((each) => typeof each === "string" && each !== "");
  return {
    says: typeof said === "string" ? said.slice(0, 200) : "It cannot be read.",
    at: typeof range?.start === "number" ? range.start : 0,
  };
}
