import slice from "./graph-slice.json" with { type: "json" };

interface Described {
  readonly properties: Readonly<Record<string, string>>;
  readonly navigation?: Readonly<Record<string, string>>;
  readonly base?: string;
}

/** Microsoft's own description of Graph: see `x-source` in graph-slice.json. */
const types: Readonly<Record<string, Described>> = slice.types;
const enums: Readonly<Record<string, readonly string[]>> = slice.enums;
const roots: Readonly<Record<string, string>> = slice.roots;
const actions: Readonly<Record<string, string>> = slice.actions;

const collection = /^Collection\((?<item>.*)\)$/u;
const itemOf = (type: string): string | undefined => collection.exec(type)?.groups?.item;

/** A type, what it is made of, and what is made of it: a list of the one may hold the other. */
function familyOf(name: string): readonly Described[] {
  const isDerived = (each: string | undefined): boolean =>
    each !== undefined && (each === name || isDerived(types[each]?.base));
  const bases: Described[] = [];
  for (let each = types[name]; each !== undefined; each = types[each.base ?? ""]) bases.push(each);
  return [...bases, ...Object.keys(types).flatMap((each) => (isDerived(each) ? (types[each] ?? []) : []))];
}

const lookUp = (type: string, field: string, kind: "properties" | "navigation"): string | undefined =>
  familyOf(type)
    .map((each) => each[kind]?.[field])
    .find((found) => found !== undefined);

/** What a path leads to. `$ref` and an action end it. */
interface Target {
  readonly type: string;
  readonly last?: "$ref" | "action";
}

function resolve(parts: readonly string[], what: string): Target {
  const [root = "", ...rest] = parts;
  let type = roots[root];
  for (const [at, part] of rest.entries()) {
    if (type === undefined) throw new Error(`${what} is not described.`);
    const isLast = at === rest.length - 1;
    const item = itemOf(type);
    if (isLast && part === "$ref") return { type, last: "$ref" };
    if (isLast && actions[part] === type) return { type, last: "action" };
    type = item ?? lookUp(type, part, "navigation");
  }
  if (type === undefined) throw new Error(`${what} is not described.`);
  return { type };
}

/** Throws where a request is not one that the description allows. Returns the type of its answer. */
export function assertDescribed(method: string, url: URL, body: string | undefined): string | undefined {
  const what = `${method} ${url.pathname}`;
  const [version, ...parts] = url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (version !== "v1.0") throw new Error(`${what}: another version.`);
  const { type, last } = resolve(parts, what);
  for (const [name, value] of url.searchParams) assertQuery(itemOf(type) ?? type, name, value, what);
  if (last !== undefined) assertReference(method, type, last, body, what);
  else if (method === "GET" && body === undefined) return type;
  else if (method === "POST" && itemOf(type) !== undefined) {
    assertObject(itemOf(type) ?? "", JSON.parse(body ?? "{}"), what);
    return itemOf(type);
  } else throw new Error(`${what} is not described.`);
  return undefined;
}

function assertReference(
  method: string,
  type: string,
  last: "$ref" | "action",
  body: string | undefined,
  what: string,
): void {
  if (last === "action" && method === "POST" && body === undefined) return;
  const keys = Object.keys(JSON.parse(body ?? "{}")).join();
  // OData, Part 1: a reference is added to a collection, and taken from it by its key.
  if (method === "POST" && itemOf(type) !== undefined && keys === "@odata.id") return;
  if (method === "DELETE" && itemOf(type) === undefined && body === undefined) return;
  throw new Error(`${what} is no way to change a reference.`);
}

function assertQuery(type: string, name: string, value: string, what: string): void {
  const knows = (field: string): boolean => lookUp(type, field, "properties") !== undefined;
  const isFine = {
    $select: () => value.split(",").every(knows),
    $top: () => /^(?:\d{1,3}|1000)$/u.test(value),
    $skiptoken: () => true,
    $filter: () => value.split(" and ").every((term) => isTerm(type, term)),
    $expand: () => isExpansion(type, value),
  };
  const check = Object.entries(isFine).find(([each]) => each === name)?.[1];
  if (!check?.()) throw new Error(`${what}: ${name}=${value} is not described.`);
}

function isTerm(type: string, term: string): boolean {
  const {
    field = "",
    operator = "",
    value = "",
  } = /^(?<field>\w+) (?<operator>eq|ge|le) (?<value>.*)$/u.exec(term)?.groups ?? {};
  const property = lookUp(type, field, "properties");
  if (property === "Edm.DateTimeOffset") return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value);
  return property === "Edm.String" && operator === "eq" && /^'[^']*'$/u.test(value);
}

function isExpansion(type: string, value: string): boolean {
  const { field = "", nested } = /^(?<field>\w+)(?:\(\$expand=(?<nested>\w+)\))?$/u.exec(value)?.groups ?? {};
  const target = lookUp(type, field, "navigation");
  return target !== undefined && (nested === undefined || isExpansion(itemOf(target) ?? target, nested));
}

/** Throws where an object has a field that its type has not, or of another type. */
export function assertObject(type: string, value: object, what: string): void {
  for (const [field, each] of Object.entries(value)) {
    if (field.startsWith("@")) continue;
    const found = lookUp(type, field, "properties") ?? lookUp(type, field, "navigation");
    if (found === undefined || !isOf(found, each, what))
      throw new Error(`${what}: ${type}.${field} is not ${JSON.stringify(each)}.`);
  }
}

function isOf(type: string, value: unknown, what: string): boolean {
  const item = itemOf(type);
  if (value === null) return true;
  if (item !== undefined) return Array.isArray(value) && value.every((each) => isOf(item, each, what));
  if (enums[type] !== undefined)
    return enums[type].some((each) => each.toLowerCase() === String(value).toLowerCase());
  if (type === "Edm.Boolean") return typeof value === "boolean";
  if (type === "Edm.Int32") return Number.isInteger(value);
  if (type === "Edm.DateTimeOffset") return typeof value === "string" && !Number.isNaN(Date.parse(value));
  if (type === "Edm.Duration") return typeof value === "string" && /^P[\dDTHMS]+$/u.test(value);
  if (type.startsWith("Edm.")) return typeof value === "string";
  if (typeof value !== "object") return false;
  assertObject(type, value, what);
  return true;
}
