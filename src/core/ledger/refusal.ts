import type { FromSchema } from "json-schema-to-ts";
import { parseTime, timeSchema } from "../access/lease-document.ts";
import { compileRecord, parseRecord } from "../document/record-text.ts";

/** A file on the default branch that asks for access and gets none, for good. Its name is used up. */
export interface Refusal {
  readonly path: string;
  readonly blob: string;
  /** The pull request that brought it; absent when none did. */
  readonly pull?: number;
  /** Codes of the findings; the words are in the pull request and the log. */
  readonly codes: readonly string[];
  readonly at: Date;
}

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "path", "blob", "codes", "at"],
  properties: {
    version: { const: 1 },
    path: { type: "string" },
    blob: { type: "string" },
    pull: { type: "integer" },
    codes: { type: "array", items: { type: "string" } },
    at: timeSchema,
  },
} as const;

const validate = compileRecord<FromSchema<typeof schema>>(schema);

/** The text of a refusal's file on the ledger. Inverse of `parseRefusal`. */
export const serializeRefusal = (refusal: Refusal): string =>
  `${JSON.stringify({ version: 1, ...refusal }, null, 2)}\n`;

/** Throws for anything `serializeRefusal` does not write. */
export function parseRefusal(source: string): Refusal {
  const { version: _, at, ...rest } = parseRecord(validate, source, "refusal");
  return { ...rest, at: parseTime(at) };
}
