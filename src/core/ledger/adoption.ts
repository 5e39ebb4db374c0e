import type { FromSchema } from "json-schema-to-ts";
import type { Person } from "../access/lease.ts";
import { parseTime, personSchema, timeSchema } from "../access/lease-document.ts";
import { compileRecord, parseRecord } from "../document/record-text.ts";

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

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "adoptions"],
  properties: {
    version: { const: 1 },
    adoptions: {
      type: "array",
      items: {
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
      },
    },
  },
} as const;

const validate = compileRecord<FromSchema<typeof schema>>(schema);

/** The text of the ledger's file of adoptions, oldest first. Inverse of `parseAdoptions`. */
export const serializeAdoptions = (adoptions: readonly Adoption[]): string =>
  `${JSON.stringify({ version: 1, adoptions }, null, 2)}\n`;

/** Throws for anything `serializeAdoptions` does not write. */
export const parseAdoptions = (source: string): Adoption[] =>
  parseRecord(validate, source, "list of adoptions").adoptions.map(({ at, ...rest }) => ({
    ...rest,
    at: parseTime(at),
  }));
