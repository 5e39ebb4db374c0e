import { isCelError, run } from "@bufbuild/cel";

const timestamp = (at: Date) => {
  const value = run(`timestamp(${JSON.stringify(at.toISOString())})`);
  if (isCelError(value)) throw value;
  return value;
};

/** Evaluates the condition of a binding for a request at a time, by an implementation of CEL that is not ours. Throws for a malformed one. */
export function allows(expression: string, at: Date): boolean {
  const result = run(expression, { request: { time: timestamp(at) } });
  if (typeof result === "boolean") return result;
  throw isCelError(result) ? result : new Error("The condition is not a yes or no.");
}
