import { Ajv, type ValidateFunction } from "ajv";

const ajv = new Ajv({ strict: true });

/** Compiles the schema of one kind of record the app writes for itself. */
export const compileRecord = <T>(schema: object): ValidateFunction<T> => ajv.compile<T>(schema);

/** What the app wrote earlier. Throws when it is anything else: it is ours, so nobody is asked to fix it. */
export function parseRecord<T>(validate: ValidateFunction<T>, text: string, what: string): T {
  const parsed = parseJson(text, what);
  if (validate(parsed)) return parsed;
  throw new Error(`The ${what} is not as this version writes it: ${ajv.errorsText(validate.errors)}.`);
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The ${what} is not JSON.`, { cause });
  }
}
