import { Ajv } from "ajv";
import slice from "./openapi-slice.json" with { type: "json" };

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, object>>;
  readonly body?: string;
}

/** Vault's own description of its API: see `x-source` in openapi-slice.json. */
const paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> = slice.paths;
const schemas: Readonly<Record<string, object>> = slice.schemas;
const ajv = new Ajv({ strict: false });

const isOperation = (value: unknown): value is Operation => typeof value === "object" && value !== null;

/** Throws where a request is not one that the description allows. */
export function assertDescribed(method: string, url: URL, body: string | undefined): void {
  const path = url.pathname.replace(/^\/v1/u, "");
  const what = `${method} ${path}`;
  const template = Object.keys(paths).find((each) => fits(each, path));
  const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
  if (!isOperation(operation)) throw new Error(`${what} is not described.`);
  const names = operation.parameters.map(({ name }) => name);
  for (const name of url.searchParams.keys())
    if (!names.includes(name)) throw new Error(`${what} has no parameter ${name}.`);
  for (const { name, required } of operation.parameters)
    if (required && !url.searchParams.has(name)) throw new Error(`${what} needs ${name}.`);
  if ((operation.body === undefined) !== (body === undefined)) throw new Error(`${what}: a body, or none.`);
  if (operation.body === undefined || body === undefined) return;
  const validate = ajv.compile(schemas[operation.body] ?? {});
  if (!validate(JSON.parse(body))) throw new Error(`${what}: ${ajv.errorsText(validate.errors)}`);
}

const fits = (template: string, path: string): boolean => {
  const [wanted, seen] = [template.split("/"), path.split("/")];
  return (
    wanted.length === seen.length &&
    wanted.every((part, at) => (part.startsWith("{") ? seen[at] !== "" : part === seen[at]))
  );
};
