import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";
import { type Finding, mistake } from "../findings/finding.ts";
import { describeCharacter } from "../text/characters.ts";
import { findHidden } from "../text/prose.ts";
import { showText } from "./text.ts";

/** A tree as plain data, with the place of each part, and its forbidden parts. */
export interface Plain {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Offsets of values, and of the names of fields, by JSON pointer. */
  readonly values: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, number>;
  /** Values without quotes before a comment on their line, by JSON pointer: the text read as value, and the text cut off. */
  readonly cuts: ReadonlyMap<string, Cut>;
}

export interface Cut {
  readonly kept: string;
  readonly lost: string;
}

interface Reading {
  readonly text: string;
  readonly findings: Finding[];
  readonly values: Map<string, number>;
  readonly keys: Map<string, number>;
  readonly cuts: Map<string, Cut>;
}

/** Turns a syntax tree into null-prototype objects, arrays, strings, safe integers, booleans and nulls. Nothing else passes. */
export function readTree(root: Node, text: string): Plain {
  const reading: Reading = { text, findings: [], values: new Map(), keys: new Map(), cuts: new Map() };
  const value = readNode(reading, root, "", 0);
  return { ...reading, value };
}

function readNode(reading: Reading, node: unknown, at: string, offset: number): unknown {
  const start = startOf(node) ?? offset;
  reading.values.set(at, start);
  if (!isNode(node)) return null;
  if (isAlias(node)) return refuse(reading, at, alias(node.source));
  if (node.anchor !== undefined) refuse(reading, at, anchor(node.anchor));
  if (node.tag !== undefined) refuse(reading, at, tag(node.tag));
  if (isMap(node)) return readMap(reading, node.items, at, start);
  if (isSeq(node)) return node.items.map((item, index) => readNode(reading, item, `${at}/${index}`, start));
  return isScalar(node) ? readScalar(reading, node, at) : null;
}

function readMap(reading: Reading, pairs: readonly Pair[], at: string, offset: number) {
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value } of pairs) {
    const start = startOf(key) ?? offset;
    const name = sourceOf(key);
    const pointer = `${at}/${escapePointer(name)}`;
    reading.keys.set(pointer, start);
    const problem = judgeKey(key, name);
    if (problem === undefined) object[name] = readNode(reading, value, pointer, start);
    else refuse(reading, pointer, problem);
  }
  return object;
}

function judgeKey(key: unknown, name: string): Finding | undefined {
  if (!isScalar(key) || key.anchor !== undefined || key.tag !== undefined) return markedKey;
  if (typeof key.value !== "string") return otherKey(name);
  if (name === "<<") return mergeKey;
  return name === "__proto__" ? prototypeKey : undefined;
}

function readScalar(reading: Reading, node: Scalar, at: string): unknown {
  const { value } = node;
  if (typeof value === "string" || value === null) noteCut(reading, node, at);
  if (typeof value === "string") refuseHidden(reading, node, value, at);
  if (typeof value === "number" && !isPlainInteger(node, value))
    return refuse(reading, at, otherNumber(sourceOf(node)));
  return value;
}

/** YAML ends a value without quotes at " #", and drops the rest of the line. */
function noteCut({ text, cuts }: Reading, { type, range }: Scalar, at: string): void {
  if (type !== "PLAIN" || !range) return;
  const end = text.indexOf("\n", range[1]);
  const lost = /^[ \t]*(#.*)$/su.exec(text.slice(range[1], end < 0 ? text.length : end))?.[1];
  if (lost !== undefined) cuts.set(at, { kept: text.slice(range[0], range[1]), lost });
}

/** Refuses hidden characters that an escape such as "\u202E" brings in. Those in the file itself were found before. */
function refuseHidden(reading: Reading, node: Scalar, value: string, at: string): void {
  const raw = reading.text.slice(node.range?.[0], node.range?.[1]);
  const seen = new Set(findHidden(raw).map(({ character }) => character));
  const hidden = findHidden(value)
    .map(({ character }) => character)
    .filter((character) => !seen.has(character));
  if (hidden.length > 0) refuse(reading, at, escapes([...new Set(hidden)]));
}

function refuse({ findings }: Reading, at: string, finding: Finding): undefined {
  findings.push({ ...finding, at });
}

/**
 * True for plain decimal integers. False for 0x10, 010, 1e3, .inf and integers beyond exact precision, whose value may surprise readers.
 */
const isPlainInteger = (node: Scalar, value: number): boolean =>
  Number.isSafeInteger(value) && /^(?:0|-?[1-9][0-9]*)$/.test(node.source ?? "");

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

function sourceOf(node: unknown): string {
  if (!isScalar(node)) return "";
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}

/** RFC 6901. */
export const escapePointer = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

const writeOut = "Write the value out where it is used, or put it in quotes if it is text.";

const alias = (name: string): Finding =>
  mistake("YAML_ALIAS", `*${showText(name)} refers to another part of the file.`, writeOut);

const anchor = (name: string): Finding =>
  mistake(
    "YAML_ANCHOR",
    `&${showText(name)} names a part of the file to repeat it.`,
    "Remove it, or put the value in quotes if it is text.",
  );

const tag = (name: string): Finding =>
  mistake(
    "YAML_TAG",
    `The tag ${showText(name)} changes what a value means.`,
    "Remove the tag; use quotes for text.",
  );

const otherNumber = (source: string): Finding =>
  mistake(
    "VALUE_NUMBER",
    `${showText(source)} is not a plain whole number.`,
    "Write digits only, or put it in quotes if it is text.",
  );

const escapes = (hidden: readonly string[]): Finding =>
  mistake(
    "TEXT_INVISIBLE",
    `The value escapes characters that cannot be seen: ${hidden.slice(0, 10).map(describeCharacter).join(", ")}.`,
    "Remove them: what is reviewed must be what is read.",
  );

const markedKey: Finding = mistake(
  "YAML_KEY",
  "The name of a field is not a plain word: it is a list, a map or an alias, or has an anchor or a tag.",
  "Write the name alone.",
);

const otherKey = (name: string): Finding =>
  mistake(
    "YAML_KEY",
    `The name of a field is ${showText(name) || "empty"}, which is not text.`,
    "Use a name as it is documented.",
  );

const mergeKey: Finding = mistake(
  "YAML_MERGE_KEY",
  'The merge key "<<" copies fields from elsewhere.',
  writeOut,
);

const prototypeKey: Finding = mistake(
  "YAML_KEY",
  'The name "__proto__" means something else to programs.',
  "Remove it.",
);
