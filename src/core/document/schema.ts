import { Ajv, type Schema } from "ajv";
import { lazyValidator, trustedSchemas, type Validator } from "./lazy-validator.ts";
import { uniqueItems } from "./unique-items.ts";

let ajv: Ajv | undefined;

function getAjv(): Ajv {
  ajv ??= new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    ownProperties: true,
    useDefaults: true,
    ...trustedSchemas,
  })
    .removeKeyword("uniqueItems")
    .addKeyword(uniqueItems);
  return ajv;
}

/**
 * The validator of one schema. All mistakes are reported, with the schema and the value they are about; defaults of
 * the schema are filled in. The first use throws when the schema itself is wrong.
 */
export const buildValidator = <T>(schema: Schema): Validator<T> =>
  lazyValidator(() => getAjv().compile<T>(schema));

/** Parts the schemas share. Descriptions say the rule in words: editors show them, and so do findings. */
export const personLogin = {
  type: "string",
  pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$",
  description: "A GitHub login: letters, digits, - and _, at most 39 characters",
  examples: ["alice"],
} as const;

export const providerName = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
  description: "The name of a provider: lower-case letters, digits and -, at most 63 characters",
  examples: ["orders-db"],
} as const;

export const resourceName = {
  type: "string",
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@-]{0,199}$",
  description: "The name of a resource: letters, digits and . _ : / @ -, at most 200 characters, no spaces",
  examples: ["orders"],
} as const;

export const roleName = {
  type: "string",
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@-]{0,127}$",
  description: "The name of a role: letters, digits and . _ : / @ -, at most 128 characters, no spaces",
  examples: ["readonly"],
} as const;

export const folderName = {
  type: "string",
  pattern: "^[a-z0-9][a-z0-9._-]{0,99}$",
  description: "A folder of access-requests/: lower-case letters, digits and . _ -, at most 100 characters",
  examples: ["payments"],
} as const;

/** GitHub's numeric ids. A larger number is no longer exact. */
export const githubId = {
  type: "integer",
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "The numeric id GitHub gives: names change, ids do not",
} as const;
