/** Reads the JSON output of other programs. Every method throws, with the name of the field, if the field has another type. */
export interface Fields {
  text(name: string): string;
  number(name: string): number;
  object(name: string): Fields;
  list(name: string): readonly Fields[];
  /** The text; "" if absent or null. */
  textOrEmpty(name: string): string;
  names(): readonly string[];
}

/** `what` names the document in messages, for example "the sandbox's answer". */
export function readFields(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`Expected an object as ${what}, got ${shorten(value)}.`);
  const fields = new Map<string, unknown>(Object.entries(value));
  const refuse = (name: string, wanted: string): never => {
    throw new Error(`Expected ${wanted} as "${name}" of ${what}, got ${shorten(fields.get(name))}.`);
  };
  const text = (name: string): string => {
    const field = fields.get(name);
    return typeof field === "string" ? field : refuse(name, "text");
  };
  return {
    text,
    number(name) {
      const field = fields.get(name);
      return typeof field === "number" ? field : refuse(name, "a number");
    },
    object: (name) => readFields(fields.get(name), `"${name}" of ${what}`),
    list(name) {
      const field: unknown = fields.get(name);
      return Array.isArray(field) ? readList(field, `"${name}" of ${what}`) : refuse(name, "a list");
    },
    textOrEmpty: (name) => ((fields.get(name) ?? null) === null ? "" : text(name)),
    names: () => [...fields.keys()],
  };
}

/** The same for a list of objects. */
export function readList(value: unknown, what: string): readonly Fields[] {
  if (!Array.isArray(value)) throw new Error(`Expected a list as ${what}, got ${shorten(value)}.`);
  return value.map((item: unknown, index) => readFields(item, `item ${index} of ${what}`));
}

const shorten = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 100);
