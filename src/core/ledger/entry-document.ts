import { type Recorded, recordCodec } from "../document/record-codec.ts";
import {
  adoptedSchema,
  approvedSchema,
  askedSchema,
  closedSchema,
  endedSchema,
  failedSchema,
  grantedSchema,
  intentSchema,
  observedSchema,
  receiptSchema,
  refusedSchema,
  revokedSchema,
  usedSchema,
  verifiedSchema,
} from "./entry-schema.ts";
import type { JournalEntry, LedgerEntry } from "./ledger-entry.ts";

type JournalDocument =
  | Recorded<typeof intentSchema>
  | Recorded<typeof grantedSchema>
  | Recorded<typeof revokedSchema>
  | Recorded<typeof endedSchema>
  | Recorded<typeof failedSchema>;

type EntryDocument =
  | JournalDocument
  | Recorded<typeof verifiedSchema>
  | Recorded<typeof refusedSchema>
  | Recorded<typeof adoptedSchema>
  | Recorded<typeof observedSchema>
  | Recorded<typeof askedSchema>
  | Recorded<typeof approvedSchema>
  | Recorded<typeof closedSchema>
  | Recorded<typeof receiptSchema>
  | Recorded<typeof usedSchema>;

const journaled = [intentSchema, grantedSchema, revokedSchema, endedSchema, failedSchema] as const;

const every = [
  ...journaled,
  verifiedSchema,
  refusedSchema,
  adoptedSchema,
  observedSchema,
  askedSchema,
  approvedSchema,
  closedSchema,
  receiptSchema,
  usedSchema,
] as const;

/** A line of `entries.jsonl`, as published. */
export const ledgerEntrySchema = {
  title: "An entry of Hallpass's ledger",
  oneOf: every.map((schema) => ({
    ...schema,
    required: ["version", ...schema.required],
    properties: { version: { const: 1 }, ...schema.properties },
  })),
} as const;

const journal = recordCodec<JournalDocument>("journal entry", ...journaled);
const ledger = recordCodec<EntryDocument>("ledger entry", ...every);

/** One entry as one line of JSON, without the line's end. Inverse of `parseEntry`. */
export const serializeEntry = (entry: JournalEntry): string => journal.writeLine(entry);

/** Throws for everything that `serializeEntry` does not write. */
export const parseEntry = (line: string): JournalEntry => journal.read(line);

/** The entries of one commit of the ledger: a line of JSON each, in order. Inverse of `parseEntries`. */
export const serializeEntries = (entries: readonly LedgerEntry[]): string =>
  entries.map((entry) => `${ledger.writeLine(entry)}\n`).join("");

/** Throws for everything that `serializeEntries` does not write. */
export function parseEntries(source: string): LedgerEntry[] {
  if (!source.endsWith("\n")) throw new Error("The list of ledger entries has no end of its last line.");
  return source.slice(0, -1).split("\n").map(ledger.read);
}
