import type { ErrorObject, ValidateFunction } from "ajv";

/** Returns whether a value fits its schema; `errors` then lists the mistakes. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors: readonly ErrorObject[] | null;
}

/**
 * Ajv's options for schemas of this program. A test holds each against JSON Schema's own schema: that schema's compilation would cost
 * each start of the program more than all of ours.
 */
export const trustedSchemas = { meta: false, validateSchema: false } as const;

/** Compiles a schema on first use: a program compiles only the schemas it reads with, and prints its usage without compiling any. */
export function lazyValidator<T>(compile: () => ValidateFunction<T>): Validator<T> {
  let compiled: ValidateFunction<T> | undefined;
  const validate: Validator<T> = Object.assign(
    (value: unknown): value is T => {
      compiled ??= compile();
      const isValid = compiled(value);
      validate.errors = compiled.errors ?? null;
      return isValid;
    },
    { errors: null },
  );
  return validate;
}
