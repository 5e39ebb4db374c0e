import { Ajv } from "ajv";
import { lazyValidator, type Validator } from "./lazy-validator.ts";

let ajv: Ajv | undefined;

function getAjv(): Ajv {
  ajv ??= new Ajv({ strict: true });
  return ajv;
}

/** Compiles the schema of one kind of record the app writes for itself. */
export const compileRecord = <T>(schema: object): Validator<T> =>
  lazyValidator(() => getAjv().compile<T>(schema));

/** What the app wrote earlier. Throws when it is anything else: it is ours, so nobody is asked to fix it. */
export function parseRecord<T>(validate: Validator<T>, text: string, what: string): T {
  const parsed = parseJson(text, what);
  if (validate(parsed)) return parsed;
  throw new Error(
    `The ${what} is not as this version writes it: ${getAjv().errorsText(validate.errors ? [...validate.errors] : null)}.`,
  );
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The ${what} is not JSON.`, { cause });
  }
}
