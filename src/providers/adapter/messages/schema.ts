import { namePattern } from "../entry-schema.ts";

/** Names and ids at the receiver. Any characters: a person there may rename themselves, and the listing must still arrive. */
const text = { type: "string", minLength: 1, maxLength: 1000 } as const;

const MONTH_AND_DAY = "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";

/** In UTC: `2026-11-20T16:00:00.000Z`. */
const time = {
  type: "string",
  pattern: `^\\d{4}-${MONTH_AND_DAY}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$`,
} as const;

const count = { type: "integer", minimum: 0 } as const;

const ids = {
  type: "object",
  additionalProperties: false,
  required: ["instance", "principal", "entitlement"],
  properties: { instance: text, principal: text, entitlement: text },
} as const;

const entitlement = {
  type: "object",
  additionalProperties: false,
  required: ["resource", "role"],
  properties: {
    resource: { type: "string", pattern: namePattern },
    role: { type: "string", pattern: namePattern },
  },
} as const;

const container = { enum: ["separate", "shared"] } as const;
const nativeExpiry = { enum: ["removed", "none"] } as const;
const sessions = { enum: ["ended", "survive"] } as const;

/** The operations that a receiver may leave out. */
const offers = {
  type: "array",
  uniqueItems: true,
  items: { enum: ["inventory", "activity", "forget"] },
} as const;

/** What a receiver's owner declares in the configuration, and the receiver itself in its answer to `access.describe`. */
export const declared = { container, nativeExpiry, sessions, offers } as const;

/** A listing says how much it has and that nothing is missing, so that a cut one is never taken for a whole one. */
const page = { count, complete: { type: "boolean" }, next: text } as const;

const changeProperties = { principal: text, entitlement, ids, expiresAt: time } as const;
const change = {
  type: "object",
  additionalProperties: false,
  required: ["principal", "entitlement", "ids", "expiresAt"],
  properties: changeProperties,
} as const;

/** `data` of each request, by its type. */
const requestData = {
  "access.describe": { type: "object", additionalProperties: false },
  "access.identify": {
    type: "object",
    additionalProperties: false,
    required: ["principal", "entitlement"],
    properties: { principal: text, entitlement },
  },
  "access.list": {
    type: "object",
    additionalProperties: false,
    required: ["entitlements"],
    properties: { entitlements: { type: "array", items: entitlement }, after: text },
  },
  "access.hold": change,
  "access.revoke": change,
  "access.forget": change,
  "access.inventory": { type: "object", additionalProperties: false, properties: { after: text } },
  "access.activity": {
    ...change,
    required: [...change.required, "from"],
    properties: { ...changeProperties, from: time },
  },
} as const;

export const descriptionSchema = {
  title: "Result of access.describe",
  type: "object",
  additionalProperties: false,
  required: ["instance", "container", "nativeExpiry", "sessions", "offers", "entitlements"],
  properties: { instance: text, ...declared, entitlements: { type: "array", items: entitlement } },
} as const;

export const identitySchema = {
  title: "Result of access.identify",
  type: "object",
  additionalProperties: false,
  required: ["ids"],
  properties: { ids },
} as const;

export const grantsSchema = {
  title: "Result of access.list and access.inventory",
  type: "object",
  additionalProperties: false,
  required: ["grants", "count", "complete"],
  properties: {
    grants: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["principal", "entitlement", "ids"],
        properties: {
          principal: text,
          entitlement,
          ids,
          origin: { enum: ["ours", "standing"] },
          grantedBy: text,
          since: time,
        },
      },
    },
    ...page,
  },
} as const;

export const heldSchema = {
  title: "Result of access.hold",
  type: "object",
  additionalProperties: false,
  required: ["state", "changed", "ids"],
  properties: { state: { const: "held" }, changed: { type: "boolean" }, ids, expiresAt: time },
} as const;

export const goneSchema = {
  title: "Result of access.revoke",
  type: "object",
  additionalProperties: false,
  required: ["state", "changed", "ids"],
  properties: { state: { const: "gone" }, changed: { type: "boolean" }, ids, sessionsEnded: count },
} as const;

export const forgottenSchema = {
  title: "Result of access.forget",
  type: "object",
  additionalProperties: false,
  required: ["state", "ids"],
  properties: { state: { const: "forgotten" }, ids },
} as const;

export const activitySchema = {
  title: "Result of access.activity",
  type: "object",
  additionalProperties: false,
  required: ["activity", "count", "complete"],
  properties: {
    activity: {
      type: "array",
      maxItems: 1000,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["at", "action"],
        properties: { at: time, action: { type: "string", pattern: "^\\P{C}{1,500}$" } },
      },
    },
    count,
    complete: { const: true },
  },
} as const;

const results = [
  ...[descriptionSchema, identitySchema, grantsSchema, heldSchema],
  ...[goneSchema, forgottenSchema, activitySchema],
];

const id = { type: "string", pattern: "^hp_[A-Za-z0-9_-]{22,86}$" } as const;
const attempt = { type: "string", pattern: "^[0-9a-f-]{36}$" } as const;

const error = {
  type: "object",
  additionalProperties: false,
  required: ["code"],
  properties: {
    code: {
      enum: [
        ...["UNREACHABLE", "TIMEOUT", "THROTTLED", "BUSY", "LOGIN_REFUSED", "REFUSED"],
        ...["UNKNOWN_PRINCIPAL", "UNKNOWN_ENTITLEMENT", "IDENTITY_CHANGED", "UNEXPECTED"],
      ],
    },
    retryAfterSeconds: { type: "integer", minimum: 0, maximum: 86_400 },
    detail: { type: "string", maxLength: 10_000 },
  },
} as const;

/** An answer before its result is looked at: the request's type decides which result fits. */
export const envelopeSchema = {
  type: "object",
  additionalProperties: false,
  required: ["type", "id", "attempt"],
  properties: { type: { const: "access.answer" }, id, attempt, result: { type: "object" }, error },
  oneOf: [{ required: ["result"] }, { required: ["error"] }],
} as const;

/** Published as schemas/receiver-request.json. */
export const receiverRequestSchema = {
  title: "Request to a receiver",
  description:
    "What Hallpass sends to a webhook receiver or a command (docs/providers/webhook.md, docs/providers/command.md). Ignore properties you do not know: later versions may add some.",
  type: "object",
  required: ["type", "id", "attempt", "timestamp", "data"],
  properties: {
    type: { enum: Object.keys(requestData) },
    id: { ...id, description: "The idempotency key: the same for repeats of the same change." },
    attempt: { ...attempt, description: "New with every call. The answer repeats it." },
    timestamp: { ...time, description: "When Hallpass sent it." },
    data: { type: "object" },
  },
  oneOf: Object.entries(requestData).map(([type, data]) => ({
    properties: { type: { const: type }, data: { ...data, additionalProperties: true } },
  })),
} as const;

/** Published as schemas/receiver-answer.json. */
export const receiverAnswerSchema = {
  title: "Answer of a receiver",
  description:
    "What Hallpass accepts from a webhook receiver or a command (docs/providers/webhook.md, docs/providers/command.md). Nothing else may stand in it.",
  ...envelopeSchema,
  properties: { ...envelopeSchema.properties, result: { anyOf: results } },
} as const;
