import { Ajv, type ErrorObject } from "ajv";
import { lazyValidator, trustedSchemas, type Validator } from "../../core/document/lazy-validator.ts";
import { findNearest } from "../../core/text/nearest.ts";

let ajv: Ajv | undefined;

function getAjv(): Ajv {
  ajv ??= new Ajv({ allErrors: true, verbose: true, ...trustedSchemas });
  return ajv;
}

/** The allowed names of providers, resources and roles: the same as in an entitlement. */
export const namePattern = "^[a-z0-9][a-z0-9_-]{0,62}$";

/** The same as part of a schema. A `description` says what a pattern wants, in messages about it. */
export const entryName = {
  pattern: namePattern,
  description: "a name of small letters, digits, - and _, such as orders",
} as const;

/** The field of an entry that names the variable of a secret. End the field's name in `From`. */
export const secretVariable = {
  type: "string",
  pattern: "^[A-Z][A-Z0-9_]*$",
  description: "the name of a variable, in capital letters, such as ORDERS_DB_PASSWORD",
} as const;

/** How long a call may take. */
export const deadlineSeconds = { type: "integer", minimum: 1, maximum: 300 } as const;

/** How long a listing may lag behind a write. */
export const consistencySeconds = { type: "integer", minimum: 0, maximum: 3600 } as const;

/** The page that a person opens. */
export const link = {
  type: "string",
  pattern: "^https://",
  maxLength: 400,
  description: "an address that begins with https://",
} as const;

/** The line that a person types. */
export const commandLine = {
  type: "string",
  minLength: 1,
  maxLength: 400,
  pattern: "^\\P{C}+$",
  description: "a line of visible characters",
} as const;

/** One or more of something, each under a name: of a resource, of a role. */
export const byName = <const Each>(each: Each) =>
  ({
    type: "object",
    minProperties: 1,
    propertyNames: entryName,
    additionalProperties: each,
  }) as const;

/** Names of roles. */
export const roleNames = {
  type: "array",
  minItems: 1,
  items: { type: "string", ...entryName },
} as const;

/** The field `resources` of an entry: the roles on offer, by resource. */
export const offeredRoles = {
  type: "object",
  propertyNames: entryName,
  additionalProperties: roleNames,
} as const;

/** Checks entries of the server's provider configuration against a closed schema. */
export const compileEntry = <T>(schema: object): Validator<T> =>
  lazyValidator(() => getAjv().compile<T>(schema));

/** One sentence per mistake: the place, the value and the allowed values. Never prints the value of a secret. */
export const describeErrors = (where: string, errors: readonly ErrorObject[] | null | undefined): string[] =>
  keepNearest(errors ?? []).map((error) => `${where}${error.instancePath}: ${describeError(error)}`);

function describeError(error: ErrorObject): string {
  const { keyword, message, data, instancePath } = error;
  if (keyword === "additionalProperties") return describeUnknown(error);
  if (keyword === "required") return `${message}. Add it.`;
  const wanted = describeWanted(error) ?? message;
  // A secret pasted where the name of its variable belongs must not reach a log.
  const isHidden = instancePath.endsWith("From") || typeof data === "object";
  return isHidden ? `${wanted}.` : `${wanted}. It is ${JSON.stringify(data)}.`;
}

/** A pattern by its description: nobody should have to read a regular expression. */
function describeWanted({ keyword, params, parentSchema }: ErrorObject): string | undefined {
  if (keyword === "enum") return `must be one of ${JSON.stringify(params.allowedValues)}`;
  const description: unknown = keyword === "pattern" ? parentSchema?.description : undefined;
  return typeof description === "string" ? `must be ${description}` : undefined;
}

function describeUnknown({ params, parentSchema }: ErrorObject): string {
  const field = String(params.additionalProperty);
  const known = Object.keys(parentSchema?.properties ?? {});
  const nearest = known.includes(`${field}From`) ? `${field}From` : findNearest(field, known);
  const next =
    nearest === undefined ? `Remove it; known are ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
  const isSecret = /key|pass|secret|token/iu.test(field);
  const hint = isSecret ? " Write secrets into variables, and name the variable, as in passwordFrom." : "";
  return `"${field}" is not known here. ${next}${hint}`;
}

/** Where a value may have several forms and has none of them, the mistakes of the form with the fewest. The others were not meant. */
function keepNearest(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  return choices.reduce(keepNearestForm, errors);
}

function keepNearestForm(errors: readonly ErrorObject[], choice: ErrorObject): readonly ErrorObject[] {
  const formOf = ({ schemaPath, instancePath }: ErrorObject): string | undefined =>
    `${instancePath}/`.startsWith(`${choice.instancePath}/`) && schemaPath.startsWith(`${choice.schemaPath}/`)
      ? schemaPath.slice(choice.schemaPath.length + 1).split("/")[0]
      : undefined;
  const forms = [...new Set(errors.map(formOf))].filter((form) => form !== undefined);
  const count = (form: string): number => errors.filter((error) => formOf(error) === form).length;
  const [nearest] = forms.sort((a, b) => count(a) - count(b));
  if (nearest === undefined) return errors;
  return errors.filter((error) => error !== choice && [undefined, nearest].includes(formOf(error)));
}
