import type { FromSchema } from "json-schema-to-ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { entitlementsSchema } from "./entitlements-schema.ts";
import { createOverlaps, type Overlaps, shareAccess } from "./pattern.ts";

const { provider, resource, roles } = entitlementsSchema.items.properties;

/** Unlike an offer, a side may be `*` alone: what it covers is forbidden, not given. */
const properties = {
  provider,
  resource: { ...resource, pattern: "^[A-Za-z0-9_*][A-Za-z0-9._:/@*-]{0,199}$" },
  roles: {
    ...roles,
    items: { ...roles.items, pattern: "^[A-Za-z0-9_*][A-Za-z0-9._:/@*-]{0,127}$" },
    description: 'The roles of this side, for example [writer], or ["*"] for all',
  },
} as const;

/** The schema of `duties`: kinds of access that nobody may hold at once. */
export const dutiesSchema = {
  type: "array",
  description: "Access that one person may not hold at once: a list of { name, because, apart }",
  maxItems: 100,
  items: {
    type: "object",
    description: "Duties to keep apart: { name, because, apart }",
    additionalProperties: false,
    required: ["name", "apart"],
    properties: {
      name: {
        type: "string",
        pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
        description: "Its name: lower-case letters, digits and -, at most 63 characters",
        examples: ["change-and-audit"],
      },
      because: { type: "string", maxLength: 500, description: "Its reason, in at most 500 characters" },
      apart: {
        type: "array",
        description:
          "The sides, each a list of { provider, resource, roles }: a person may hold access of one side",
        minItems: 2,
        maxItems: 10,
        items: {
          ...entitlementsSchema,
          description: "One side: a list of { provider, resource, roles }",
          items: {
            ...entitlementsSchema.items,
            properties,
          },
        },
      },
    },
    examples: [
      {
        name: "change-and-audit",
        apart: [
          [{ provider: "orders-db", resource: "orders", roles: ["writer"] }],
          [{ provider: "audit-db", resource: "*", roles: ["*"] }],
        ],
      },
    ],
  },
} as const;

export type Duty = FromSchema<typeof dutiesSchema>[number];

type Side = Duty["apart"][number];

/** Refuses two duties of one name, and access that is on two sides: nobody could ever have it. */
export const judgeDuties = (duties: readonly Duty[] = [], overlaps = createOverlaps()): Finding[] => [
  ...duties.flatMap(({ name }, index) =>
    duties.findIndex((other) => other.name === name) === index
      ? []
      : [
          mistake(
            "DUTY_REPEATED",
            `Two of the duties are named "${name}": the check could not say which one it means.`,
            "Give each a name of its own.",
            `/duties/${index}/name`,
          ),
        ],
  ),
  ...duties.flatMap(({ name, apart }, index) =>
    apart.flatMap((side, place) =>
      apart.slice(0, place).some((other) => isShared(side, other, overlaps))
        ? [
            mistake(
              "DUTY_OVERLAPS",
              `The duty "${name}" has access that is on two of its sides: it would forbid that access to everybody.`,
              "Keep each access on one side. A pattern stands for every name that it covers.",
              `/duties/${index}/apart/${place}`,
            ),
          ]
        : [],
    ),
  ),
];

const isShared = (one: Side, other: Side, overlaps: Overlaps): boolean =>
  one.some((offer) => other.some((opposite) => shareAccess(offer, opposite, overlaps)));
