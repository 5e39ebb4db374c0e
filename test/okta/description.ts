import { Ajv } from "ajv";
import type { GateAnswer, GateCall } from "../support/http-gate.ts";
import slice from "./openapi-slice.json" with { type: "json" };

/** Okta's own description of its API: see `x-source` in openapi-slice.json. */
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: object }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly type?: string;
  readonly schema?: object;
}

const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = slice.paths;

/** Asked without credentials, of another API, or younger than the description. */
const isElsewhere = (pathname: string): boolean =>
  ["/.well-known/okta-organization", "/oauth2/v1/token"].includes(pathname) ||
  /\/groups\/\w+\/owners$/u.test(pathname);

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(slice, "okta");

const compile = (schema: object) =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"okta#/definitions/')));

/** What is wrong with a request, by the description. */
export function findMistakes(call: GateCall): string[] {
  const { pathname, searchParams } = new URL(call.path, "http://okta");
  if (isElsewhere(pathname)) return [];
  const operation = findOperation(call.method, pathname);
  if (operation === undefined) return [`${call.method} ${pathname} is not described`];
  const parameters = operation.parameters ?? [];
  const query = [...searchParams].flatMap(([name, value]) => {
    const known = parameters.find((each) => each.in === "query" && each.name === name);
    if (known === undefined) return [`${pathname} has no parameter ${name}`];
    return isOfType(value, known.type) ? [] : [`${name} is no ${known.type}: ${value}`];
  });
  const body = parameters.find((each) => each.in === "body");
  if (body === undefined) return call.body === "" ? query : [...query, `${pathname} takes no body`];
  return [...query, ...check(body.schema ?? {}, call.body)];
}

/** What is wrong with an answer, by the description. */
export function findMistakesInAnswer(call: GateCall, { status, body }: GateAnswer): string[] {
  const { pathname } = new URL(call.path, "http://okta");
  if (isElsewhere(pathname) || status >= 400) return [];
  const described = findOperation(call.method, pathname)?.responses[String(status)];
  if (described === undefined) return [`${call.method} ${pathname} is not answered with ${status}`];
  return described.schema === undefined ? [] : check(described.schema, body);
}

function findOperation(method: string, pathname: string): Operation | undefined {
  const parts = pathname.split("/");
  const fits = (template: string): boolean =>
    template.split("/").length === parts.length &&
    template.split("/").every((part, at) => part.startsWith("{") || part === parts[at]);
  // `/groups/rules` before `/groups/{groupId}`.
  const [template] = Object.keys(paths)
    .filter(fits)
    .sort((a, b) => a.split("{").length - b.split("{").length);
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
}

const isOfType = (value: string, type = "string"): boolean =>
  type === "integer" ? /^\d+$/u.test(value) : type === "boolean" ? /^(?:true|false)$/u.test(value) : true;

function check(schema: object, text: string): string[] {
  const validate = compile(schema);
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
