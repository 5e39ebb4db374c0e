import { type Locate, showText } from "./text.ts";

/** The correction of a line, so that YAML reads it as its author meant it. */
export interface LineAdvice {
  /** The offset, from 0, at which the part to change begins. */
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

interface Line {
  readonly offset: number;
  readonly text: string;
}

/** A field and the rest of its line. */
const fieldShape = /^(?<before>[ ]*(?:-[ ]+)?)(?<name>[A-Za-z_][\w-]{0,59})[ ]*:[ ]+(?<value>\S.*?)[ ]*$/u;
const itemShape = /^[ ]*-[ ]+(?<value>\S.*)$/u;
const unspaced = /^[ ]*(?:-[ ]+)?(?<name>[A-Za-z_][\w-]{0,59}):(?<value>[^\s:].*?)[ ]*$/u;

/** Advises how to correct the line where the parser failed; `undefined`: show the parser's own message. */
export function adviseLine(
  text: string,
  { offset, message }: { readonly offset: number; readonly message: string },
  locate: Locate,
): LineAdvice | undefined {
  const lines = linesUpTo(text, offset);
  if (/^Missing closing|must be sufficiently indented and end with/u.test(message))
    return adviseClosing(lines, locate);
  return adviseValue(lines) ?? adviseFolded(lines, text) ?? adviseContinuation(lines);
}

/** Up to the one that holds the offset, the nearest first. */
function linesUpTo(text: string, offset: number): Line[] {
  const end = text.indexOf("\n", offset);
  let start = 0;
  const lines = text
    .slice(0, end < 0 ? text.length : end)
    .split("\n")
    .map((line) => {
      const at = start;
      start += line.length + 1;
      return { offset: at, text: line };
    });
  return lines.reverse();
}

const closings: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["[", "]"],
  ['"', '"'],
  ["'", "'"],
]);

/** A quote or a bracket that nothing closes is noticed far below it. */
function adviseClosing(lines: readonly Line[], locate: Locate): LineAdvice | undefined {
  for (const { offset, text } of lines) {
    const { value } = fieldShape.exec(text)?.groups ?? itemShape.exec(text)?.groups ?? {};
    const opening = value === undefined ? undefined : findOpen(value);
    if (value === undefined || opening === undefined) continue;
    const at = offset + text.lastIndexOf(value);
    return {
      offset: at,
      message: `The ${opening} on line ${locate(at).line} is not closed.`,
      fix: `Put ${closings.get(opening)} where its value ends.`,
    };
  }
  return undefined;
}

/** The quote or bracket that a value opens and does not close. */
function findOpen(value: string): string | undefined {
  const [first = ""] = value;
  if (first === '"' || first === "'") return value.slice(1).includes(first) ? undefined : first;
  const closing = closings.get(first);
  return closing === undefined || value.includes(closing) ? undefined : first;
}

const special = "@`%,*&!|>{}[]?-#";

function adviseValue([line]: readonly Line[]): LineAdvice | undefined {
  if (line === undefined) return undefined;
  const { name, value } = fieldShape.exec(line.text)?.groups ?? {};
  if (name !== undefined && value !== undefined) {
    const why = explainValue(value);
    if (why === undefined) return undefined;
    const offset = line.offset + line.text.lastIndexOf(value);
    return { offset, message: `The value of \`${name}\` ${why}`, fix: mendValue(name, value) };
  }
  const close = unspaced.exec(line.text)?.groups;
  if (close?.name === undefined || close.value === undefined) return undefined;
  return {
    offset: line.offset,
    message: `There is no space after \`${close.name}:\`.`,
    fix: `Write: ${showText(`${close.name}: ${close.value}`)}`,
  };
}

function explainValue(value: string): string | undefined {
  const [first = ""] = value;
  if (first === "'" || first === '"') return "goes on after its closing quote.";
  if (special.includes(first)) return `begins with ${first}, which has a meaning of its own in YAML.`;
  return /:(?:\s|$)/u.test(value)
    ? "has a colon and a space in it, which begins a new field in YAML."
    : undefined;
}

/** A value without quotes on several lines: a colon or a comment in a later one breaks it. */
function adviseFolded([line]: readonly Line[], text: string): LineAdvice | undefined {
  const name = line && fieldShape.exec(line.text)?.groups?.name;
  if (line === undefined || name === undefined) return undefined;
  const [next = ""] = text.slice(line.offset + line.text.length + 1).split("\n", 1);
  const isDeeper = (/\S/u.exec(next)?.index ?? 0) > (/\S/u.exec(line.text)?.index ?? 0);
  if (!isDeeper) return undefined;
  return {
    offset: line.offset,
    message: `The value of \`${name}\` goes on over several lines, and breaks at a colon or a #.`,
    fix: `Put the whole value in quotes: ${name}: "…"`,
  };
}

/** People write `@alice` for a login. */
function mendValue(name: string, value: string): string {
  const login = /^@([\w-]+)$/u.exec(value)?.[1];
  return login === undefined ? `${quote(name, value)}.` : `Leave out the @: ${name}: ${login}`;
}

/** The whole value as YAML reads it back; where it is long, how to make that. */
export function quote(name: string, value: string): string {
  const plain = /^'.*'$/su.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
  const quoted = JSON.stringify(plain);
  return quoted.length <= 60
    ? `Put it in quotes: ${showText(`${name}: ${quoted}`)}`
    : `Put the whole value in quotes: ${name}: "…"${/["\\]/u.test(plain) ? ', with \\" for each quote in it' : ""}`;
}

/** Text that belongs to no field: the value before it goes on without being indented. */
function adviseContinuation([line]: readonly Line[]): LineAdvice | undefined {
  if (line === undefined || !/^ *[^\s:#-][^:]*$/u.test(line.text)) return undefined;
  return {
    offset: line.offset,
    message: "The line belongs to no field.",
    fix: "Put it at the end of the line before it, with the whole value in quotes.",
  };
}
