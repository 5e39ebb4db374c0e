import { Ajv } from "ajv";
import type { FromSchema, JSONSchema } from "json-schema-to-ts";
import { lazyValidator, trustedSchemas, type Validator } from "./lazy-validator.ts";
import { isObject, type RecordSchema, shapeOf } from "./record-shape.ts";
import type { timeSchema } from "./record-time.ts";

/** Reads and writes one kind of record that the app writes for itself. */
export interface RecordCodec<T> {
  /** Throws for everything that `writeFile` and `writeLine` do not write. */
  read(text: string): T;
  /** The text of a file. */
  writeFile(record: ReadonlyDeep<T>): string;
  /** One line of JSON, without the end of line. */
  writeLine(record: ReadonlyDeep<T>): string;
}

/** The value that a schema describes, with a `Date` for each time. */
export type Recorded<S extends JSONSchema> = FromSchema<
  S,
  { deserialize: [{ pattern: typeof timeSchema; output: Date }] }
>;

export type ReadonlyDeep<T> = T extends Date ? T : { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> };

/**
 * The codec of records with this schema, or with one of several, told apart by `kind`. The text begins with a version; the fields follow
 * in the schema's order. The schema is walked once: reading many records is as fast as code written for each field.
 */
export function recordCodec<T extends object>(
  what: string,
  ...schemas: readonly [RecordSchema, ...RecordSchema[]]
): RecordCodec<T> {
  const compile = (schema: RecordSchema | { readonly oneOf: readonly RecordSchema[] }) =>
    lazyValidator(() => getAjv().compile<T>(schema));
  const any = compile(schemas.length === 1 ? schemas[0] : { oneOf: schemas });
  // To hold a record against one schema finds the same as against all: no other allows its kind.
  const kinds = new Map(schemas.map((schema) => [kindOf(schema), compile(schema)]));
  const validatorFor = (record: unknown) => (isObject(record) && kinds.get(record.kind)) || any;
  const shapes = new Map(schemas.map((schema) => [kindOf(schema), shapeOf(withVersion(schema))]));
  const shapeFor = (record: object) => shapes.get("kind" in record ? record.kind : undefined);
  const write = (record: object, indent?: number): string =>
    JSON.stringify(shapeFor(record)?.encode(record), null, indent);
  return {
    read: (text) => {
      const record = parseRecord(validatorFor, text, what);
      shapeFor(record)?.decode?.(record);
      return record;
    },
    writeFile: (record) => `${write(record, 2)}\n`,
    writeLine: (record) => write(record),
  };
}

let ajv: Ajv | undefined;

function getAjv(): Ajv {
  ajv ??= new Ajv({ strict: true, ...trustedSchemas });
  return ajv;
}

const kindOf = ({ properties }: RecordSchema): unknown => properties?.kind?.const;

function parseRecord<T>(validatorFor: (record: unknown) => Validator<T>, text: string, what: string): T {
  const { record, problem } = takeVersion(parseJson(text, what));
  const validate = validatorFor(record);
  if (problem === undefined && validate(record)) return record;
  // The app wrote it, so no person can fix it.
  const found = problem ?? getAjv().errorsText(validate.errors ? [...validate.errors] : null);
  throw new Error(`The ${what} is not as this version writes it: ${found}.`);
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The ${what} is not JSON.`, { cause });
  }
}

const VERSION = 1;

const withVersion = (schema: RecordSchema): RecordSchema => ({
  ...schema,
  properties: { version: { const: VERSION }, ...schema.properties },
});

/** The fields without the version; a problem where the version is not this one. */
function takeVersion(parsed: unknown): { readonly record: unknown; readonly problem?: string } {
  if (!isObject(parsed)) return { record: parsed };
  const { version } = parsed;
  if (version === undefined) return { record: parsed, problem: "data must have required property 'version'" };
  if (version !== VERSION) return { record: parsed, problem: "data/version must be equal to constant" };
  // A loop, for speed. Only `JSON.parse` makes a field of this name; to assign it would set the prototype.
  if (Object.hasOwn(parsed, "__proto__")) return { record: parsed };
  const record: Record<string, unknown> = {};
  for (const name in parsed) if (name !== "version") record[name] = parsed[name];
  return { record };
}
