import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Activity, MOST_ACTIVITY } from "../../../core/access/activity.ts";
import { compileEntry } from "../../adapter/entry-schema.ts";

/** The sessions of one login in one time. */
export interface Search {
  readonly folder: string;
  readonly user: string;
  /** Absent = in every database. */
  readonly database: string | undefined;
  readonly from: Date;
  readonly until: Date;
  /** Ends the reading: the log may be gigabytes long. */
  readonly signal?: AbortSignal;
}

export interface Sessions {
  /** Each session once, at its first line in this time, the oldest first. */
  readonly activity: Activity[];
  /** The log has lines before and after this time, and none is too long: what it does not show did not happen. */
  readonly isWhole: boolean;
}

interface Line {
  readonly timestamp: string;
  readonly user?: string;
  readonly dbname?: string;
  readonly session_id?: string;
  /** Absent where nothing failed. */
  readonly state_code?: string;
  readonly backend_type?: string;
  /** What the backend was doing; `authentication` while nobody is let in. */
  readonly ps?: string;
  readonly message?: string;
}

const text = { type: "string" };

/** https://www.postgresql.org/docs/18/runtime-config-logging.html, "Using JSON-Format Log Output" */
const isLine = compileEntry<Line>({
  type: "object",
  required: ["timestamp"],
  properties: {
    ...{ timestamp: text, user: text, dbname: text, session_id: text },
    ...{ state_code: text, backend_type: text, ps: text, message: text },
  },
});

/** The server writes local time with the abbreviation of its zone, which names no zone for certain: only this one is read. */
const utc = /^(?<date>\d{4}-\d\d-\d\d) (?<time>\d\d:\d\d:\d\d\.\d{3}) (?:UTC|GMT)$/u;

/**
 * Reads the server's own log (`log_destination = jsonlog`) with all its files in the folder. A failed login is no session. Rejects for a
 * folder that cannot be read, for times that are not in UTC, and when the signal ends it.
 */
export async function readSessionLog(search: Search): Promise<Sessions> {
  const { from, until, signal } = search;
  const { files, hasOlder } = await listFiles(search);
  const found = new Map<string, Activity>();
  let hasLong = false;
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const file of files)
    for await (const line of readLines(file, signal)) {
      if (line === undefined) {
        hasLong = true;
        continue;
      }
      const at = timeOf(line).getTime();
      [earliest, latest] = [Math.min(earliest, at), Math.max(latest, at)];
      if (line.session_id !== undefined && !found.has(line.session_id) && isOf(search, line, at))
        found.set(line.session_id, { at: new Date(at), action: describe(line) });
      if (found.size >= MOST_ACTIVITY) break;
    }
  const activity = [...found.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const reachesBack = hasOlder || earliest <= from.getTime();
  return {
    activity: activity.slice(0, MOST_ACTIVITY),
    isWhole: !hasLong && reachesBack && latest >= until.getTime(),
  };
}

async function listFiles({ folder, from }: Search): Promise<{ files: string[]; hasOlder: boolean }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const all = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { path, changedAt: (await stat(path)).mtimeMs };
    }),
  );
  const recent = all.filter(({ changedAt }) => changedAt >= from.getTime());
  const files = recent.toSorted((a, b) => a.changedAt - b.changedAt).map(({ path }) => path);
  return { files, hasOlder: recent.length < all.length };
}

/** A server's own lines are short. A holder's statement, which it may quote, can be as long as a gigabyte. */
const LONGEST_LINE = 64 * 1024;

/** Each line as parsed; `undefined` for one that is too long to be read. Memory stays bounded, whatever a line has. */
async function* readLines(file: string, signal?: AbortSignal): AsyncIterable<Line | undefined> {
  for await (const text of splitLines(createReadStream(file, { signal }))) {
    if (text === undefined) {
      yield undefined;
      continue;
    }
    const parsed = parseJson(text);
    if (isLine(parsed)) yield parsed;
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncIterable<string | undefined> {
  let [kept, size]: [Buffer[], number] = [[], 0];
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > LONGEST_LINE) kept = [];
    else kept.push(part);
  };
  const take = (): string | undefined => {
    const text = size > LONGEST_LINE ? undefined : Buffer.concat(kept).toString("utf8");
    [kept, size] = [[], 0];
    return text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      yield take();
    }
    keep(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

/** `undefined` for what is no JSON: the server may be writing the last line. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function timeOf({ timestamp }: Line): Date {
  const { date, time } = utc.exec(timestamp)?.groups ?? {};
  if (date === undefined) throw new Error("The times of the log are not in UTC: set log_timezone = 'UTC'.");
  return new Date(`${date}T${time}Z`);
}

function isOf({ user, database, from, until }: Search, line: Line, at: number): boolean {
  return (
    line.user === user &&
    (database === undefined || line.dbname === database) &&
    line.backend_type === "client backend" &&
    (line.state_code ?? "00000") === "00000" &&
    isLetIn(line) &&
    at >= from.getTime() &&
    at < until.getTime()
  );
}

/** A login that a directory refuses leaves a line without an error's code. */
const isLetIn = ({ ps, message = "" }: Line): boolean =>
  ps !== "authentication" || message.startsWith("connection authorized");

/** Names the database, and nothing of what was said in the session. */
const describe = ({ dbname = "" }: Line): string =>
  `session on ${dbname.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")}`;
