import type { PastEntry } from "../audit/ledger-commit.ts";
import type { Line } from "./line-commit.ts";
import type { Violation } from "./violation.ts";

/** The merge that an entry names. */
const mergeOf = (entry: PastEntry): string | undefined => {
  if (entry.kind === "intent") return entry.proof?.merge;
  if (entry.kind === "receipt") return entry.receipt.merge;
  return entry.kind === "approved" ? entry.approved.merge : undefined;
};

/**
 * Judges the merges that entries name, each once, where GitHub's keys were given: each is to be signed by one of them. Counts those that
 * could not be judged.
 */
export function createSignatures(line: Line) {
  const seen = new Set<string>();
  let unknown = 0;
  return {
    /** Entries that were verified before are noted alone. */
    judge(entry: PastEntry, isKnown: boolean): Violation[] {
      const merge = mergeOf(entry);
      if (merge === undefined || seen.has(merge)) return [];
      seen.add(merge);
      const signature = line.get(merge)?.signature;
      if (isKnown || !line.has(merge)) return [];
      if (signature === undefined) unknown++;
      if (signature?.fault === undefined) return [];
      const says = `the merge is not signed by GitHub: ${signature.fault}`;
      return [{ code: "MERGE_UNSIGNED", says, commit: merge }];
    },
    /** The merges on record. */
    merges: seen as ReadonlySet<string>,
    countUnknown: () => unknown,
  };
}
