import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

interface Parameter {
  readonly in: "path" | "query" | "body";
  readonly name: string;
  readonly required?: boolean;
  readonly type?: string;
  readonly schema?: object;
}

interface Operation {
  readonly consumes: readonly string[];
  readonly parameters: readonly Parameter[];
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions: Readonly<Record<string, object>>;
}

const description: Description = JSON.parse(readFileSync(new URL("openapi.json", import.meta.url), "utf8"));

const ajv = new Ajv({ strict: false, validateFormats: false });

/** A definition without unknown fields: the server drops them in silence, or refuses them where `fieldValidation` is `Strict`. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== "object" || value === null) return value;
  const closed = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, close(each)]));
  return "properties" in closed ? { ...closed, additionalProperties: false } : closed;
}

ajv.addSchema({ $id: "k8s", definitions: close(description.definitions) });

const compiled = new Map<string, ValidateFunction>();

function validatorOf(reference: string): ValidateFunction {
  const known = compiled.get(reference) ?? ajv.compile({ $ref: `k8s${reference}` });
  compiled.set(reference, known);
  return known;
}

/** An object as the description has it: `io.k8s.api.rbac.v1.RoleBinding`. */
export const fits = (definition: string, value: unknown): string | undefined => {
  const validate = validatorOf(`#/definitions/${definition}`);
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
};

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly type: string | null;
  readonly body: unknown;
}

/** What the description of Kubernetes' API has against a request; `undefined` for nothing. */
export function findViolation({ method, url, type, body }: Asked): string | undefined {
  const operation = findOperation(method, url.pathname);
  if (operation === undefined) return `no operation ${method} ${url.pathname}`;
  for (const [name, value] of url.searchParams) {
    const parameter = operation.parameters.find((each) => each.in === "query" && each.name === name);
    if (parameter === undefined) return `no parameter ${name}`;
    if (parameter.type === "integer" && !/^\d+$/u.test(value)) return `${name} is no integer`;
  }
  if (body === undefined) return isBodyRequired(operation) ? "a body is missing" : undefined;
  return findBodyViolation(operation, type, body);
}

function findOperation(method: string, pathname: string): Operation | undefined {
  const parts = pathname.split("/");
  const fit = Object.entries(description.paths).find(([path]) => {
    const template = path.split("/");
    return (
      template.length === parts.length &&
      template.every((part, index) => part.startsWith("{") || part === parts[index])
    );
  });
  return fit?.[1][method.toLowerCase()];
}

const isBodyRequired = ({ parameters }: Operation): boolean =>
  parameters.some((each) => each.in === "body" && each.required === true);

function findBodyViolation({ consumes, parameters }: Operation, type: string | null, body: unknown) {
  const parameter = parameters.find((each) => each.in === "body");
  if (parameter?.schema === undefined) return "a body that the operation does not take";
  if (!consumes.includes("*/*") && !consumes.includes(type ?? "")) return `the type ${type}`;
  const reference = "$ref" in parameter.schema ? String(parameter.schema.$ref) : "";
  const validate = validatorOf(reference);
  return validate(body) ? undefined : ajv.errorsText(validate.errors);
}
