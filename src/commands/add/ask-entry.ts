import { type Fields, isFields } from "../../core/additions/entry-fields.ts";
import type { Offer } from "../../core/additions/plan-addition.ts";
import { askPerson } from "../input/prompt.ts";

interface Asking {
  readonly provider: string;
  readonly offer: Pick<Offer, "resource" | "role">;
}

/**
 * Asks for each field that the adapter's schema requires and the entry lacks; of resources and roles, for those of the offer. A secret's
 * variable is named after the provider.
 */
export async function askFields(schema: unknown, fields: Fields, asking: Asking, path = ""): Promise<Fields> {
  const added: [string, unknown][] = [];
  for (const [name, each] of listWanted(schema, path, asking)) {
    if (Object.hasOwn(fields, name) && !isFields(fields[name])) continue;
    const at = path === "" ? name : `${path}.${name}`;
    const value = await askField(each, fields[name], at, asking);
    if (value !== undefined) added.push([name, value]);
  }
  return { ...fields, ...Object.fromEntries(added) };
}

/** The fields that must be there, each with its schema. */
function listWanted(schema: unknown, path: string, { offer }: Asking): [string, unknown][] {
  if (!isFields(schema)) return [];
  const { properties, required, additionalProperties: each } = schema;
  if (isFields(properties))
    return (Array.isArray(required) ? required : []).map((name) => [String(name), properties[String(name)]]);
  if (!isFields(each)) return [];
  if (path === "resources") return [[offer.resource, each]];
  return path.endsWith("roles") ? [[offer.role, each]] : [];
}

async function askField(schema: unknown, there: unknown, path: string, asking: Asking): Promise<unknown> {
  if (!isFields(schema)) return undefined;
  if (schema.type === "object") return askFields(schema, isFields(there) ? there : {}, asking, path);
  if (there !== undefined) return undefined;
  const name = path.split(".").at(-1) ?? path;
  if (name.endsWith("From")) return nameSecret(asking.provider, name);
  if (schema.type === "array" && path.startsWith("resources.")) return [asking.offer.role];
  if (schema.type === "integer") return askPerson(`${path}?`, readNumber);
  if (schema.type !== "string") return undefined;
  return askPerson(`${path}?`, (text) => (text === "" ? new Error("It cannot be empty.") : text));
}

const readNumber = (text: string): number | Error =>
  /^\d{1,15}$/u.test(text) ? Number(text) : new Error("Write a whole number.");

/** `passwordFrom` of orders-db is ORDERS_DB_PASSWORD. */
const nameSecret = (provider: string, field: string): string =>
  `${provider}_${field.replace(/From$/u, "").replace(/(?<=[a-z])(?=[A-Z])/gu, "_")}`
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, "_")
    .replace(/^(?=\d)/u, "P_");
