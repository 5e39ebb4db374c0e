import type { FromSchema } from "json-schema-to-ts";
import {
  containerSchema,
  endReasonSchema,
  entitlementSchema,
  fromLeaseDocument,
  idsSchema,
  leaseSchema,
  parseTime,
  personSchema,
  timeSchema,
  toEntitlement,
  toIds,
  toLeaseDocument,
  toPerson,
} from "../access/lease-document.ts";
import { compileRecord, parseRecord } from "../document/record-text.ts";
import type { Intent, JournalEntry } from "./ledger-entry.ts";

const text = { type: "string" } as const;
const about = {
  version: { const: 1 },
  principal: text,
  entitlement: entitlementSchema,
  at: timeSchema,
} as const;

const intentSchema = {
  type: "object",
  additionalProperties: false,
  required: [
    "version",
    "kind",
    "principal",
    "entitlement",
    "at",
    "lease",
    "ids",
    "container",
    "heldBefore",
    "proof",
  ],
  properties: {
    ...about,
    kind: { const: "intent" },
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
  },
} as const;

const grantedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "kind", "principal", "entitlement", "at", "until", "changed"],
  properties: { ...about, kind: { const: "granted" }, until: timeSchema, changed: { type: "boolean" } },
} as const;

const revokedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "kind", "principal", "entitlement", "at", "because", "scheduled", "sessionsEnded"],
  properties: {
    ...about,
    kind: { const: "revoked" },
    because: endReasonSchema,
    scheduled: timeSchema,
    sessionsEnded: { type: "integer" },
    left: { type: "boolean" },
  },
} as const;

const endedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "kind", "request", "because", "at"],
  properties: {
    version: about.version,
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
  required: ["version", "kind", "principal", "entitlement", "at", "code"],
  properties: { ...about, kind: { const: "failed" }, code: text },
} as const;

type EntryDocument =
  | FromSchema<typeof intentSchema>
  | FromSchema<typeof grantedSchema>
  | FromSchema<typeof revokedSchema>
  | FromSchema<typeof endedSchema>
  | FromSchema<typeof failedSchema>;

const validate = compileRecord<EntryDocument>({
  oneOf: [intentSchema, grantedSchema, revokedSchema, endedSchema, failedSchema],
});

/** One entry as one line of JSON, without the line's end. Inverse of `parseEntry`. */
export const serializeEntry = (entry: JournalEntry): string => JSON.stringify(toDocument(entry));

/** Throws for anything `serializeEntry` does not write. */
export const parseEntry = (line: string): JournalEntry =>
  fromDocument(parseRecord(validate, line, "journal entry"));

// Field by field: a value that carries more than its type says must not become a line that cannot be read.
function toDocument(entry: JournalEntry): EntryDocument {
  if (entry.kind === "ended") {
    const { kind, request, because, by, at } = entry;
    return { kind, version: 1, request, because, ...(by && { by: toPerson(by) }), at: at.toISOString() };
  }
  const { principal, at } = entry;
  const entitlement = toEntitlement(entry.entitlement);
  const common = { version: 1, principal, entitlement, at: at.toISOString() } as const;
  switch (entry.kind) {
    case "intent":
      return { kind: entry.kind, ...common, ...toIntent(entry) };
    case "granted":
      return { kind: entry.kind, ...common, until: entry.until.toISOString(), changed: entry.changed };
    case "revoked": {
      const { because, scheduled, sessionsEnded, left } = entry;
      const told = { because, scheduled: scheduled.toISOString(), sessionsEnded };
      return { kind: entry.kind, ...common, ...told, ...(left !== undefined && { left }) };
    }
    case "failed":
      return { kind: entry.kind, ...common, code: entry.code };
  }
}

function toIntent({ lease, ids, container, heldBefore, proof }: Intent) {
  const { head, merge, blob, externalId } = proof;
  return {
    lease: toLeaseDocument(lease),
    ids: toIds(ids),
    container,
    heldBefore,
    proof: { head, merge, blob, externalId },
  };
}

function fromDocument({ version: _, ...document }: EntryDocument): JournalEntry {
  const at = parseTime(document.at);
  switch (document.kind) {
    case "intent":
      return { ...document, at, lease: fromLeaseDocument(document.lease) };
    case "granted":
      return { ...document, at, until: parseTime(document.until) };
    case "revoked":
      return { ...document, at, scheduled: parseTime(document.scheduled) };
    case "ended":
    case "failed":
      return { ...document, at };
  }
}
