import type { ErrorObject } from "ajv";
import { type Code, type Finding, mistake } from "../findings/finding.ts";
import { DURATION_PATTERN, guessDuration } from "../text/duration.ts";
import { guessInstant, INSTANT_PATTERN } from "../text/instant.ts";
import { findNearest } from "../text/nearest.ts";
import { describeForeign, showText } from "./text.ts";
import { writeFlow } from "./yaml-scalar.ts";
import { escapePointer } from "./yaml-tree.ts";

/** Explains the validator's errors to people. Leaves out errors that only sum up others. */
export const explainErrors = (errors: readonly ErrorObject[]): Finding[] =>
  errors
    .filter(({ keyword }) => keyword !== "propertyNames")
    .map((error) => {
      const finding = explain(error);
      return finding.at === "" ? { ...finding, at: error.instancePath } : finding;
    });

function explain(error: ErrorObject): Finding {
  if (error.propertyName !== undefined) return explainName(error, error.propertyName);
  const explanation = explanations[error.keyword];
  return explanation === undefined ? explainOther(error) : explanation(error);
}

const explanations: Partial<Record<string, (error: ErrorObject) => Finding>> = {
  additionalProperties: explainUnknown,
  required: explainMissing,
  type: explainType,
  pattern: (error) =>
    mistake(
      "VALUE_PATTERN",
      `${nameOf(error)} is ${showValue(error.data)}, which does not fit. ${describeForm(error)}${lookalikes(error.data)}`,
      fixValue(error),
    ),
  enum: explainChoice,
  const: explainChoice,
  minLength: (error) => explainLimit(error, "VALUE_LENGTH", "characters; at least"),
  maxLength: (error) => explainLimit(error, "VALUE_LENGTH", "characters; at most"),
  minItems: (error) => explainLimit(error, "ITEMS_COUNT", "entries; at least"),
  maxItems: (error) => explainLimit(error, "ITEMS_COUNT", "entries; at most"),
  minimum: explainRange,
  maximum: explainRange,
  uniqueItems: (error) =>
    mistake(
      "ITEMS_REPEATED",
      `${nameOf(error)} has the same entry twice: numbers ${Number(error.params.j) + 1} and ${Number(error.params.i) + 1}.`,
      "Remove one of them.",
    ),
};

function explainUnknown(error: ErrorObject): Finding {
  const field = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const nearest = findNearest(field, known);
  return mistake(
    "FIELD_UNKNOWN",
    `${showName(field)} is not a field here. Allowed: ${known.join(", ")}.`,
    nearest === undefined ? "Remove it." : `Remove it, or did you mean ${showName(nearest)}?`,
    `${error.instancePath}/${escapePointer(field)}`,
  );
}

function explainMissing(error: ErrorObject): Finding {
  const field = String(error.params.missingProperty);
  const schema = error.parentSchema?.properties?.[field];
  const example: unknown = schema?.examples?.[0];
  return mistake(
    "FIELD_MISSING",
    `The field ${showName(field)} is missing${within(error.instancePath)}.`,
    example === undefined ? "Add it." : `Add it, for example: ${field}: ${showExample(example)}`,
    `${error.instancePath}/${escapePointer(field)}`,
  );
}

function explainType(error: ErrorObject): Finding {
  const wanted = typeNames[String(error.params.type)] ?? String(error.params.type);
  return mistake(
    "FIELD_TYPE",
    `${nameOf(error)} is ${error.data === null ? "empty" : describeType(error.data)}; it must be ${wanted}.`,
    fixType(error),
  );
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

/** The fix for a value: the same in the required form if its meaning is clear, otherwise an example. */
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

function explainChoice(error: ErrorObject): Finding {
  const choices: unknown[] = error.params.allowedValues ?? [error.params.allowedValue];
  return mistake(
    "VALUE_ENUM",
    `${nameOf(error)} is ${showValue(error.data)}. Allowed: ${choices.join(", ")}.`,
    `Use ${choices.join(" or ")}.`,
  );
}

function explainLimit(error: ErrorObject, code: Code, relation: string): Finding {
  const limit = Number(error.params.limit);
  const length = typeof error.data === "string" ? [...error.data].length : countItems(error.data);
  const few = relation.endsWith("least");
  return mistake(
    code,
    `${nameOf(error)} has ${length} ${relation} ${limit} ${few ? "are needed" : "are allowed"}.`,
    few ? `Give ${limit} or more.` : `Shorten it to ${limit} or fewer.`,
  );
}

function explainRange(error: ErrorObject): Finding {
  const limit = `${error.keyword === "minimum" ? "at least" : "at most"} ${Number(error.params.limit)}`;
  return mistake(
    "VALUE_RANGE",
    `${nameOf(error)} is ${showValue(error.data)}; it must be ${limit}.`,
    `Use ${limit}.`,
  );
}

const explainName = (error: ErrorObject, name: string): Finding =>
  mistake(
    "NAME_PATTERN",
    `The name ${showValue(name)} does not fit. ${describeForm(error)}`,
    exampleOf(error),
    `${error.instancePath}/${escapePointer(name)}`,
  );

const explainOther = (error: ErrorObject): Finding =>
  mistake(
    "VALUE_INVALID",
    `${nameOf(error)} is ${showValue(error.data)}, which ${error.message ?? "does not fit"}.`,
    exampleOf(error),
  );

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

const forms: Readonly<Record<string, string>> = {
  [DURATION_PATTERN]: "a whole number (1 to 9999) and s, m, h or d",
  [INSTANT_PATTERN]: "date, T, time and Z, in UTC",
};

function describeForm({ parentSchema }: ErrorObject): string {
  const { pattern, description } = parentSchema ?? {};
  const form = forms[String(pattern)] ?? description;
  return form === undefined ? "See the documentation." : endSentence(`Expected: ${lowerFirst(String(form))}`);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

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
