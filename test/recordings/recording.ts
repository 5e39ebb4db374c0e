import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** One exchange with GitHub, or one webhook of its. */
export interface Recording {
  readonly file: string;
  readonly method: string;
  /** The path as a template. */
  readonly route: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The very text of the answer: numbers of 64 bits are exact in it. */
  readonly text: string;
  /** The answer, where numbers of 16 digits and more are strings. */
  readonly body: unknown;
  readonly event: string | undefined;
  readonly payload: unknown;
}

/** All of a folder; undefined when there is no such folder. */
export function readRecordings(folder: string): Recording[] | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  return names.map((name) => toRecording(join(folder, name)));
}

function toRecording(path: string): Recording {
  const read = parse(readFileSync(path, "utf8")) as Partial<Recording> & { readonly body?: unknown };
  const { method = "", route = "", status = 0, headers = {}, body = null, event, payload } = read;
  return {
    file: basename(path, ".json"),
    method,
    route,
    path: read.path ?? route,
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    text: body === null ? "" : typeof body === "string" ? body : write(body),
    body: unmark(body),
    event,
    payload,
  };
}

const LONG = "\u0000";

/** `JSON.parse` rounds long numbers: they are marked strings here, and whole. */
const parse = (text: string): unknown =>
  JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/gu, (token) =>
      token.startsWith('"') ? token : `"\\u0000${token}"`,
    ),
  );

/** JSON in which marked strings are numbers again. */
export const write = (value: unknown): string =>
  (JSON.stringify(value) ?? "null").replace(/"\\u0000(-?\d+)"/gu, (_all, digits: string) => digits);

const unmark = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === "string" && each.startsWith(LONG) ? each.slice(1) : each,
  );
