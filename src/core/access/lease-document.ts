import type { FromSchema } from "json-schema-to-ts";
import type { HoldingIds } from "./holding.ts";
import { type AppliedPolicy, END_REASONS, type Lease, type Person } from "./lease.ts";

const text = { type: "string" } as const;

/** An instant as `Date.toISOString` writes it. */
export const timeSchema = {
  type: "string",
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$",
} as const;

const shape = new RegExp(timeSchema.pattern, "u");

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

export const personSchema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "login"],
  properties: { id: { type: "integer" }, login: text },
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
    entitlement: entitlementSchema,
    principal: text,
    subject: personSchema,
    requester: personSchema,
    approvers: { type: "array", items: personSchema },
    policy: {
      type: "object",
      additionalProperties: false,
      required: ["name", "blob", "commit"],
      properties: { name: text, blob: text, commit: text },
    },
    pull: { type: "integer" },
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
  },
} as const;

export type LeaseDocument = FromSchema<typeof leaseSchema>;

/** Inverse of `fromLeaseDocument`. The order of the keys is the order in the file. */
export const toLeaseDocument = (lease: Lease): LeaseDocument => ({
  request: lease.request,
  subject: toPerson(lease.subject),
  ...(lease.requester && { requester: toPerson(lease.requester) }),
  principal: lease.principal,
  entitlement: toEntitlement(lease.entitlement),
  pull: lease.pull,
  approvers: lease.approvers.map(toPerson),
  ...(lease.policy && { policy: toPolicy(lease.policy) }),
  reason: lease.reason,
  startsAt: lease.startsAt.toISOString(),
  endsAt: lease.endsAt.toISOString(),
  ...(lease.extends !== undefined && { extends: lease.extends }),
  ...(lease.until !== undefined && { until: lease.until }),
  ...(lease.verifiedAt && { verifiedAt: lease.verifiedAt.toISOString() }),
  ...(lease.ended && { ended: toEnd(lease.ended) }),
});

const toPolicy = ({ name, blob, commit }: AppliedPolicy): AppliedPolicy => ({ name, blob, commit });

const toEnd = ({ at, because, by }: NonNullable<Lease["ended"]>) => ({
  at: at.toISOString(),
  because,
  ...(by && { by: toPerson(by) }),
});

/** While it is put together. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Throws for a time that does not exist. */
export function fromLeaseDocument(document: LeaseDocument): Lease {
  const { requester, policy, extends: base, until, verifiedAt, ended } = document;
  const lease: Writable<Lease> = {
    request: document.request,
    entitlement: document.entitlement,
    principal: document.principal,
    subject: document.subject,
    approvers: document.approvers,
    pull: document.pull,
    reason: document.reason,
    startsAt: parseTime(document.startsAt),
    endsAt: parseTime(document.endsAt),
  };
  if (requester !== undefined) lease.requester = requester;
  if (policy !== undefined) lease.policy = policy;
  if (base !== undefined) lease.extends = base;
  if (until !== undefined) lease.until = until;
  if (verifiedAt !== undefined) lease.verifiedAt = parseTime(verifiedAt);
  if (ended !== undefined) lease.ended = { ...ended, at: parseTime(ended.at) };
  return lease;
}

export function parseTime(written: string): Date {
  const time = new Date(written);
  // The 31st of June and 24:00 are shifted, not refused, by Date alone: the day is another then. NaN equals nothing.
  if (time.getUTCDate() !== Number(written.slice(8, 10)) || !shape.test(written))
    throw new Error(`"${written}" is not a time.`);
  return time;
}

export const toEntitlement = ({ provider, resource, role }: Lease["entitlement"]) => ({
  provider,
  resource,
  role,
});

export const toIds = ({ instance, principal, entitlement }: HoldingIds): HoldingIds => ({
  instance,
  principal,
  entitlement,
});

export const toPerson = ({ id, login }: Person): Person => ({ id, login });
