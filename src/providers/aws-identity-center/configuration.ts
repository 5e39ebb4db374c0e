import type { FromSchema } from "json-schema-to-ts";
import { awsFields } from "../adapter/aws/fields.ts";
import { byName, consistencySeconds } from "../adapter/entry-schema.ts";

// The patterns are those of the API references of IAM Identity Center and EventBridge Scheduler.
const partition = "aws(?:-[a-z]{1,5}){0,3}";
const account = awsFields.account;

const permissionSet = {
  type: "object",
  additionalProperties: false,
  required: ["permissionSet"],
  properties: {
    permissionSet: {
      type: "string",
      pattern: `^arn:${partition}:sso:::permissionSet/(?:sso)?ins-[a-zA-Z0-9.-]{16}/ps-[a-zA-Z0-9./-]{16}$`,
      description: "the ARN of a permission set",
    },
    /** Its name, for the link. */
    name: { type: "string", pattern: "^[\\w+=,.@-]{1,32}$" },
  },
} as const;

const group = {
  type: "object",
  additionalProperties: false,
  required: ["group"],
  properties: {
    group: {
      type: "string",
      pattern: "^(?:[0-9a-f]{10}-)?[A-Fa-f0-9]{8}(?:-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$",
    },
  },
} as const;

/** The fields of an entry in the server's provider configuration. */
export const identityCenterSchema = {
  type: "object",
  additionalProperties: false,
  required: ["account", "region", "instance", "resources"],
  properties: {
    // The account of Hallpass's own role, and the region of the instance.
    ...awsFields,
    instance: {
      type: "string",
      pattern: `^arn:${partition}:sso:::instance/(?:sso)?ins-[a-zA-Z0-9.-]{16}$`,
      description: "the ARN of an instance of IAM Identity Center",
    },
    /** The AWS access portal, for the link that the person opens. */
    portal: { type: "string", pattern: "^https://[^/?#@]+/start/?$", maxLength: 200 },
    /** The tag that marks a permission set as reserved for Hallpass. */
    reservedTag: { type: "string", minLength: 1, maxLength: 128 },
    /** Lends the management account, too. */
    managementAccount: { type: "boolean" },
    consistencySeconds,
    /** Schedules of EventBridge Scheduler that end each grant when no part of Hallpass runs. */
    schedule: {
      type: "object",
      additionalProperties: false,
      required: ["group", "role"],
      properties: {
        group: { type: "string", pattern: "^[0-9a-zA-Z_.-]{1,64}$", not: { const: "default" } },
        role: {
          type: "string",
          pattern: `^arn:${partition}:iam::\\d{12}:role/(?:service-role/)?[\\w+=,.@-]{1,64}$`,
        },
        deadLetters: {
          type: "string",
          pattern: `^arn:${partition}:sqs:[a-z0-9-]+:\\d{12}:[a-zA-Z0-9_-]+$`,
          description: "the ARN of a queue",
        },
      },
    },
    /** A role of this name in each lent account reads its trail, for the audit. */
    trail: {
      type: "object",
      additionalProperties: false,
      required: ["role"],
      properties: {
        role: { type: "string", pattern: "^[\\w+=,.@-]{1,64}$" },
        /** Default: the region of the instance. */
        regions: { type: "array", minItems: 1, uniqueItems: true, items: awsFields.region },
      },
    },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        account,
        roles: byName({ oneOf: [permissionSet, group] }),
      },
    }),
  },
} as const;

interface LentSet {
  readonly permissionSet: string;
  readonly name?: string;
}

interface LentGroup {
  readonly group: string;
}

interface Lent {
  /** The account of its permission sets. */
  readonly account?: string;
  readonly roles: Readonly<Record<string, LentSet | LentGroup>>;
}

export type IdentityCenterEntry = Omit<FromSchema<typeof identityCenterSchema>, "resources"> & {
  readonly resources: Readonly<Record<string, Lent>>;
};

export interface IdentityCenterConfiguration extends IdentityCenterEntry {
  readonly name: string;
  now(): Date;
}

export interface TrailOptions {
  readonly role: string;
  readonly regions?: readonly string[];
}

/** Where a schedule lives and what it may do. */
export type ScheduleOptions = NonNullable<IdentityCenterEntry["schedule"]>;

/** Provisioning a permission set into an account takes some seconds to minutes. */
export const DEADLINE_SECONDS = 120;

/** Undocumented: generous. */
export const CONSISTENCY_SECONDS = 60;

export const RESERVED_TAG = "hallpass";
