import type { Person } from "../access/lease.ts";
import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";
import { personSchema } from "./lease-schema.ts";

/** Git object ids: two commits with the same ids have the same rules. */
export interface RuleIds {
  readonly policies: string;
  readonly codeowners: string;
  readonly settings: string;
}

/** Rules that count, from a commit of the default branch on. */
export interface Adoption {
  readonly commit: string;
  readonly ids: RuleIds;
  /** The pull request that brought them; absent when the server's configuration pins them. */
  readonly pull?: number;
  readonly approvers: readonly Person[];
  readonly at: Date;
}

export const sameRules = (a: RuleIds, b: RuleIds): boolean =>
  a.policies === b.policies && a.codeowners === b.codeowners && a.settings === b.settings;

const text = { type: "string" } as const;

export const adoptionSchema = {
  type: "object",
  additionalProperties: false,
  required: ["commit", "ids", "approvers", "at"],
  properties: {
    commit: text,
    ids: {
      type: "object",
      additionalProperties: false,
      required: ["policies", "codeowners", "settings"],
      properties: { policies: text, codeowners: text, settings: text },
    },
    pull: { type: "integer" },
    approvers: { type: "array", items: personSchema },
    at: timeSchema,
  },
} as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["adoptions"],
  properties: { adoptions: { type: "array", items: adoptionSchema } },
} as const;

const codec = recordCodec<Recorded<typeof schema>>("list of adoptions", schema);

/** The text of the ledger's file of adoptions, oldest first. Inverse of `parseAdoptions`. */
export const serializeAdoptions = (adoptions: readonly Adoption[]): string => codec.writeFile({ adoptions });

/** Throws for everything that `serializeAdoptions` does not write. */
export const parseAdoptions = (source: string): Adoption[] => codec.read(source).adoptions;
