import { parseTime, timeSchema } from "./record-time.ts";

/** The parts of JSON Schema that decide how a record is read and written. */
export interface RecordSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, RecordSchema>>;
  readonly items?: RecordSchema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  /** The text leaves out an empty list with this default. */
  readonly default?: readonly never[];
}

/** How to read and write the values of one schema. */
export interface Shape {
  /** Changes the value in place where it can, and returns it. `undefined`: the value of the JSON is the value. */
  readonly decode: ((written: unknown) => unknown) | undefined;
  /** Plain data for `JSON.stringify`, with the schema's fields alone: others could not be read back. */
  readonly encode: (value: unknown) => unknown;
}

/** Throws, when it decodes, for a time that does not exist. The value has to be as the schema says. */
export function shapeOf(schema: RecordSchema): Shape {
  if (schema === timeSchema) return time;
  if (schema.const !== undefined) return { decode: undefined, encode: () => schema.const };
  if (schema.properties !== undefined) return objectShape(schema.properties);
  return schema.items === undefined ? plain : listShape(shapeOf(schema.items));
}

const plain: Shape = { decode: undefined, encode: (value) => value };

const time: Shape = {
  decode: (written) => (typeof written === "string" ? parseTime(written) : written),
  encode: (value) => (value instanceof Date ? value.toISOString() : value),
};

function listShape({ decode, encode }: Shape): Shape {
  return {
    decode: decode && ((written) => decodeItems(written, decode)),
    encode: (value) => (Array.isArray(value) ? value.map(encode) : value),
  };
}

function decodeItems(written: unknown, decode: NonNullable<Shape["decode"]>): unknown {
  if (!Array.isArray(written)) return written;
  for (const [index, item] of written.entries()) written[index] = decode(item);
  return written;
}

function objectShape(properties: NonNullable<RecordSchema["properties"]>): Shape {
  const fields = Object.entries(properties).map(([name, schema]) => ({
    name,
    isList: schema.default !== undefined,
    ...shapeOf(schema),
  }));
  const changing = fields.filter(({ decode, isList }) => decode !== undefined || isList);
  return {
    decode: changing.length === 0 ? undefined : (written) => decodeFields(written, changing),
    encode: (value) => encodeFields(value, fields),
  };
}

interface Field extends Shape {
  readonly name: string;
  /** Absent in the text when it is empty. */
  readonly isList: boolean;
}

function decodeFields(written: unknown, changing: readonly Field[]): unknown {
  if (!isObject(written)) return written;
  for (const { name, decode, isList } of changing) {
    const value = written[name];
    if (value === undefined) {
      if (isList) written[name] = [];
    } else if (decode !== undefined) written[name] = decode(value);
  }
  return written;
}

function encodeFields(value: unknown, fields: readonly Field[]): unknown {
  if (!isObject(value)) return value;
  const written: Record<string, unknown> = {};
  for (const { name, encode, isList } of fields) {
    const field = encode(value[name]);
    const isLeftOut = field === undefined || (isList && Array.isArray(field) && field.length === 0);
    if (!isLeftOut) written[name] = field;
  }
  return written;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
