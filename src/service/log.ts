import type { Log } from "../core/ports/log.ts";
import { MASK, maskSecrets } from "../core/text/secrets.ts";

/** Masking shorter secrets would remove ordinary words from every line. */
const MIN_SECRET = 8;
const MAX_DEPTH = 8;
const MAX_ITEMS = 200;
const MAX_TEXT = 20_000;

/**
 * Writes JSON lines, one event each. All output passes here: masks every secret known at start, in any field and any encoding, and
 * every text in the shape of a secret. Never throws, for any value.
 */
export function createLog(write: (line: string) => void, secrets: readonly string[], now: () => Date): Log {
  const mask = maskWith(secrets.flatMap(listForms));
  const log =
    (level: string) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      const said = toPlain({ ...fields, time: now(), level, msg: message }, mask);
      write(`${JSON.stringify(said).replace(UNSEEN, escapeCharacter)}\n`);
    };
  return { info: log("info"), warn: log("warn"), error: log("error") };
}

/** JSON does not escape these characters; terminals obey some of them and hide others. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");

const maskWith = (forms: readonly string[]) => {
  // A secret that begins with another one is masked first.
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text: string): string =>
    maskSecrets(sorted.reduce((rest, form) => rest.replaceAll(form, MASK), text)).slice(0, MAX_TEXT);
};

/** The forms of a secret: as given, with its line ends, line by line, in a URL, in JSON, and inside base64. */
function listForms(secret: string): string[] {
  const unfolded = secret.replaceAll("\\n", "\n");
  const whole = [secret, unfolded, secret.trim(), unfolded.trim()];
  const written = whole.flatMap((text) => [
    text,
    encodeURIComponent(Buffer.from(text).toString()),
    JSON.stringify(text).slice(1, -1),
    ...encodeInside(text),
  ]);
  const lines = unfolded.includes("\n") ? unfolded.split("\n").filter((line) => line.length >= 16) : [];
  return [...written, ...lines].filter((form) => form.length >= MIN_SECRET);
}

/** The characters that a text always becomes in base64, for each of the three positions of a byte in a group. */
const encodeInside = (text: string): string[] =>
  [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((encoding) => bytes.toString(encoding).slice(start, end));
  });

/** Turns any value into one that JSON can hold: errors with their causes, no secret, no cycle. */
function toPlain(value: unknown, mask: (text: string) => string, depth = 0): unknown {
  if (typeof value === "string") return mask(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined)
    return value;
  if (typeof value !== "object") return mask(String(value));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (depth > MAX_DEPTH) return "…";
  if (value instanceof Map || value instanceof Set || Array.isArray(value))
    return [...value].slice(0, MAX_ITEMS).map((item) => toPlain(item, mask, depth + 1));
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  const entries = listFields(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(entries.map(([key, field]) => [mask(key), toPlain(field, mask, depth + 1)]));
}

/** Keeps only the fields of an error that say what happened: libraries attach whole requests, with their headers. */
function listFields(value: object): [string, unknown][] {
  const known = ["name", "message", "stack", "code", "status", "cause", "errors"];
  const names = value instanceof Error ? known.filter((name) => name in value) : Object.keys(value);
  return names.map((name) => [name, readField(value, name)]);
}

function readField(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return "could not be read";
  }
}
