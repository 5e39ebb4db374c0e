import { providerName, resourceName, roleName } from "../document/schema.ts";

/** The schema of `entitlements`: what people can ask for. */
export const entitlementsSchema = {
  type: "array",
  description: "The access on offer: a list of { provider, resource, roles }",
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
  items: {
    type: "object",
    description: "Roles on a resource at a provider",
    additionalProperties: false,
    required: ["provider", "resource", "roles"],
    properties: {
      provider: providerName,
      resource: {
        ...resourceName,
        pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@*-]{0,199}$",
        description: `${resourceName.description}; * in it is any run of characters`,
      },
      roles: {
        type: "array",
        description: "The roles that may be asked for, for example [readonly]",
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: {
          ...roleName,
          pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@*-]{0,127}$",
          description: `${roleName.description}; * in it is any run of characters`,
        },
        examples: [["readonly"]],
      },
      sensitive: {
        type: "array",
        description: "Roles that no policy approves automatically, for example [admin]",
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: {
          ...roleName,
          pattern: "^[A-Za-z0-9_][A-Za-z0-9._:/@*-]{0,127}$",
          description: `${roleName.description}; * in it is any run of characters`,
        },
        examples: [["admin"]],
      },
    },
    examples: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }],
  },
} as const;
