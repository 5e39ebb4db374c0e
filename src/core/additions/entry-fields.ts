import { parseDocument } from "yaml";

export type Fields = { [field: string]: unknown };

const NAME = /^[A-Za-z0-9][\w-]{0,99}$/u;

/**
 * The fields that pairs such as `resources.orders.database` = `orders` describe. Whole numbers, true and false are taken as such; a value that
 * begins with a quote or a bracket is YAML. Answers with an error for a pair that cannot be used.
 */
export function readFields(pairs: ReadonlyMap<string, string>): Fields | Error {
  const fields: Fields = {};
  for (const [path, text] of pairs) {
    const value = readValue(text);
    if (value instanceof Error) return new Error(`${path}: ${value.message}`);
    const names = path.split(".");
    const wrong = names.find((name) => !NAME.test(name));
    if (wrong !== undefined)
      return new Error(
        `${JSON.stringify(path)} is no field: ${JSON.stringify(wrong)} is no name of letters, digits, - and _.`,
      );
    if (!setField(fields, names, value))
      return new Error(`${path}: a shorter field has a value already. Give one of them.`);
  }
  return fields;
}

/** False where a value stands in the way. */
function setField(fields: Fields, [name = "", ...rest]: readonly string[], value: unknown): boolean {
  const there = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (rest.length === 0) {
    if (there !== undefined) return false;
    fields[name] = value;
    return true;
  }
  const inner = there ?? {};
  if (!isFields(inner)) return false;
  fields[name] = inner;
  return setField(inner, rest, value);
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readValue(text: string): unknown {
  if (/^(?:-?\d{1,15}|true|false)$/u.test(text)) return JSON.parse(text.replace(/^(-?)0+(?=\d)/u, "$1"));
  if (!/^["'[{]/u.test(text)) return text;
  const document = parseDocument(text);
  return document.errors.length > 0
    ? new Error("the value is no YAML. Write it between quotes.")
    : document.toJS();
}
