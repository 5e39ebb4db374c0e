import { Document, isSeq, parseDocument } from "yaml";

/** An entry of HALLPASS_PROVIDERS. */
export interface ProviderEntry {
  readonly name: string;
  readonly adapter: string;
  readonly [field: string]: unknown;
}

/** The entry of this name in the text of HALLPASS_PROVIDERS; `undefined` where there is none, or the text is no list. */
export function findEntry(text: string, name: string): object | undefined {
  const value: unknown = parseDocument(text).toJS();
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return entries.find((each): each is object => isObject(each) && "name" in each && each.name === name);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * The text of HALLPASS_PROVIDERS with one entry more, behind the others, whose text stays as it is. `undefined` where that cannot be done without
 * a change of the others: a person writes it then.
 */
export function appendEntry(text: string, entry: ProviderEntry): string | undefined {
  if (text.trim() === "") return `[${writeEntry(entry)}]`;
  const before = parseDocument(text);
  if (before.errors.length > 0 || !isSeq(before.contents)) return undefined;
  const after = before.contents.flow ? appendInBrackets(text, entry) : appendInLines(text, entry);
  const wanted: unknown[] = [...before.contents.toJSON(), entry];
  const found = parseDocument(after);
  return found.errors.length === 0 && isSame(found.toJS(), wanted) ? after : undefined;
}

/** One line of YAML. */
export function writeEntry(entry: ProviderEntry): string {
  const document = new Document(entry);
  return new Document(document.createNode(entry, { flow: true })).toString({ lineWidth: 0 }).trim();
}

export const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(sort(a)) === JSON.stringify(sort(b));

/** The order of fields means nothing. */
function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sort);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .map(([name, field]) => [name, sort(field)])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function appendInBrackets(text: string, entry: ProviderEntry): string {
  const end = text.lastIndexOf("]");
  const before = text.slice(0, end).trimEnd();
  const comma = /[[,]$/u.test(before) ? "" : ",";
  const space = text.includes("\n") ? "\n  " : before.endsWith("[") ? "" : " ";
  return `${before}${comma}${space}${writeEntry(entry)}${text.slice(end)}`;
}

function appendInLines(text: string, entry: ProviderEntry): string {
  const indent = /^([ \t]*)- /mu.exec(text)?.[1] ?? "";
  return `${text.trimEnd()}\n${indent}- ${writeEntry(entry)}${/\s*$/u.exec(text)?.[0] ?? ""}`;
}
