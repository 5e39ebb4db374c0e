import { type AuditView, createAudit } from "../../core/audit/stories.ts";
import { eachLedgerCommit } from "../../git/past/commits.ts";
import { openStore } from "../../git/repository.ts";
import { readCloneLedger } from "./clone-ledger.ts";

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
  /** For people, with a line's end after each line; empty when there is none. */
  readonly warning: string;
}

/** Reads every entry. Throws `UsageError` for an invalid key, and `CannotAnswerError` without a repository. */
export async function readCloneAudit(
  dir: string | undefined = ".",
  key: string | undefined,
  now: Date,
  branch?: string,
): Promise<CloneAudit> {
  const { tip, verified, untrusted, warning } = await readCloneLedger(dir, key, branch);
  const audit = createAudit();
  let derived = 0;
  let began: Date | undefined;
  if (tip !== null)
    for await (const batch of eachLedgerCommit(await openStore(dir), { from: null, to: tip }))
      for (const commit of batch) {
        began ??= commit.at;
        if (commit.derived) derived++;
        for (const entry of commit.entries) audit.add(entry);
      }
  return {
    ...audit.view(now),
    tip,
    verified,
    ...(untrusted && { untrusted }),
    derived,
    warning,
    ...(began && { began }),
  };
}
