import { HttpError } from "./error.ts";

/** The JSON body of a request, read field by field. A field of the wrong type answers 422. */
export interface Fields<Name extends string> {
  /** The names of all fields in the request, documented or not. */
  names(): string[];
  has(name: Name): boolean;
  text(name: Name): string;
  optionalText(name: Name): string | undefined;
  /** Text, or null to clear a field; undefined if missing. */
  nullableText(name: Name): string | null | undefined;
  optionalFlag(name: Name): boolean | undefined;
  optionalChoice<Choice extends string>(name: Name, choices: readonly Choice[]): Choice | undefined;
  number(name: Name): number;
  /** A number; undefined if null or missing. */
  optionalNumber(name: Name): number | undefined;
  texts(name: Name): string[];
  numbers(name: Name): number[];
  optionalObject(name: Name): Fields<string> | undefined;
  objects(name: Name): Fields<string>[];
  /** An object as the client sent it. */
  optionalJson(name: Name): Readonly<Record<string, unknown>> | undefined;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a request body; an empty body has no fields. Throws 400 if it is not a JSON object. */
export function parseFields(body: Buffer): Fields<string> {
  if (body.length === 0) return readFields({});
  const value = parseJson(body.toString("utf8"));
  if (value === null) return readFields({});
  if (!isObject(value)) throw new HttpError(400, "Body should be a JSON object");
  return readFields(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError(400, "Problems parsing JSON", { cause });
  }
}

function readFields(values: Json): Fields<string> {
  const own = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined);
  const list = (name: string): readonly unknown[] => {
    const value = own(name) ?? [];
    return Array.isArray(value) ? value : refuse(name, value, "a list");
  };
  const nullableText = (name: string): string | null | undefined => {
    const value = own(name);
    return value === undefined || value === null || typeof value === "string"
      ? value
      : refuse(name, value, "text");
  };
  const optionalText = (name: string) => nullableText(name) ?? undefined;
  const toObject = (name: string) => (value: unknown) =>
    isObject(value) ? readFields(value) : refuse(name, value, "an object");
  return {
    names: () => Object.keys(values),
    has: (name) => own(name) !== undefined,
    nullableText,
    optionalText,
    text: (name) => optionalText(name) ?? refuse(name, own(name), "text"),
    optionalFlag: (name) => {
      const value = own(name) ?? undefined;
      return value === undefined || typeof value === "boolean" ? value : refuse(name, value, "true or false");
    },
    optionalChoice: (name, choices) => {
      const value = optionalText(name);
      if (value === undefined) return undefined;
      return choices.find((choice) => choice === value) ?? refuse(name, value, choices.join(", "));
    },
    number: (name) => {
      const value = own(name);
      return typeof value === "number" ? value : refuse(name, value, "a number");
    },
    optionalNumber: (name) => {
      const value = own(name) ?? undefined;
      return value === undefined || typeof value === "number" ? value : refuse(name, value, "a number");
    },
    texts: (name) =>
      list(name).map((value) => (typeof value === "string" ? value : refuse(name, value, "a list of text"))),
    numbers: (name) =>
      list(name).map((value) =>
        typeof value === "number" ? value : refuse(name, value, "a list of numbers"),
      ),
    optionalObject: (name) => {
      const value = own(name) ?? undefined;
      return value === undefined ? undefined : toObject(name)(value);
    },
    objects: (name) => list(name).map(toObject(name)),
    optionalJson: (name) => {
      const value = own(name) ?? undefined;
      return value === undefined || isObject(value) ? value : refuse(name, value, "an object");
    },
  };
}

function refuse(name: string, value: unknown, wanted: string): never {
  const problem = value === undefined ? "is missing" : `is ${JSON.stringify(value)}`;
  throw new HttpError(422, `Invalid request.\n\n"${name}" ${problem}; expected ${wanted}.`);
}
