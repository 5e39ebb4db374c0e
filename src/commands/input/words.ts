import { UsageError } from "../runner/failure.ts";

interface WordSchema {
  readonly pattern: string;
  readonly description: string;
}

/** The value, if it is as the schema says. Throws `UsageError` with the value, the limit and where it was given. */
export function readWord({ pattern, description }: WordSchema, where: string, value: string): string {
  const problem = judgeWord({ pattern, description }, value);
  if (problem === undefined) return value;
  throw new UsageError(`${where} ${problem}`);
}

/** What is wrong with a value. */
export const judgeWord = ({ pattern, description }: WordSchema, value: string): string | undefined =>
  new RegExp(pattern, "u").test(value)
    ? undefined
    : `${JSON.stringify(value)} cannot be used. ${description}.`;

/** Pairs such as `orders-db=alice`, by name. Throws `UsageError` for text that is no pair, and for a name that comes twice. */
export function readPairs(
  option: string,
  form: string,
  words: readonly string[] = [],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const word of words) {
    const [, name, value] = /^([^=]+)=(.+)$/su.exec(word) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`${option} ${JSON.stringify(word)} is no pair. Write ${option} ${form}.`);
    if (pairs.has(name)) throw new UsageError(`${option} names ${name} twice. Give it once.`);
    pairs.set(name, value);
  }
  return pairs;
}
