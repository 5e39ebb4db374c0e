import { type Finding, isError, mistake, type Place } from "../findings/finding.ts";
import type { Validator } from "./lazy-validator.ts";
import { readYaml } from "./read-yaml.ts";
import { explainErrors } from "./schema-findings.ts";
import { locateIn, readText, showText } from "./text.ts";
import { quote } from "./yaml-line.ts";
import type { Cut, Plain } from "./yaml-tree.ts";

/** Bytes of a request or a policy. */
export const MAX_DOCUMENT_BYTES = 16 * 1024;

/** Findings shown of one file; the rest are counted. */
const MAX_FINDINGS = 50;

/** A document as it was read. `value` is there only when no finding is an error. */
export interface Parsed<T> {
  readonly value?: T;
  readonly findings: readonly Finding[];
  /** The place of a JSON pointer in the file: its value, or the nearest existing part around it. */
  locate(pointer: string): Place | undefined;
}

/**
 * Reads one strict YAML 1.2 document: plain UTF-8 text, a map at the top, no anchors, aliases, tags, merge keys,
 * directives, second documents, repeated or non-text names. Every mistake is returned, in the order of the file;
 * nothing a file can contain makes this throw. `isWhole`: fields of which a comment must not take a part away unseen.
 */
export function parseDocument<T>(
  validate: Validator<T>,
  source: string | Uint8Array,
  file: string,
  limit: number = MAX_DOCUMENT_BYTES,
  isWhole: (pointer: string) => boolean = () => false,
): Parsed<T> {
  const { text, findings } = readText(source, file, limit);
  if (text === undefined || hasControl(text)) return { findings, locate: () => undefined };
  const { plain, findings: found } = readYaml(text, file);
  // A tab makes the parser stumble wherever it stands.
  const syntax = findings.some(({ code }) => code === "TEXT_TAB")
    ? found.filter(({ code }) => code !== "YAML_SYNTAX")
    : found;
  if (plain === undefined) return { findings: arrange([...findings, ...syntax]), locate: () => undefined };
  const place = placeBy(plain, text, file);
  const cuts = [...plain.cuts].filter(([at]) => isWhole(at)).map(([at, cut]) => describeCut(at, cut));
  const { value, findings: mistakes } = check(validate, {
    ...plain,
    findings: [...plain.findings, ...cuts],
  });
  const placed = mistakes.map((finding) => withPlace(finding, place(finding.at, isAboutName(finding))));
  return conclude({
    value,
    findings: [...findings, ...syntax, ...placed],
    locate: (pointer) => place(pointer, false),
  });
}

/** Adds findings that a schema cannot express. `find` runs only on documents without errors. */
export function addFindings<T>(parsed: Parsed<T>, find: (value: T) => readonly Finding[]): Parsed<T> {
  const { value, locate } = parsed;
  if (value === undefined) return parsed;
  const found = find(value).map((finding) => withPlace(finding, locate(finding.at)));
  return conclude({ value, findings: [...parsed.findings, ...found], locate });
}

/** Adds mistakes in the text itself, also to a document that has errors. */
export const addMistakes = <T>(
  { value, findings, locate }: Parsed<T>,
  mistakes: readonly Finding[],
): Parsed<T> => conclude({ value, findings: [...findings, ...mistakes], locate });

/** Makes the parsed document. It has no value if a finding is an error. */
function conclude<T>({
  value,
  findings,
  locate,
}: { value: T | undefined } & Omit<Parsed<T>, "value">): Parsed<T> {
  const isSound = value !== undefined && !findings.some(isError);
  return { ...(isSound ? { value } : {}), findings: arrange(findings), locate };
}

/** Drops schema errors about places that already have a finding. */
function check<T>(
  validate: Validator<T>,
  { value, findings }: Plain,
): { value: T | undefined; findings: readonly Finding[] } {
  if (validate(value)) return { value, findings };
  const unread = new Set(findings.map(({ at }) => at));
  const known = explainErrors(validate.errors ?? []).filter(({ at }) => !unread.has(at));
  return { value: undefined, findings: [...findings, ...known] };
}

function describeCut(at: string, { kept, lost }: Cut): Finding {
  const name = at.slice(at.lastIndexOf("/") + 1);
  const whole = kept === "" ? lost : `${kept} ${lost}`;
  return mistake(
    "YAML_COMMENT",
    `${showText(lost)} is a comment in YAML: ${showText(name)} would be ${kept === "" ? "empty" : `"${showText(kept)}"`}, without it.`,
    /^#\s/u.test(lost) && kept !== ""
      ? `Put the comment on a line of its own. ${quote(name, whole)} if it is no comment.`
      : `${quote(name, whole)}.`,
    at,
  );
}

/** Findings about an unknown field point at its name; all others point at the value. */
const isAboutName = ({ code }: Finding): boolean =>
  ["FIELD_UNKNOWN", "NAME_PATTERN", "YAML_KEY", "YAML_MERGE_KEY"].includes(code);

function placeBy({ values, keys }: Plain, text: string, file: string) {
  const locate = locateIn(text);
  return function place(pointer: string, atName: boolean): Place | undefined {
    const offset = (atName ? keys.get(pointer) : undefined) ?? values.get(pointer);
    if (offset !== undefined) return { file, ...locate(offset) };
    return pointer === "" ? undefined : place(pointer.slice(0, pointer.lastIndexOf("/")), false);
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
  return rest <= 0 ? sorted : [...sorted.slice(0, MAX_FINDINGS), describeRest(rest)];
}

const describeRest = (count: number): Finding =>
  mistake("FINDINGS_MORE", `${count} more findings are not shown.`, "Correct these first.");
