import { subDays } from "date-fns/subDays";
import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";

/** When something was found out, and about which version of it. */
export interface Look {
  readonly key: string;
  readonly at: Date;
}

/** A merged request that cannot be judged: something cannot be read, or grants are stopped. */
export interface WaitingRequest {
  readonly path: string;
  /** The commit of its merge, if found at GitHub and not in the clone. */
  readonly pull?: number;
  /** Some of what it asks for is granted. */
  readonly partly?: true;
  /** It is known until when it waits. */
  readonly until?: Date;
  readonly since: Date;
  readonly because: string;
  readonly told: boolean;
}

/** Findings about merged requests that a process keeps across restarts. Keyed by path; `learned` by its subject. */
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
  required: ["suspicions", "deferred", "learned", "waiting"],
  properties: {
    suspicions: listOf(look, ["path", "key", "at"]),
    deferred: listOf({ ...look, until: timeSchema }, ["path", "key", "at", "until"]),
    learned: listOf({ what: text, since: timeSchema }, ["what", "since"]),
    waiting: listOf(
      {
        path: text,
        pull: { type: "integer", minimum: 1 },
        partly: { const: true },
        until: timeSchema,
        since: timeSchema,
        because: text,
        told: { type: "boolean" },
      },
      ["path", "since", "because", "told"],
    ),
  },
} as const;

const codec = recordCodec<Recorded<typeof schema>>("rechecks", schema);

/** Inverse of `parseRechecks`. */
export const serializeRechecks = ({ suspicions, deferred, learned, waiting }: RecheckRecord): string =>
  `${codec.writeLine({
    suspicions: [...suspicions].map(([path, known]) => ({ path, ...known })),
    deferred: [...deferred].map(([path, known]) => ({ path, ...known })),
    learned: [...learned].map(([what, since]) => ({ what, since })),
    waiting: [...waiting.values()],
  })}\n`;

/** Longer than the longest time a request can be merged before its start. */
const DAYS_KEPT = 40;

/** Drops records that are too old to matter. Throws for everything that `serializeRechecks` does not write. */
export function parseRechecks(source: string, now: Date): RecheckRecord {
  const { suspicions, deferred, learned, waiting } = codec.read(source);
  const isKept = (at: Date): boolean => at > subDays(now, DAYS_KEPT);
  return {
    suspicions: new Map(suspicions.filter(({ at }) => isKept(at)).map(({ path, ...known }) => [path, known])),
    deferred: new Map(deferred.filter(({ at }) => isKept(at)).map(({ path, ...known }) => [path, known])),
    learned: new Map(learned.filter(({ since }) => isKept(since)).map(({ what, since }) => [what, since])),
    waiting: new Map(waiting.filter(({ since }) => isKept(since)).map((each) => [each.path, each])),
  };
}
