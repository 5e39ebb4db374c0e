import type { FromSchema } from "json-schema-to-ts";
import { type AwsConnection, awsFields } from "../adapter/aws/fields.ts";
import { byName, commandLine, consistencySeconds, link } from "../adapter/entry-schema.ts";

/** Characters that a policy may hold: "IAM and AWS STS quotas", IAM name requirements. */
const text = { type: "string", pattern: "^[\\x20-\\xff]{1,2048}$" } as const;

const oneOrMore = <Item extends object>(items: Item) =>
  ({ oneOf: [items, { type: "array", minItems: 1, maxItems: 200, items }] }) as const;

/** A statement in the words of IAM ("IAM JSON policy reference"). Closed: no `NotAction`, `NotResource`, `Principal` or `Deny`. */
const statement = {
  type: "object",
  additionalProperties: false,
  required: ["Action", "Resource"],
  properties: {
    Sid: { type: "string", pattern: "^[A-Za-z0-9]{1,64}$" },
    Effect: { const: "Allow" },
    // The service is always named: a pattern for it could reach any.
    Action: oneOrMore({ type: "string", pattern: "^[a-z0-9-]{1,63}:[A-Za-z0-9*?]{1,128}$" } as const),
    Resource: oneOrMore(text),
    Condition: {
      type: "object",
      minProperties: 1,
      propertyNames: {
        pattern:
          "^(?:For(?:Any|All)Values?:)?(?:(?:String|Numeric|Date|Binary|Arn)[A-Za-z]{1,30}|Bool|(?:Not)?IpAddress)(?:IfExists)?$|^Null$",
      },
      additionalProperties: {
        type: "object",
        minProperties: 1,
        propertyNames: { pattern: "^[\\x21-\\x7e]{1,200}$" },
        additionalProperties: oneOrMore(text),
      },
    },
  },
} as const;

export const iamSchema = {
  type: "object",
  additionalProperties: false,
  required: ["account", "region", "resources"],
  properties: {
    ...awsFields,
    people: {
      oneOf: [
        {
          type: "object",
          additionalProperties: false,
          required: ["kind"],
          properties: {
            kind: { const: "User" },
            /** Users outside of it get nothing. */
            path: { type: "string", pattern: "^/(?:[\\x21-\\x2e\\x30-\\x7e]+/)*$", maxLength: 512 },
          },
        },
        {
          type: "object",
          additionalProperties: false,
          required: ["kind", "role"],
          properties: {
            kind: { const: "Session" },
            /** The name of the role whose sessions people have. */
            role: {
              type: "string",
              pattern: "^[\\w+=,.@-]{1,64}$",
              description: "the name of a role, not its ARN",
            },
            path: { type: "string", pattern: "^/(?:[\\x21-\\x2e\\x30-\\x7e]+/)*$", maxLength: 512 },
          },
        },
      ],
    },
    /** The permissions boundary that Hallpass's own policy requires of the people. */
    boundary: {
      type: "string",
      pattern: "^arn:[\\w-]+:iam::(?:[0-9]{12}|aws):policy/[\\w+=,.@/-]{1,512}$",
      description: "the ARN of a managed policy",
    },
    consistencySeconds,
    /** Regions whose CloudTrail is read for activity. */
    activityRegions: {
      type: "array",
      minItems: 1,
      maxItems: 5,
      uniqueItems: true,
      items: awsFields.region,
    },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: commandLine,
        link,
        roles: byName({ type: "array", minItems: 1, maxItems: 50, items: statement }),
      },
    }),
  },
} as const;

export type IamEntry = FromSchema<typeof iamSchema>;
export type Statement = FromSchema<typeof statement>;
/** The statements of a role, as the configuration has them. */
export type Template = readonly Statement[];

/** IAM users, or (`Session`) the sessions of one role, by their names. */
export type People =
  | { readonly kind: "User"; readonly path?: string }
  | { readonly kind: "Session"; readonly role: string; readonly path?: string };

/** What requests may name, and how people use it. */
export interface Resource {
  readonly command?: string;
  readonly link?: string;
  readonly roles: Readonly<Record<string, Template>>;
}

/** An entry with its name and its credentials. */
export interface IamConfiguration extends AwsConnection {
  readonly resources: Readonly<Record<string, Resource>>;
  /** Default: all users. */
  readonly people?: People;
  /** The permissions boundary that Hallpass's own policy requires of the people; doctor asks with it. */
  readonly boundary?: string;
  readonly consistencySeconds?: number;
  /** Default: the region of the entry. */
  readonly activityRegions?: readonly string[];
}

/** Undocumented: IAM only says that changes take time. So generous. */
export const CONSISTENCY_SECONDS = 30;

export const peopleOf = ({ people = { kind: "User" } }: Pick<IamConfiguration, "people">): People => people;
