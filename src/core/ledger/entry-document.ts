import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";
import {
  connectionSchema,
  containerSchema,
  endReasonSchema,
  entitlementSchema,
  idsSchema,
  leaseSchema,
  personSchema,
} from "./lease-schema.ts";
import type { JournalEntry } from "./ledger-entry.ts";

const text = { type: "string" } as const;
const about = {
  principal: text,
  entitlement: entitlementSchema,
  at: timeSchema,
} as const;

const intentSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "lease", "ids", "container", "heldBefore", "proof"],
  properties: {
    kind: { const: "intent" },
    ...about,
    lease: leaseSchema,
    ids: idsSchema,
    container: containerSchema,
    heldBefore: { type: "boolean" },
    proof: {
      type: "object",
      additionalProperties: false,
      required: ["head", "merge", "blob", "externalId"],
      properties: { head: text, merge: text, blob: text, externalId: text },
    },
    of: { type: "integer", minimum: 1 },
  },
} as const;

const grantedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "until", "changed"],
  properties: {
    kind: { const: "granted" },
    ...about,
    until: timeSchema,
    changed: { type: "boolean" },
    connection: connectionSchema,
    invited: { type: "boolean" },
  },
} as const;

const revokedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "because", "scheduled", "sessionsEnded"],
  properties: {
    kind: { const: "revoked" },
    ...about,
    because: endReasonSchema,
    scheduled: timeSchema,
    sessionsEnded: { type: "integer" },
    left: { type: "boolean" },
  },
} as const;

const endedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "request", "because", "at"],
  properties: {
    kind: { const: "ended" },
    request: text,
    because: endReasonSchema,
    by: personSchema,
    at: timeSchema,
  },
} as const;

const failedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "code"],
  properties: { kind: { const: "failed" }, ...about, code: text },
} as const;

type EntryDocument =
  | Recorded<typeof intentSchema>
  | Recorded<typeof grantedSchema>
  | Recorded<typeof revokedSchema>
  | Recorded<typeof endedSchema>
  | Recorded<typeof failedSchema>;

const codec = recordCodec<EntryDocument>(
  "journal entry",
  intentSchema,
  grantedSchema,
  revokedSchema,
  endedSchema,
  failedSchema,
);

/** One entry as one line of JSON, without the line's end. Inverse of `parseEntry`. */
export const serializeEntry = (entry: JournalEntry): string => codec.writeLine(entry);

/** Throws for everything that `serializeEntry` does not write. */
export const parseEntry = (line: string): JournalEntry => codec.read(line);
