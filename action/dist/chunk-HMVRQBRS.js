import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  lazyValidator,
  require_ajv,
  trustedSchemas
} from "./chunk-JWKNRRMN.js";
import {
  __toESM
} from "./chunk-N5G37XHY.js";

// src/providers/adapter/entry-schema.ts
var import_ajv = __toESM(require_ajv(), 1);

// src/core/text/nearest.ts
function findNearest(word, known) {
  const distances = known.map((candidate) => ({
    candidate,
    distance: countEdits(word.slice(0, 60).toLowerCase(), candidate.toLowerCase())
  })).sort((a, b) => a.distance - b.distance);
  const best = distances[0];
  return best !== void 0 && best.distance <= 2 && best.distance < best.candidate.length ? best.candidate : void 0;
}
function countEdits(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (i, j) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? [at(i - 2, j - 2) + 1] : [];
      row.push(Math.min(replaced, at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, ...swapped));
    }
    rows.push(row);
  }
  return at(a.length, b.length);
}

// src/providers/adapter/entry-schema.ts
var ajv;
function getAjv() {
  ajv ??= new import_ajv.Ajv({ allErrors: true, verbose: true, ...trustedSchemas });
  return ajv;
}
var namePattern = "^[a-z0-9][a-z0-9_-]{0,62}$";
var entryName = {
  pattern: namePattern,
  description: "a name of small letters, digits, - and _, such as orders"
};
var secretVariable = {
  type: "string",
  pattern: "^[A-Z][A-Z0-9_]*$",
  description: "the name of a variable, in capital letters, such as ORDERS_DB_PASSWORD"
};
var deadlineSeconds = { type: "integer", minimum: 1, maximum: 300 };
var consistencySeconds = { type: "integer", minimum: 0, maximum: 3600 };
var link = {
  type: "string",
  pattern: "^https://",
  maxLength: 400,
  description: "an address that begins with https://"
};
var commandLine = {
  type: "string",
  minLength: 1,
  maxLength: 400,
  pattern: "^\\P{C}+$",
  description: "a line of visible characters"
};
var byName = (each) => ({
  type: "object",
  minProperties: 1,
  propertyNames: entryName,
  additionalProperties: each
});
var roleNames = {
  type: "array",
  minItems: 1,
  items: { type: "string", ...entryName }
};
var offeredRoles = {
  type: "object",
  propertyNames: entryName,
  additionalProperties: roleNames
};
var compileEntry = (schema) => lazyValidator(() => getAjv().compile(schema));
var describeErrors = (where, errors) => keepNearest(errors ?? []).map((error) => `${where}${error.instancePath}: ${describeError(error)}`);
function describeError(error) {
  const { keyword, message, data, instancePath } = error;
  if (keyword === "additionalProperties") return describeUnknown(error);
  if (keyword === "required") return `${message}. Add it.`;
  const wanted = describeWanted(error) ?? message;
  const isHidden = instancePath.endsWith("From") || typeof data === "object";
  return isHidden ? `${wanted}.` : `${wanted}. It is ${JSON.stringify(data)}.`;
}
function describeWanted({ keyword, params, parentSchema }) {
  if (keyword === "enum") return `must be one of ${JSON.stringify(params.allowedValues)}`;
  const description = keyword === "pattern" ? parentSchema?.description : void 0;
  return typeof description === "string" ? `must be ${description}` : void 0;
}
function describeUnknown({ params, parentSchema }) {
  const field = String(params.additionalProperty);
  const known = Object.keys(parentSchema?.properties ?? {});
  const nearest = known.includes(`${field}From`) ? `${field}From` : findNearest(field, known);
  const next = nearest === void 0 ? `Remove it; known are ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
  const isSecret = /key|pass|secret|token/iu.test(field);
  const hint = isSecret ? " Write secrets into variables, and name the variable, as in passwordFrom." : "";
  return `"${field}" is not known here. ${next}${hint}`;
}
function keepNearest(errors) {
  const choices = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  return choices.reduce(keepNearestForm, errors);
}
function keepNearestForm(errors, choice) {
  const formOf = ({ schemaPath, instancePath }) => `${instancePath}/`.startsWith(`${choice.instancePath}/`) && schemaPath.startsWith(`${choice.schemaPath}/`) ? schemaPath.slice(choice.schemaPath.length + 1).split("/")[0] : void 0;
  const forms = [...new Set(errors.map(formOf))].filter((form) => form !== void 0);
  const count = (form) => errors.filter((error) => formOf(error) === form).length;
  const [nearest] = forms.sort((a, b) => count(a) - count(b));
  if (nearest === void 0) return errors;
  return errors.filter((error) => error !== choice && [void 0, nearest].includes(formOf(error)));
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
  findNearest,
  namePattern,
  entryName,
  secretVariable,
  deadlineSeconds,
  consistencySeconds,
  link,
  commandLine,
  byName,
  roleNames,
  offeredRoles,
  compileEntry,
  describeErrors
};
