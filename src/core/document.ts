import type { ValidateFunction } from "ajv";
import { parseDocument as parseYaml } from "yaml";
import { type Finding, isError, type Place } from "./finding.ts";
import { explainErrors } from "./schema-findings.ts";
import { locateIn, readText } from "./text.ts";
import { findDeepNesting } from "./yaml-depth.ts";
import { type Plain, readTree } from "./yaml-tree.ts";

/** Bytes of a request or a policy. */
export const MAX_DOCUMENT_BYTES = 16 * 1024;

/** Findings shown of one file; what is beyond is counted. */
const MAX_FINDINGS = 50;

/** What a file says. `value` is there only when no finding is an error. */
export interface Parsed<T> {
  readonly value?: T;
  readonly findings: readonly Finding[];
  /** Where a JSON pointer stands in the file: its value, or the nearest part around it that is there. */
  locate(pointer: string): Place | undefined;
}

/**
 * Reads one strict YAML 1.2 document: plain UTF-8 text, a map at the top, no anchors, aliases, tags, merge keys,
 * directives, second documents, repeated or non-text names. Every mistake is returned, in the order of the file;
 * nothing a file can contain makes this throw.
 */
export function parseDocument<T>(
  validate: ValidateFunction<T>,
  source: string | Uint8Array,
  file: string,
  limit: number = MAX_DOCUMENT_BYTES,
): Parsed<T> {
  const { text, findings } = readText(source, file, limit);
  if (text === undefined || hasControl(text)) return { findings, locate: () => undefined };
  const read = readYaml(text, file);
  if (read.plain === undefined)
    return { findings: arrange([...findings, ...read.findings]), locate: () => undefined };
  const locate = locateBy(read.plain, text, file);
  const { value, findings: mistakes } = check(validate, read.plain);
  const placed = mistakes.map((finding) => withPlace(finding, locate(finding.at)));
  return conclude({ value, findings: [...findings, ...placed], locate });
}

/** Adds what a schema cannot say. Asked only about documents without errors. */
export function addFindings<T>(parsed: Parsed<T>, find: (value: T) => readonly Finding[]): Parsed<T> {
  const { value, locate } = parsed;
  if (value === undefined) return parsed;
  const found = find(value).map((finding) => withPlace(finding, locate(finding.at)));
  return conclude({ value, findings: [...parsed.findings, ...found], locate });
}

function conclude<T>({
  value,
  findings,
  locate,
}: { value: T | undefined } & Omit<Parsed<T>, "value">): Parsed<T> {
  const isSound = value !== undefined && !findings.some(isError);
  return { ...(isSound ? { value } : {}), findings: arrange(findings), locate };
}

/** What the schema says of a place that could not be read properly adds nothing. */
function check<T>(
  validate: ValidateFunction<T>,
  { value, findings }: Plain,
): { value: T | undefined; findings: Finding[] } {
  const unread = findings.map(({ at }) => at);
  if (validate(value)) return { value, findings: [...findings] };
  const known = explainErrors(validate.errors ?? []).filter(({ at }) => !unread.includes(at));
  return { value: undefined, findings: [...findings, ...known] };
}

function readYaml(text: string, file: string): { plain?: Plain; findings: Finding[] } {
  const place = (offset: number): Place => ({ file, ...locateIn(text)(offset) });
  const refuse = (offset: number, code: string, message: string, fix: string) => ({
    findings: [{ code, severity: "error" as const, at: "", place: place(offset), message, fix }],
  });
  const deep = findDeepNesting(text);
  if (deep !== undefined)
    return refuse(deep, "YAML_DEPTH", "The file nests too deep.", "No field needs more than a few levels.");
  const directive = text.search(/^%/m);
  if (directive >= 0)
    return refuse(
      directive,
      "YAML_DIRECTIVE",
      "A line that starts with % changes how the file is read.",
      "Remove the line.",
    );
  const document = parseYaml(text, {
    version: "1.2",
    schema: "core",
    strict: true,
    prettyErrors: false,
    logLevel: "silent",
  });
  // Tags warn and are refused as part of the tree, where their place in the document is known.
  const warnings = document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  const mistakes = [...document.errors, ...warnings];
  if (mistakes.length > 0)
    return {
      findings: mistakes.map(({ code, message, pos }) => explainSyntax(code, message, place(pos[0]))),
    };
  if (document.contents === null)
    return refuse(0, "YAML_EMPTY", "The file is empty.", "Write the fields, one a line.");
  return { plain: readTree(document.contents, text), findings: [] };
}

function explainSyntax(code: string, message: string, place: Place): Finding {
  const words = { severity: "error", at: "", place } as const;
  if (code === "DUPLICATE_KEY")
    return {
      ...words,
      code: "YAML_DUPLICATE_KEY",
      message: "The same field is given twice.",
      fix: "Keep one of them.",
    };
  if (code === "MULTIPLE_DOCS")
    return {
      ...words,
      code: "YAML_MANY_DOCUMENTS",
      message: "The file holds more than one document.",
      fix: "Remove the line --- and what follows it.",
    };
  return {
    ...words,
    code: "YAML_SYNTAX",
    message: `This is not valid YAML: ${message}.`,
    fix: "Compare with the example in access-requests/README.md.",
  };
}

function locateBy(
  { values, keys }: Plain,
  text: string,
  file: string,
): (pointer: string) => Place | undefined {
  const locate = locateIn(text);
  return function find(pointer: string): Place | undefined {
    const offset = values.get(pointer) ?? keys.get(pointer);
    if (offset !== undefined) return { file, ...locate(offset) };
    return pointer === "" ? undefined : find(pointer.slice(0, pointer.lastIndexOf("/")));
  };
}

const withPlace = (finding: Finding, place: Place | undefined): Finding =>
  finding.place !== undefined || place === undefined ? finding : { ...finding, place };

/** Control characters other than tab and line ends: what the parser must not be given. */
const hasControl = (text: string): boolean => /[^\P{Cc}\t\n\r]/u.test(text) || text.startsWith("\uFEFF");

function arrange(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(
    ({ place: a }, { place: b }) => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
  const rest = sorted.length - MAX_FINDINGS;
  if (rest <= 0) return sorted;
  const more: Finding = {
    code: "FINDINGS_MORE",
    severity: "error",
    at: "",
    message: `${rest} more findings are not shown.`,
    fix: "Correct these first.",
  };
  return [...sorted.slice(0, MAX_FINDINGS), more];
}
