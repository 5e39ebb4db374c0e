import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

interface Method {
  readonly id: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<
    Record<string, { readonly required?: boolean; readonly enum?: readonly string[] }>
  >;
  readonly scopes: readonly string[];
  readonly request?: string;
}

interface Slice {
  readonly methods: readonly Method[];
  readonly schemas: Readonly<Record<string, object>>;
}

/** Google's own description of its APIs: see `x-source` in discovery-slice.json. */
const slice: Slice = JSON.parse(readFileSync(new URL("./discovery-slice.json", import.meta.url), "utf8"));

/** A discovery document names every field of a body, so that there are no others. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== "object" || schema === null) return schema;
  const fields = Object.entries(schema).map(([key, value]) => [
    key,
    key === "$ref" ? `#/definitions/${String(value)}` : close(value),
  ]);
  const isOpen = "additionalProperties" in schema || !("properties" in schema);
  return { ...Object.fromEntries(fields), ...(isOpen ? {} : { additionalProperties: false }) };
}

const definitions = Object.fromEntries(
  Object.entries(slice.schemas).map(([name, schema]) => [name, close(schema)]),
);

const ajv = new Ajv({ strict: false, validateFormats: false });
const validators = new Map(
  Object.keys(slice.schemas).map((name) => [
    name,
    ajv.compile({ $ref: `#/definitions/${name}`, definitions }),
  ]),
);

/** The method of a request, by its id. Throws where the request is not one that the description allows. */
export function findDescribed(method: string, url: URL, body: string | undefined): Method {
  const what = `${method} ${url.host}${url.pathname}`;
  const found = slice.methods.find(
    (each) => each.method === method && each.host === url.host && fits(each.path, url.pathname),
  );
  if (found === undefined) throw new Error(`${what} is not described.`);
  for (const [name, value] of url.searchParams) {
    const parameter = found.query[name];
    if (parameter === undefined) throw new Error(`${what} has no parameter ${name}.`);
    if (parameter.enum !== undefined && !parameter.enum.includes(value))
      throw new Error(`${what}: ${name} is never ${value}.`);
  }
  for (const [name, parameter] of Object.entries(found.query))
    if (parameter?.required === true && !url.searchParams.has(name))
      throw new Error(`${what} needs ${name}.`);
  if ((found.request === undefined) !== (body === undefined)) throw new Error(`${what}: a body, or none.`);
  const validate = validators.get(found.request ?? "");
  if (validate !== undefined && body !== undefined && !validate(JSON.parse(body)))
    throw new Error(`${what}: ${ajv.errorsText(validate.errors)}`);
  return found;
}

function fits(template: string, path: string): boolean {
  const source = template
    .split(/(?<parameter>\{[^}]+\})/u)
    .map((part) => (part.startsWith("{") ? "[^/:]+" : part.replaceAll(/[.]/gu, "\\.")))
    .join("");
  return new RegExp(`^${source}$`, "u").test(path);
}
