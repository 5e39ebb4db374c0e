import type { FromSchema } from "json-schema-to-ts";
import { powersField } from "../adapter/entry/powers.ts";
import { byName, link } from "../adapter/entry-schema.ts";
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
    powers: powersField,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        link,
        roles: byName({
          type: "object",
          additionalProperties: false,
          required: ["group"],
          properties: { group: guid, allowPower: { type: "boolean" } },
        }),
      },
    }),
  },
} as const;

export type EntraEntry = FromSchema<typeof entraSchema>;

/** An entry with its secret. */
export interface EntraConfiguration extends Tenant {
  readonly membership: "pim" | "plain";
  readonly endAtOnce: boolean;
  readonly consistencySeconds: number;
  readonly resources: EntraEntry["resources"];
  readonly powers?: EntraEntry["powers"];
}

/** Microsoft promises no number. "You may need to wait a few minutes" is the nearest. */
export const CONSISTENCY_SECONDS = 60;

/** A role on offer: one group. `allowPower`: also one that gives power over the directory. */
export type Offered = EntraEntry["resources"][string]["roles"][string];
