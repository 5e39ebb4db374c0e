import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";
import type { Finding } from "./finding.ts";
import { describeCharacter, listInvisible } from "./text.ts";

/** A tree as plain data, where each piece of it stands, and what it may not contain. */
export interface Plain {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Offsets of values and of the keys that name them, by JSON pointer. */
  readonly values: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, number>;
}

/** Turns a syntax tree into null-prototype objects, arrays, strings, safe integers, booleans and nulls. Nothing else passes. */
export function readTree(root: Node, text: string): Plain {
  const findings: Finding[] = [];
  const values = new Map<string, number>();
  const keys = new Map<string, number>();

  const refuse = (at: string, code: string, message: string, fix: string): undefined => {
    findings.push({ code, severity: "error", at, message, fix });
    return undefined;
  };

  function readNode(node: unknown, at: string, offset: number): unknown {
    values.set(at, isNode(node) ? (node.range?.[0] ?? offset) : offset);
    if (!isNode(node)) return null;
    if (isAlias(node))
      return refuse(at, "YAML_ALIAS", `*${node.source} refers to another part of the file.`, writeOut);
    if (node.anchor !== undefined)
      refuse(at, "YAML_ANCHOR", `&${node.anchor} names a part of the file to repeat it.`, writeOut);
    if (node.tag !== undefined)
      refuse(
        at,
        "YAML_TAG",
        `The tag ${node.tag} changes what a value means.`,
        "Remove the tag; use quotes for text.",
      );
    if (isMap(node)) return readMap(node.items, at, values.get(at) ?? offset);
    if (isSeq(node)) return node.items.map((item, index) => readNode(item, `${at}/${index}`, offset));
    return isScalar(node) ? readScalar(node, at) : null;
  }

  function readMap(items: readonly Pair[], at: string, offset: number): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    for (const pair of items) {
      if (!isPair(pair)) continue;
      const key = readKey(pair.key, at);
      if (key === undefined) continue;
      const pointer = `${at}/${escapePointer(key)}`;
      keys.set(pointer, startOf(pair.key) ?? offset);
      object[key] = readNode(pair.value, pointer, startOf(pair.key) ?? offset);
    }
    return object;
  }

  function readKey(node: unknown, at: string): string | undefined {
    const key = isScalar(node) ? node.value : undefined;
    if (isNode(node) && (isAlias(node) || node.anchor !== undefined || node.tag !== undefined))
      return refuse(
        at,
        "YAML_KEY",
        "A field name is an alias or carries an anchor or a tag.",
        "Write the name alone.",
      );
    if (typeof key !== "string")
      return refuse(
        at,
        "YAML_KEY",
        `The field name ${describeKey(node)} is not text.`,
        "Use a name as it is documented.",
      );
    if (key === "<<") return refuse(at, "YAML_MERGE_KEY", 'The merge key "<<" is not allowed.', writeOut);
    if (key === "__proto__")
      return refuse(at, "YAML_KEY", 'The field name "__proto__" is not allowed.', "Remove it.");
    return key;
  }

  function readScalar(node: Scalar, at: string): unknown {
    const { value } = node;
    if (typeof value === "string") refuseHidden(node, value, at);
    if (typeof value === "number" && !isPlainInteger(node, value))
      return refuse(at, "VALUE_NUMBER", `${node.source} is not a plain whole number.`, quoteOrDigits);
    const isPlain = value === null || ["string", "number", "boolean"].includes(typeof value);
    return isPlain
      ? value
      : refuse(at, "FIELD_TYPE", `${node.source} is not a plain value.`, "Put it in quotes.");
  }

  /** What an escape such as "\u202E" brings in; what stands in the file itself has been seen already. */
  function refuseHidden(node: Scalar, value: string, at: string): void {
    const raw = text.slice(node.range?.[0], node.range?.[1]);
    const hidden = new Set(listInvisible(value).filter((character) => !raw.includes(character)));
    const names = [...hidden].map(describeCharacter).join(", ");
    if (hidden.size > 0)
      refuse(
        at,
        "TEXT_INVISIBLE",
        `The value escapes characters that cannot be seen: ${names}.`,
        "Remove them.",
      );
  }

  return { value: readNode(root, "", 0), findings, values, keys };
}

const writeOut = "Write the value out where it is used.";
const quoteOrDigits = "Write digits only, or put it in quotes if it is text.";

const isPlainInteger = (node: Scalar, value: number): boolean =>
  Number.isSafeInteger(value) && /^(?:0|-?[1-9][0-9]*)$/.test(node.source ?? "");

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const describeKey = (node: unknown): string =>
  isScalar(node) ? String(node.source ?? node.value) : "of this entry";

/** RFC 6901. */
export const escapePointer = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
