import { Ajv, type ErrorObject } from "ajv";
import { lazyValidator, type Validator } from "../../core/document/lazy-validator.ts";

let ajv: Ajv | undefined;

function getAjv(): Ajv {
  ajv ??= new Ajv({ allErrors: true, verbose: true });
  return ajv;
}

/** The names of providers, resources and roles: what an entitlement may say. */
export const namePattern = "^[a-z0-9][a-z0-9_-]{0,62}$";

/** Checks entries of the server's provider configuration against an adapter's closed schema. */
export const compileEntry = <T>(schema: object): Validator<T> =>
  lazyValidator(() => getAjv().compile<T>(schema));

/** One sentence a mistake: where, what was seen, what is allowed. Never the value of something secret. */
export const describeErrors = (where: string, errors: readonly ErrorObject[] | null | undefined): string[] =>
  (errors ?? []).map((error) => `${where}${error.instancePath}: ${describeError(error)}`);

function describeError({ keyword, params, message, data, instancePath }: ErrorObject): string {
  if (keyword === "additionalProperties") {
    return `"${params.additionalProperty}" is not known here. Remove it; secrets are named with passwordFrom, never written down.`;
  }
  const wanted = keyword === "enum" ? `must be one of ${JSON.stringify(params.allowedValues)}` : message;
  // A password pasted where the name of its variable belongs must not reach a log.
  const isHidden = instancePath.endsWith("/passwordFrom") || typeof data === "object";
  return isHidden ? `${wanted}.` : `${wanted}. It is ${JSON.stringify(data)}.`;
}
