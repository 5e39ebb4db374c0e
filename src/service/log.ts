import type { Log } from "../core/ports/log.ts";
import { MASK, maskSecrets } from "../core/text/secrets.ts";

/** Shorter ones would take ordinary words out of every line. */
const MIN_SECRET = 8;
const MAX_DEPTH = 8;
const MAX_ITEMS = 200;
const MAX_TEXT = 20_000;

/**
 * JSON lines, one event each. The only door to the output: every secret known at start is masked here, whatever field it
 * is in and however it is written, and so is everything that has the shape of one. Never throws, whatever it is given.
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

/** JSON leaves these as they are; terminals obey some and hide others. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (character: string): string =>
  [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");

const maskWith = (forms: readonly string[]) => {
  // A secret that begins with another one must go first.
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text: string): string =>
    maskSecrets(sorted.reduce((rest, form) => rest.replaceAll(form, MASK), text)).slice(0, MAX_TEXT);
};

/** A secret as it may turn up: as given, with its line ends, line by line, in a URL, in JSON, and inside something in base64. */
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

/** The characters a text always gives in base64, at each of the three places a byte may have in a group. */
const encodeInside = (text: string): string[] =>
  [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((encoding) => bytes.toString(encoding).slice(start, end));
  });

/** What JSON can hold, of anything: errors with their causes, no secret, nothing that refers to itself. */
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

/** Of an error only what says what happened: others hang whole requests, with their headers, on it. */
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
