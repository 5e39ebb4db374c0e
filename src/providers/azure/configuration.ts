import type { FromSchema } from "json-schema-to-ts";
import { byName, commandLine, link } from "../adapter/entry-schema.ts";
import { guid, type Tenant, tenantSchema } from "../adapter/microsoft/tenant.ts";

const part = "[A-Za-z0-9_(][A-Za-z0-9_().-]*";
const subscription = "/subscriptions/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const resource = `(?:/resourceGroups/${part}(?:/providers/${part}(?:/${part}/${part})+)?)?`;

/** "Understand scope for Azure RBAC": a management group, a subscription, a resource group or a resource. */
const scope = {
  type: "string",
  maxLength: 1000,
  pattern: `^(?:${subscription}${resource}|/providers/Microsoft\\.Management/managementGroups/${part})$`,
  description:
    "the scope of a subscription, a resource group, a resource or a management group, such as /subscriptions/GUID in small letters",
} as const;

/** The fields of an entry in the server's provider configuration. */
export const azureSchema = {
  type: "object",
  additionalProperties: false,
  required: ["tenant", "client", "signIn", "resources"],
  properties: {
    ...tenantSchema,
    /** In the first five minutes, PIM ends nothing. Then delete the role assignment itself. */
    endAtOnce: { type: "boolean" },
    /** The scope of what Hallpass itself runs on: who may change that can act as Hallpass. */
    runsAt: scope,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["scope", "roles"],
      properties: {
        ...{ scope, link },
        command: commandLine,
        roles: byName({
          type: "object",
          additionalProperties: false,
          required: ["role"],
          properties: { role: guid, allowPower: { type: "boolean" } },
        }),
      },
    }),
  },
} as const;

export type AzureEntry = FromSchema<typeof azureSchema>;

/** An entry with its secret. */
export interface AzureConfiguration extends Tenant {
  readonly endAtOnce: boolean;
  readonly consistencySeconds: number;
  readonly resources: AzureEntry["resources"];
  readonly runsAt?: string;
}

/** Microsoft promises no number for lists. */
export const CONSISTENCY_SECONDS = 120;

/** A role at a scope, by the GUID of its definition: "Even if a role is renamed, the role ID does not change." */
export interface Place {
  readonly scope: string;
  readonly role: string;
}

/** A role on offer. */
export interface Offered extends Place {
  readonly resource: string;
  readonly name: string;
  /** Also a role that gives power over access. */
  readonly allowPower: boolean;
}

export const listOffer = ({ resources }: Pick<AzureEntry, "resources">): Offered[] =>
  Object.entries(resources).flatMap(([resource, { scope, roles }]) =>
    Object.entries(roles).map(([name, { role, allowPower = false }]) => ({
      ...{ resource, name, scope, role, allowPower },
    })),
  );

/** Whether one scope holds the other, or is the same. */
export function overlap(a: string, b: string): boolean {
  const [one, two] = [`${a.toLowerCase()}/`, `${b.toLowerCase()}/`];
  // No name says what is below a management group: everything may be.
  return (
    one.startsWith(two) || two.startsWith(one) || [one, two].some((each) => each.startsWith("/providers/"))
  );
}

/** Recorded with a grant. Azure compares scopes in any case. */
export const placeId = ({ scope, role }: Place): string => `${role}@${scope.toLowerCase()}`;

/** The place of a recorded id; `undefined` for another text. */
export function readPlaceId(id: string): Place | undefined {
  const { role, scope: at } = /^(?<role>[0-9a-f-]{36})@(?<scope>\/.*)$/u.exec(id)?.groups ?? {};
  const isScope = at !== undefined && new RegExp(scope.pattern, "iu").test(at);
  return role !== undefined && isScope ? { role, scope: at } : undefined;
}
