import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";

/** A request on the default branch that was refused for good. Its id cannot be used again. */
export interface Refusal {
  readonly path: string;
  readonly blob: string;
  /** The pull request that merged it; absent when it was pushed directly. */
  readonly pull?: number;
  /** Codes of the findings. */
  readonly codes: readonly string[];
  /** What the findings said, as the check would: the first ones. Absent in old refusals, and where a code says it all. */
  readonly reasons?: readonly RefusalReason[];
  readonly at: Date;
}

/** One finding, in words, without known secrets. */
export interface RefusalReason {
  readonly code: string;
  readonly says: string;
  /** What to do. */
  readonly fix: string;
}

const text = { type: "string" } as const;

export const refusalSchema = {
  type: "object",
  additionalProperties: false,
  required: ["path", "blob", "codes", "at"],
  properties: {
    path: { type: "string" },
    blob: { type: "string" },
    pull: { type: "integer" },
    codes: { type: "array", items: { type: "string" } },
    reasons: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["code", "says", "fix"],
        properties: { code: text, says: text, fix: text },
      },
    },
    at: timeSchema,
  },
} as const;

const codec = recordCodec<Recorded<typeof refusalSchema>>("refusal", refusalSchema);

/** The text of a refusal's file on the ledger. Inverse of `parseRefusal`. */
export const serializeRefusal = (refusal: Refusal): string => codec.writeFile(refusal);

/** Throws for everything that `serializeRefusal` does not write. */
export const parseRefusal = (source: string): Refusal => codec.read(source);
