import { timeSchema } from "../document/record-time.ts";
import { adoptionSchema } from "./adoption.ts";
import { approvedRequestSchema, askedRequestSchema } from "./asked-request.ts";
import {
  connectionSchema,
  containerSchema,
  countedReviewSchema,
  endLayerSchema,
  endReasonSchema,
  entitlementSchema,
  idsSchema,
  leaseSchema,
  personSchema,
  useSchema,
} from "./lease-schema.ts";
import { receiptRecordSchema } from "./receipt-record.ts";
import { refusalSchema } from "./refusal.ts";

const text = { type: "string" } as const;
const about = {
  principal: text,
  entitlement: entitlementSchema,
  at: timeSchema,
} as const;

export const intentSchema = {
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
      properties: {
        head: text,
        merge: text,
        blob: text,
        externalId: text,
        codeowners: text,
        reviews: {
          type: "array",
          items: countedReviewSchema,
        },
        met: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["rule", "says"],
            properties: { rule: text, says: text },
          },
        },
      },
    },
    of: { type: "integer", minimum: 1 },
  },
} as const;

export const grantedSchema = {
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

export const revokedSchema = {
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
    layer: endLayerSchema,
  },
} as const;

export const endedSchema = {
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

export const failedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "at", "code"],
  properties: { kind: { const: "failed" }, ...about, code: text },
} as const;

export const verifiedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "request", "at"],
  properties: { kind: { const: "verified" }, request: text, at: timeSchema },
} as const;

export const refusedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "refusal", "at"],
  properties: { kind: { const: "refused" }, refusal: refusalSchema, at: timeSchema },
} as const;

export const adoptedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "adoption", "at"],
  properties: { kind: { const: "adopted" }, adoption: adoptionSchema, at: timeSchema },
} as const;

export const observedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "team", "members", "first", "at"],
  properties: {
    kind: { const: "observed" },
    team: {
      type: "object",
      additionalProperties: false,
      required: ["id", "slug"],
      properties: { id: { type: "integer" }, slug: text },
    },
    members: { type: "array", items: personSchema },
    childMembers: { type: "array", items: personSchema },
    first: { type: "boolean" },
    at: timeSchema,
  },
} as const;

export const askedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "asked", "at"],
  properties: { kind: { const: "asked" }, asked: askedRequestSchema, at: timeSchema },
} as const;

export const approvedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "approved", "at"],
  properties: { kind: { const: "approved" }, approved: approvedRequestSchema, at: timeSchema },
} as const;

export const closedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "pull", "codes", "at"],
  properties: {
    kind: { const: "closed" },
    pull: { type: "integer" },
    codes: { type: "array", items: text },
    at: timeSchema,
  },
} as const;

export const receiptSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "receipt", "at"],
  properties: { kind: { const: "receipt" }, receipt: receiptRecordSchema, at: timeSchema },
} as const;

export const usedSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "principal", "entitlement", "request", "use", "at"],
  properties: { kind: { const: "used" }, ...about, request: text, use: useSchema },
} as const;
