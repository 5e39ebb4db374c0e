import type { ErrorObject, ValidateFunction } from "ajv";

/** Says whether a value is as its schema says; afterwards `errors` says what is not. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors: readonly ErrorObject[] | null;
}

/** Compiles a schema when it is first needed: a program compiles only what it reads, and says its usage without any of them. */
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
