import type { FromSchema } from "json-schema-to-ts";
import { namePattern } from "../adapter/entry-schema.ts";
import { guid, type Tenant, tenantSchema } from "../adapter/microsoft/tenant.ts";

/** The fields of an entry in the server's provider configuration. */
export const entraSchema = {
  type: "object",
  additionalProperties: false,
  required: ["tenant", "client", "signIn", "membership", "resources"],
  properties: {
    ...tenantSchema,
    /** `pim`: Privileged Identity Management ends it. `plain`: nothing does but Hallpass. */
    membership: { type: "string", enum: ["pim", "plain"] },
    /** In the first five minutes, PIM ends nothing. Then take the member out of the group. */
    endAtOnce: { type: "boolean" },
    resources: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: namePattern },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["roles"],
        properties: {
          link: { type: "string", pattern: "^https://", maxLength: 400 },
          roles: {
            type: "object",
            minProperties: 1,
            propertyNames: { pattern: namePattern },
            additionalProperties: {
              type: "object",
              additionalProperties: false,
              required: ["group"],
              properties: { group: guid, allowPower: { type: "boolean" } },
            },
          },
        },
      },
    },
  },
} as const;

export type EntraEntry = FromSchema<typeof entraSchema>;

/** An entry with its secret. */
export interface EntraConfiguration extends Tenant {
  readonly membership: "pim" | "plain";
  readonly endAtOnce: boolean;
  readonly consistencySeconds: number;
  readonly resources: EntraEntry["resources"];
}

/** Microsoft promises no number. "You may need to wait a few minutes" is the nearest. */
export const CONSISTENCY_SECONDS = 60;

/** A role on offer: one group. */
export interface Offered {
  readonly resource: string;
  readonly role: string;
  readonly group: string;
  /** Also a group that gives power over the directory. */
  readonly allowPower: boolean;
}

export const listOffer = ({ resources }: Pick<EntraEntry, "resources">): Offered[] =>
  Object.entries(resources).flatMap(([resource, { roles }]) =>
    Object.entries(roles).map(([role, { group, allowPower = false }]) => ({
      ...{ resource, role, group, allowPower },
    })),
  );
