import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";
import type { HoldingRecord } from "./holding-record.ts";
import {
  connectionSchema,
  containerSchema,
  endReasonSchema,
  entitlementSchema,
  idsSchema,
  leaseSchema,
} from "./lease-schema.ts";
import type { SeenRequest } from "./ledger.ts";

const text = { type: "string" } as const;

const holdingSchema = {
  type: "object",
  additionalProperties: false,
  required: ["principal", "entitlement", "ids", "container", "heldBefore", "held", "leases"],
  properties: {
    principal: text,
    entitlement: entitlementSchema,
    held: { enum: ["undetermined", "yes", "no"] },
    confirmed: {
      type: "object",
      additionalProperties: false,
      required: ["until", "at"],
      properties: { until: timeSchema, at: timeSchema, connection: connectionSchema },
    },
    heldBefore: { type: "boolean" },
    container: containerSchema,
    ids: idsSchema,
    leases: { type: "array", items: leaseSchema },
    revocations: {
      type: "array",
      default: [],
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
      properties: { since: timeSchema, at: timeSchema, code: text },
    },
  },
} as const;

const seenSchema = {
  type: "object",
  additionalProperties: false,
  required: ["request", "pull", "blob", "merge", "at"],
  properties: {
    request: text,
    pull: { type: "integer" },
    blob: text,
    merge: text,
    at: timeSchema,
    of: { type: "integer", minimum: 1 },
  },
} as const;

const holdings = recordCodec<Recorded<typeof holdingSchema>>("holding", holdingSchema);
const seen = recordCodec<Recorded<typeof seenSchema>>("used request", seenSchema);

/** The text of a holding's file on the ledger. Inverse of `parseHolding`. */
export const serializeHolding = (record: HoldingRecord): string => holdings.writeFile(record);

/** Throws for everything that `serializeHolding` does not write. */
export const parseHolding = (source: string): HoldingRecord => holdings.read(source);

/** The text of a used request's file on the ledger. Inverse of `parseSeen`. */
export const serializeSeen = (request: SeenRequest): string => seen.writeFile(request);

/** Throws for everything that `serializeSeen` does not write. */
export const parseSeen = (source: string): SeenRequest => seen.read(source);
