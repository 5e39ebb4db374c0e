import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  lazyValidator,
  require_ajv,
  trustedSchemas
} from "./chunk-AMRYDHP4.js";
import {
  __toESM
} from "./chunk-N5G37XHY.js";

// src/providers/adapter/entry-schema.ts
var import_ajv = __toESM(require_ajv(), 1);
var ajv;
function getAjv() {
  ajv ??= new import_ajv.Ajv({ allErrors: true, verbose: true, ...trustedSchemas });
  return ajv;
}
var namePattern = "^[a-z0-9][a-z0-9_-]{0,62}$";
var secretVariable = { type: "string", pattern: "^[A-Z][A-Z0-9_]*$" };
var deadlineSeconds = { type: "integer", minimum: 1, maximum: 300 };
var consistencySeconds = { type: "integer", minimum: 0, maximum: 3600 };
var link = { type: "string", pattern: "^https://", maxLength: 400 };
var byName = (each) => ({
  type: "object",
  minProperties: 1,
  propertyNames: { pattern: namePattern },
  additionalProperties: each
});
var roleNames = {
  type: "array",
  minItems: 1,
  items: { type: "string", pattern: namePattern }
};
var offeredRoles = {
  type: "object",
  propertyNames: { pattern: namePattern },
  additionalProperties: roleNames
};
var compileEntry = (schema) => lazyValidator(() => getAjv().compile(schema));
var describeErrors = (where, errors) => (errors ?? []).map((error) => `${where}${error.instancePath}: ${describeError(error)}`);
function describeError({ keyword, params, message, data, instancePath }) {
  if (keyword === "additionalProperties") {
    return `"${params.additionalProperty}" is not known here. Remove it; write secrets into variables and name the variable, as in passwordFrom.`;
  }
  const wanted = keyword === "enum" ? `must be one of ${JSON.stringify(params.allowedValues)}` : message;
  const isHidden = instancePath.endsWith("From") || typeof data === "object";
  return isHidden ? `${wanted}.` : `${wanted}. It is ${JSON.stringify(data)}.`;
}

// src/core/findings/finding.ts
var mistake = (code, message, fix, at = "") => ({
  code,
  severity: "error",
  at,
  message,
  fix
});
var warning = (code, message, fix, at = "") => ({
  ...mistake(code, message, fix, at),
  severity: "warning"
});
var isError = (finding) => finding.severity === "error";

export {
  mistake,
  warning,
  isError,
  namePattern,
  secretVariable,
  deadlineSeconds,
  consistencySeconds,
  link,
  byName,
  roleNames,
  offeredRoles,
  compileEntry,
  describeErrors
};
