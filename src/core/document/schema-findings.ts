import type { ErrorObject } from "ajv";
import { DURATION_PATTERN, guessDuration } from "../text/duration.ts";
import { guessInstant, INSTANT_PATTERN } from "../text/instant.ts";
import { findNearest } from "../text/nearest.ts";
import type { Finding } from "./finding.ts";
import { describeForeign, showText } from "./text.ts";
import { writeFlow } from "./yaml-scalar.ts";
import { escapePointer } from "./yaml-tree.ts";

type Words = Pick<Finding, "code" | "message" | "fix"> & { readonly at?: string };

/** What a person reads for what the validator found. Errors that only sum up others are left out. */
export const explainErrors = (errors: readonly ErrorObject[]): Finding[] =>
  errors
    .filter(({ keyword }) => keyword !== "propertyNames")
    .map((error) => ({ severity: "error", at: error.instancePath, ...explain(error) }));

function explain(error: ErrorObject): Words {
  if (error.propertyName !== undefined) return explainName(error, error.propertyName);
  const words = explanations[error.keyword];
  return words === undefined ? explainOther(error) : words(error);
}

const explanations: Partial<Record<string, (error: ErrorObject) => Words>> = {
  additionalProperties: explainUnknown,
  required: explainMissing,
  type: explainType,
  pattern: (error) => ({
    code: "VALUE_PATTERN",
    message: `${nameOf(error)} is ${showValue(error.data)}, which does not fit. ${ruleOf(error)}.${lookalikes(error.data)}`,
    fix: fixValue(error),
  }),
  enum: explainChoice,
  const: explainChoice,
  minLength: (error) => explainLimit(error, "VALUE_LENGTH", "characters; at least"),
  maxLength: (error) => explainLimit(error, "VALUE_LENGTH", "characters; at most"),
  minItems: (error) => explainLimit(error, "ITEMS_COUNT", "entries; at least"),
  maxItems: (error) => explainLimit(error, "ITEMS_COUNT", "entries; at most"),
  minimum: explainRange,
  maximum: explainRange,
  uniqueItems: (error) => ({
    code: "ITEMS_REPEATED",
    message: `${nameOf(error)} has the same entry twice: numbers ${Number(error.params.j) + 1} and ${Number(error.params.i) + 1}.`,
    fix: "Remove one of them.",
  }),
};

function explainUnknown(error: ErrorObject): Words {
  const field = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const nearest = findNearest(field, known);
  return {
    code: "FIELD_UNKNOWN",
    at: `${error.instancePath}/${escapePointer(field)}`,
    message: `${showName(field)} is not a field here. Allowed: ${known.join(", ")}.`,
    fix: nearest === undefined ? "Remove it." : `Remove it, or did you mean ${showName(nearest)}?`,
  };
}

function explainMissing(error: ErrorObject): Words {
  const field = String(error.params.missingProperty);
  const schema = error.parentSchema?.properties?.[field];
  const example: unknown = schema?.examples?.[0];
  return {
    code: "FIELD_MISSING",
    at: `${error.instancePath}/${escapePointer(field)}`,
    message: `The field ${showName(field)} is missing${within(error.instancePath)}.`,
    fix: example === undefined ? "Add it." : `Add it, for example: ${field}: ${showExample(example)}`,
  };
}

function explainType(error: ErrorObject): Words {
  const wanted = typeNames[String(error.params.type)] ?? String(error.params.type);
  return {
    code: "FIELD_TYPE",
    message: `${nameOf(error)} is ${error.data === null ? "empty" : describeType(error.data)}; it must be ${wanted}.`,
    fix: fixType(error),
  };
}

function fixType(error: ErrorObject): string {
  if (error.instancePath === "") return beginFields(error);
  if (error.params.type !== "string" || error.data === null) return exampleOf(error);
  return typeof error.data === "object"
    ? `Put it in quotes if it is text. ${exampleOf(error)}`
    : quote(error);
}

/** Prose, or a list, where the fields should be. */
function beginFields({ parentSchema }: ErrorObject): string {
  const [first = ""]: readonly string[] = parentSchema?.required ?? [];
  const example: unknown = parentSchema?.properties?.[first]?.examples?.[0];
  const shown = example === undefined ? first : `${first}: ${showExample(example)}`;
  return `Write one field a line, as name, colon, space and value, beginning with: ${shown}`;
}

/** The same in the form that is asked for, where it is clear what was meant. */
function fixValue(error: ErrorObject): string {
  const pattern: unknown = error.parentSchema?.pattern;
  if (typeof error.data !== "string") return exampleOf(error);
  const duration = pattern === DURATION_PATTERN ? guessDuration(error.data) : undefined;
  if (duration !== undefined) return `Write ${duration}.`;
  const instant = pattern === INSTANT_PATTERN ? guessInstant(error.data) : undefined;
  return instant === undefined ? exampleOf(error) : `Write ${instant}, if that is the time in UTC.`;
}

/** Quotes alone do not make a duration of a number: it needs a unit. */
function quote(error: ErrorObject): string {
  const text = String(error.data);
  const pattern: unknown = error.parentSchema?.pattern;
  if (typeof pattern !== "string" || new RegExp(pattern, "u").test(text))
    return `Put it in quotes: "${showText(text)}".`;
  if (pattern === DURATION_PATTERN && new RegExp(pattern, "u").test(`${text}s`))
    return `Add the unit: ${text}s for seconds, or m, h or d.`;
  return exampleOf(error);
}

function explainChoice(error: ErrorObject): Words {
  const choices: unknown[] = error.params.allowedValues ?? [error.params.allowedValue];
  return {
    code: "VALUE_ENUM",
    message: `${nameOf(error)} is ${showValue(error.data)}. Allowed: ${choices.join(", ")}.`,
    fix: `Use ${choices.join(" or ")}.`,
  };
}

function explainLimit(error: ErrorObject, code: string, relation: string): Words {
  const limit = Number(error.params.limit);
  const length = typeof error.data === "string" ? [...error.data].length : countItems(error.data);
  const few = relation.endsWith("least");
  return {
    code,
    message: `${nameOf(error)} has ${length} ${relation} ${limit} ${few ? "are needed" : "are allowed"}.`,
    fix: few ? `Give ${limit} or more.` : `Shorten it to ${limit} or fewer.`,
  };
}

function explainRange(error: ErrorObject): Words {
  const limit = `${error.keyword === "minimum" ? "at least" : "at most"} ${Number(error.params.limit)}`;
  return {
    code: "VALUE_RANGE",
    message: `${nameOf(error)} is ${showValue(error.data)}; it must be ${limit}.`,
    fix: `Use ${limit}.`,
  };
}

const explainName = (error: ErrorObject, name: string): Words => ({
  code: "NAME_PATTERN",
  at: `${error.instancePath}/${escapePointer(name)}`,
  message: `The name ${showValue(name)} does not fit. ${ruleOf(error)}.`,
  fix: exampleOf(error),
});

const explainOther = (error: ErrorObject): Words => ({
  code: "VALUE_INVALID",
  message: `${nameOf(error)} is ${showValue(error.data)}, which ${error.message ?? "does not fit"}.`,
  fix: exampleOf(error),
});

const typeNames: Partial<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  object: "a map of fields",
  array: "a list",
};

function describeType(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map of fields" : showValue(value);
}

const countItems = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** A letter of another alphabet looks like the right one; its code point does not. */
function lookalikes(value: unknown): string {
  const foreign = typeof value === "string" ? describeForeign(value) : "";
  return foreign === "" ? "" : ` Not ASCII in it: ${foreign}.`;
}

const nameOf = ({ instancePath }: ErrorObject): string =>
  instancePath === "" ? "The document" : showPointer(instancePath);

const within = (pointer: string): string => (pointer === "" ? "" : ` in ${showPointer(pointer)}`);

const showPointer = (pointer: string): string => showText(pointer.slice(1).replaceAll("/", "."));

const ruleOf = ({ parentSchema }: ErrorObject): string =>
  String(parentSchema?.description ?? "See the documentation");

const endSentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);

function exampleOf({ parentSchema }: ErrorObject): string {
  const example: unknown = parentSchema?.examples?.[0];
  return example === undefined
    ? endSentence(String(parentSchema?.description ?? "Correct it"))
    : `For example: ${showExample(example)}`;
}

const showExample = (example: unknown): string =>
  typeof example === "string" ? example : writeFlow(example);

const showName = (name: string): string => (/^[\w-]{1,60}$/.test(name) ? `\`${name}\`` : showValue(name));

const showValue = (value: unknown): string => showText(JSON.stringify(value) ?? String(value));
