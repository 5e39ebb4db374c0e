import { type AuditView, createAudit } from "../../core/audit/stories.ts";
import type { Adoption } from "../../core/ledger/adoption.ts";
import { openBareTip } from "../../git/ledger/ledger.ts";
import { readPastEntries, type Wanted } from "../../git/past/index/past-entries.ts";
import { readCloneTip } from "./clone-ledger.ts";
import { stateFolder } from "./state-folder.ts";

export type { Wanted };

/** What the ledger of a clone tells, up to its last verified commit. */
export interface CloneAudit extends AuditView {
  /** null: the clone has no ledger. */
  readonly tip: string | null;
  readonly verified: boolean;
  readonly untrusted?: { readonly tip: string; readonly reason: string };
  /** The time of its first commit. */
  readonly began?: Date;
  /** Commits that say only by the state they changed what happened. */
  readonly derived: number;
  /** The rules that counted, oldest first. */
  readonly adoptions: readonly Adoption[];
  /** For people, with a line's end after each line; empty when there is none. */
  readonly warning: string;
}

/**
 * Reads the entries that are wanted, all if not given: what the view says of other access is not whole then. `branch`: the default branch,
 * where the clone does not say. Throws `UsageError` for an invalid key, and `CannotAnswerError` without a repository.
 */
export async function readCloneAudit(
  dir: string | undefined = ".",
  key: string | undefined,
  now: Date,
  { branch, wanted = "all" }: { readonly branch?: string | undefined; readonly wanted?: Wanted } = {},
): Promise<CloneAudit> {
  const { publicKey, store, ...ledger } = await readCloneTip(dir, key, branch, openBareTip);
  const { tip } = ledger;
  const audit = createAudit();
  if (tip === null) return { ...audit.view(now), ...ledger, derived: 0, adoptions: [] };
  const folder = stateFolder(process.env);
  const past = await readPastEntries({ store, tip, publicKey, folder }, wanted);
  const adoptions: Adoption[] = [];
  for (const entry of past.entries) {
    audit.add(entry);
    if (entry.kind === "adopted") adoptions.push(entry.adoption);
  }
  const { began, derived } = past;
  return { ...audit.view(now), ...ledger, derived, adoptions, ...(began && { began }) };
}
