import { isAlias, isMap, isScalar, parseAllDocuments, visit } from "yaml";

/** A request as the oracle reads it. */
export interface Wish {
  readonly subject: string;
  readonly entitlements: readonly {
    readonly provider: string;
    readonly resource: string;
    readonly role: string;
  }[];
  readonly duration: string;
  readonly reason: string;
}

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const hides = (text: string): boolean => hidden.test(text.replaceAll("\n", ""));

/**
 * What a request file asks for, by the library and checks of its own; undefined for everything that is not plainly one. It may
 * refuse what the program reads, but never reads it otherwise.
 */
export function readWish(source: string | Uint8Array): Wish | undefined {
  const text = decode(Buffer.from(source));
  if (text === undefined || Buffer.byteLength(text) > 16_384 || hides(text) || /^%/m.test(text))
    return undefined;
  // More brackets or dashes than any request: the parser recurses.
  if ((text.match(/[[{?-]/g) ?? []).length > 300) return undefined;
  const value = readYaml(text);
  return isWish(value) ? value : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

function readYaml(text: string): unknown {
  const documents = parseAllDocuments(text, { version: "1.2", schema: "core", strict: true, merge: false });
  if (!Array.isArray(documents) || documents.length !== 1) return undefined;
  const [document] = documents;
  if (document === undefined || document.errors.length > 0 || document.warnings.length > 0) return undefined;
  let isPlain = isMap(document.contents);
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || node.anchor !== undefined || node.tag !== undefined) isPlain = false;
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) || typeof key.value !== "string") isPlain = false;
    },
  });
  return isPlain ? document.toJS({ maxAliasCount: 0 }) : undefined;
}

const isWish = (value: unknown): value is Wish =>
  hasExactly(value, ["subject", "entitlements", "duration", "reason"]) &&
  fits(value.subject, /^[A-Za-z0-9][\w-]{0,38}$/) &&
  isList(value.entitlements) &&
  fits(value.duration, /^[1-9]\d{0,3}[smhd]$/) &&
  fits(value.reason, /\S/) &&
  [...value.reason].length <= 2000;

const isList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length >= 1 &&
  value.length <= 10 &&
  value.every(isAsked) &&
  new Set(value.map(({ provider, resource, role }) => `${provider} ${resource} ${role}`)).size ===
    value.length;

const isAsked = (value: unknown): boolean =>
  hasExactly(value, ["provider", "resource", "role"]) &&
  fits(value.provider, /^[a-z0-9][a-z0-9-]{0,62}$/) &&
  fits(value.resource, /^\w[\w.:/@-]{0,199}$/) &&
  fits(value.role, /^\w[\w.:/@-]{0,127}$/);

/** NB. `$` would also end before a last line feed. */
const fits = (value: unknown, shape: RegExp): value is string =>
  typeof value === "string" &&
  shape.test(value) &&
  !hides(value) &&
  (shape.source === "\\S" || !value.includes("\n"));

function hasExactly<K extends string>(value: unknown, keys: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(value).sort().join() === [...keys].sort().join();
}
