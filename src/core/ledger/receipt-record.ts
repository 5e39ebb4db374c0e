import type { CountedReview } from "../access/review.ts";
import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";
import { countedReviewSchema } from "./lease-schema.ts";

/** A merged pull request that removed requests: the review after the access. */
export interface ReceiptRecord {
  readonly pull: number;
  /** The commit of the default branch that removed the files. */
  readonly merge: string;
  /** Ids of the requests that it removed. */
  readonly requests: readonly string[];
  /** Of owners of these files, who approved exactly this removal. */
  readonly reviews: readonly CountedReview[];
  /** When it was merged. */
  readonly at: Date;
}

const text = { type: "string" } as const;

export const receiptRecordSchema = {
  type: "object",
  additionalProperties: false,
  required: ["pull", "merge", "requests", "reviews", "at"],
  properties: {
    pull: { type: "integer" },
    merge: text,
    requests: { type: "array", items: text },
    reviews: { type: "array", items: countedReviewSchema },
    at: timeSchema,
  },
} as const;

const codec = recordCodec<Recorded<typeof receiptRecordSchema>>("receipt", receiptRecordSchema);

/** The text of the ledger's file of a receipt. Inverse of `parseReceipt`. */
export const serializeReceipt = (record: ReceiptRecord): string => codec.writeFile(record);

/** Throws for everything that `serializeReceipt` does not write. */
export const parseReceipt = (source: string): ReceiptRecord => codec.read(source);
