import { subDays } from "date-fns/subDays";
import type { FromSchema } from "json-schema-to-ts";
import { parseTime, timeSchema } from "../access/lease-document.ts";
import { compileRecord, parseRecord } from "../document/record-text.ts";

/** When something was found out, and about which version of it. */
export interface Look {
  readonly key: string;
  readonly at: Date;
}

/** A merged request that cannot be judged: something cannot be read, or grants are stopped. */
export interface WaitingRequest {
  readonly path: string;
  /** Where it was merged, if it was found at GitHub and not in the clone. */
  readonly pull?: number;
  /** It is known until when it waits. */
  readonly until?: Date;
  readonly since: Date;
  readonly because: string;
  readonly told: boolean;
}

/** What a process found out about merged requests and does not want to find out again; by path, `learned` by what it is about. */
export interface RecheckRecord {
  readonly suspicions: Map<string, Look>;
  readonly deferred: Map<string, Look & { readonly until: Date }>;
  readonly learned: Map<string, Date>;
  readonly waiting: Map<string, WaitingRequest>;
}

export const emptyRechecks = (): RecheckRecord => ({
  suspicions: new Map(),
  deferred: new Map(),
  learned: new Map(),
  waiting: new Map(),
});

const text = { type: "string" } as const;
const look = { path: text, key: text, at: timeSchema } as const;
const listOf = <const P, const R extends readonly string[]>(properties: P, required: R) =>
  ({ type: "array", items: { type: "object", additionalProperties: false, required, properties } }) as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "suspicions", "deferred", "learned", "waiting"],
  properties: {
    version: { const: 1 },
    suspicions: listOf(look, ["path", "key", "at"]),
    deferred: listOf({ ...look, until: timeSchema }, ["path", "key", "at", "until"]),
    learned: listOf({ what: text, since: timeSchema }, ["what", "since"]),
    waiting: listOf(
      {
        path: text,
        pull: { type: "integer", minimum: 1 },
        until: timeSchema,
        since: timeSchema,
        because: text,
        told: { type: "boolean" },
      },
      ["path", "since", "because", "told"],
    ),
  },
} as const;

const validate = compileRecord<FromSchema<typeof schema>>(schema);

export function serializeRechecks({ suspicions, deferred, learned, waiting }: RecheckRecord): string {
  const record = {
    version: 1,
    suspicions: [...suspicions].map(([path, known]) => ({ path, ...known })),
    deferred: [...deferred].map(([path, known]) => ({ path, ...known })),
    learned: [...learned].map(([what, since]) => ({ what, since })),
    waiting: [...waiting.values()],
  };
  return `${JSON.stringify(record)}\n`;
}

/** Longer than a start can be ahead. */
const DAYS_KEPT = 40;

/** Without what is too old to be about anything that is still waited for. Throws for anything `serializeRechecks` does not write. */
export function parseRechecks(source: string, now: Date): RecheckRecord {
  const { suspicions, deferred, learned, waiting } = parseRecord(validate, source, "rechecks");
  const isKept = (at: string): boolean => parseTime(at) > subDays(now, DAYS_KEPT);
  return {
    suspicions: new Map(
      suspicions
        .filter(({ at }) => isKept(at))
        .map(({ path, key, at }) => [path, { key, at: parseTime(at) }]),
    ),
    deferred: new Map(
      deferred
        .filter(({ at }) => isKept(at))
        .map(({ path, key, at, until }) => [path, { key, at: parseTime(at), until: parseTime(until) }]),
    ),
    learned: new Map(
      learned.filter(({ since }) => isKept(since)).map(({ what, since }) => [what, parseTime(since)]),
    ),
    waiting: new Map(
      waiting
        .filter(({ since }) => isKept(since))
        .map(({ pull, until, ...each }) => [
          each.path,
          {
            ...each,
            since: parseTime(each.since),
            ...(pull !== undefined && { pull }),
            ...(until !== undefined && { until: parseTime(until) }),
          },
        ]),
    ),
  };
}
