import { BASES } from "../access/basis.ts";
import { END_LAYERS, END_REASONS } from "../access/lease.ts";
import { timeSchema } from "../document/record-time.ts";

const text = { type: "string" } as const;

export const entitlementSchema = {
  type: "object",
  additionalProperties: false,
  required: ["provider", "resource", "role"],
  properties: { provider: text, resource: text, role: text },
} as const;

export const idsSchema = {
  type: "object",
  additionalProperties: false,
  required: ["instance", "principal", "entitlement"],
  properties: { instance: text, principal: text, entitlement: text },
} as const;

export const containerSchema = { enum: ["separate", "shared"] } as const;
export const endReasonSchema = { enum: END_REASONS } as const;

export const endLayerSchema = { enum: END_LAYERS } as const;

export const connectionSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "text"],
  properties: { kind: { enum: ["command", "link"] }, text },
} as const;

export const personSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "login"],
  properties: { id: { type: "integer" }, login: text },
} as const;

export const countedReviewSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "reviewer", "commit", "at"],
  properties: { id: { type: "integer" }, reviewer: personSchema, commit: text, at: timeSchema },
} as const;

export const useSchema = {
  type: "object",
  additionalProperties: false,
  required: ["kind", "count"],
  properties: {
    kind: { enum: ["read", "unread"] },
    count: { type: "integer", minimum: 0 },
    more: { type: "boolean" },
    first: timeSchema,
    last: timeSchema,
  },
} as const;

export const leaseSchema = {
  type: "object",
  additionalProperties: false,
  required: [
    "request",
    "entitlement",
    "principal",
    "subject",
    "approvers",
    "pull",
    "reason",
    "startsAt",
    "endsAt",
  ],
  properties: {
    request: text,
    subject: personSchema,
    requester: personSchema,
    principal: text,
    entitlement: entitlementSchema,
    pull: { type: "integer" },
    approvers: { type: "array", items: personSchema },
    basis: { enum: BASES },
    owners: { type: "array", items: personSchema },
    policy: {
      type: "object",
      additionalProperties: false,
      required: ["name", "blob", "commit"],
      properties: { name: text, blob: text, commit: text },
    },
    reason: text,
    startsAt: timeSchema,
    endsAt: timeSchema,
    extends: text,
    until: { type: "integer" },
    verifiedAt: timeSchema,
    ended: {
      type: "object",
      additionalProperties: false,
      required: ["at", "because"],
      properties: { at: timeSchema, because: endReasonSchema, by: personSchema },
    },
    used: useSchema,
  },
} as const;
