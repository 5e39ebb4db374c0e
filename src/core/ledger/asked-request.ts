import type { Entitlement } from "../access/entitlement.ts";
import type { Person } from "../access/lease.ts";
import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";
import { entitlementSchema, personSchema } from "./lease-schema.ts";

/** A request in a pull request, as it was when Hallpass first reviewed it. */
export interface AskedRequest {
  readonly pull: number;
  /** The person who asks. */
  readonly requester: Person;
  readonly head: string;
  /** What follows is absent where the file cannot be read. */
  readonly request?: string;
  readonly blob?: string;
  readonly subject?: Person;
  readonly entitlements?: readonly Entitlement[];
  readonly durationMs?: number;
  readonly at: Date;
}

/** An approved request whose start is yet to come: it is verified again, and granted, then. */
export interface ApprovedRequest {
  readonly pull: number;
  readonly request: string;
  readonly merge: string;
  readonly approvers: readonly Person[];
  readonly startsAt: Date;
  readonly at: Date;
}

/** What became of a pull request with a request, besides grants and refusals. */
export interface PullRecord {
  readonly pull: number;
  /** Absent: it was merged before Hallpass saw it. */
  readonly asked?: AskedRequest;
  /** Set where it was merged before its start. */
  readonly approved?: ApprovedRequest;
  /** Set where it was closed without a merge. */
  readonly closed?: {
    readonly at: Date;
    /** What stood in its way then. */
    readonly codes: readonly string[];
  };
}

const text = { type: "string" } as const;

export const askedRequestSchema = {
  type: "object",
  additionalProperties: false,
  required: ["pull", "requester", "head", "at"],
  properties: {
    pull: { type: "integer" },
    requester: personSchema,
    head: text,
    request: text,
    blob: text,
    subject: personSchema,
    entitlements: { type: "array", items: entitlementSchema },
    durationMs: { type: "integer" },
    at: timeSchema,
  },
} as const;

export const approvedRequestSchema = {
  type: "object",
  additionalProperties: false,
  required: ["pull", "request", "merge", "approvers", "startsAt", "at"],
  properties: {
    pull: { type: "integer" },
    request: text,
    merge: text,
    approvers: { type: "array", items: personSchema },
    startsAt: timeSchema,
    at: timeSchema,
  },
} as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["pull"],
  properties: {
    pull: { type: "integer" },
    asked: askedRequestSchema,
    approved: approvedRequestSchema,
    closed: {
      type: "object",
      additionalProperties: false,
      required: ["at", "codes"],
      properties: { at: timeSchema, codes: { type: "array", items: text } },
    },
  },
} as const;

const codec = recordCodec<Recorded<typeof schema>>("pull request", schema);

/** The text of the ledger's file of a pull request. Inverse of `parsePullRecord`. */
export const serializePullRecord = (record: PullRecord): string => codec.writeFile(record);

/** Throws for everything that `serializePullRecord` does not write. */
export const parsePullRecord = (source: string): PullRecord => codec.read(source);
