import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";

/** A request on the default branch that was refused for good. Its id cannot be used again. */
export interface Refusal {
  readonly path: string;
  readonly blob: string;
  /** The pull request that merged it; absent when it was pushed directly. */
  readonly pull?: number;
  /** Codes of the findings; the words are in the pull request and the log. */
  readonly codes: readonly string[];
  readonly at: Date;
}

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["path", "blob", "codes", "at"],
  properties: {
    path: { type: "string" },
    blob: { type: "string" },
    pull: { type: "integer" },
    codes: { type: "array", items: { type: "string" } },
    at: timeSchema,
  },
} as const;

const codec = recordCodec<Recorded<typeof schema>>("refusal", schema);

/** The text of a refusal's file on the ledger. Inverse of `parseRefusal`. */
export const serializeRefusal = (refusal: Refusal): string => codec.writeFile(refusal);

/** Throws for everything that `serializeRefusal` does not write. */
export const parseRefusal = (source: string): Refusal => codec.read(source);
