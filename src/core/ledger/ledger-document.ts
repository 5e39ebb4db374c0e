import type { FromSchema } from "json-schema-to-ts";
import {
  containerSchema,
  endReasonSchema,
  entitlementSchema,
  fromLeaseDocument,
  idsSchema,
  leaseSchema,
  parseTime,
  timeSchema,
  toEntitlement,
  toIds,
  toLeaseDocument,
  type Writable,
} from "../access/lease-document.ts";
import { compileRecord, parseRecord } from "../document/record-text.ts";
import type { HoldingRecord, Revocation } from "./holding-record.ts";
import type { SeenRequest } from "./ledger.ts";

const version = 1;

const holdingSchema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "principal", "entitlement", "ids", "container", "heldBefore", "held", "leases"],
  properties: {
    version: { const: version },
    principal: { type: "string" },
    entitlement: entitlementSchema,
    ids: idsSchema,
    container: containerSchema,
    heldBefore: { type: "boolean" },
    held: { enum: ["undetermined", "yes", "no"] },
    confirmed: {
      type: "object",
      additionalProperties: false,
      required: ["until", "at"],
      properties: { until: timeSchema, at: timeSchema },
    },
    leases: { type: "array", items: leaseSchema },
    revocations: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["scheduled", "at", "because"],
        properties: {
          scheduled: timeSchema,
          at: timeSchema,
          because: endReasonSchema,
          left: { type: "boolean" },
        },
      },
    },
    failing: {
      type: "object",
      additionalProperties: false,
      required: ["since", "at", "code"],
      properties: { since: timeSchema, at: timeSchema, code: { type: "string" } },
    },
  },
} as const;

const seenSchema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "request", "pull", "blob", "merge", "at"],
  properties: {
    version: { const: version },
    request: { type: "string" },
    pull: { type: "integer" },
    blob: { type: "string" },
    merge: { type: "string" },
    at: timeSchema,
  },
} as const;

type HoldingDocument = FromSchema<typeof holdingSchema>;

const validateHolding = compileRecord<HoldingDocument>(holdingSchema);
const validateSeen = compileRecord<FromSchema<typeof seenSchema>>(seenSchema);

/** The text of a holding's file on the ledger. Inverse of `parseHolding`. */
export function serializeHolding(record: HoldingRecord): string {
  const { principal, entitlement, ids, container, heldBefore, held, confirmed, leases } = record;
  const { revocations, failing } = record;
  return write({
    version,
    principal,
    entitlement: toEntitlement(entitlement),
    held,
    ...(confirmed && {
      confirmed: { until: confirmed.until.toISOString(), at: confirmed.at.toISOString() },
    }),
    heldBefore,
    container,
    ids: toIds(ids),
    leases: leases.map(toLeaseDocument),
    ...(revocations.length > 0 && { revocations: revocations.map(toRevocation) }),
    ...(failing && {
      failing: { since: failing.since.toISOString(), at: failing.at.toISOString(), code: failing.code },
    }),
  });
}

const toRevocation = ({ scheduled, at, because, left }: Revocation) => ({
  scheduled: scheduled.toISOString(),
  at: at.toISOString(),
  because,
  ...(left !== undefined && { left }),
});

/** Throws for anything `serializeHolding` does not write. */
export function parseHolding(text: string): HoldingRecord {
  const document = parseRecord(validateHolding, text, "holding");
  const { confirmed, revocations, failing } = document;
  // Field by field: a ledger has many of these, and spreading what is left of an object takes most of the time of reading one.
  const record: Writable<HoldingRecord> = {
    principal: document.principal,
    entitlement: document.entitlement,
    ids: document.ids,
    container: document.container,
    heldBefore: document.heldBefore,
    held: document.held,
    leases: document.leases.map(fromLeaseDocument),
    revocations: revocations === undefined ? [] : revocations.map(fromRevocation),
  };
  if (confirmed !== undefined)
    record.confirmed = { until: parseTime(confirmed.until), at: parseTime(confirmed.at) };
  if (failing !== undefined)
    record.failing = { since: parseTime(failing.since), at: parseTime(failing.at), code: failing.code };
  return record;
}

const fromRevocation = (written: NonNullable<HoldingDocument["revocations"]>[number]): Revocation => ({
  ...written,
  scheduled: parseTime(written.scheduled),
  at: parseTime(written.at),
});

/** The text of a used request's file on the ledger. Inverse of `parseSeen`. */
export const serializeSeen = ({ request, pull, blob, merge, at }: SeenRequest): string =>
  write({ version, request, pull, blob, merge, at: at.toISOString() });

/** Throws for anything `serializeSeen` does not write. */
export function parseSeen(text: string): SeenRequest {
  const { request, pull, blob, merge, at } = parseRecord(validateSeen, text, "used request");
  return { request, pull, blob, merge, at: parseTime(at) };
}

const write = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
