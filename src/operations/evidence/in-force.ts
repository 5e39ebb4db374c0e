import type { AdoptedRules } from "../../core/decision/evidence.ts";
import { isMissing } from "../../core/files/missing-object.ts";
import { type Adoption, sameRules } from "../../core/ledger/adoption.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Deps } from "../round/deps.ts";
import { readRules } from "./read-rules.ts";

/** Where rules are read, and the commit whose rules the server trusts. */
export type RulesSource = Pick<Deps, "repository" | "trustedCommit">;

/**
 * The adoption in force at a commit of the default branch: the latest at or before it, of those on the ledger and the one the
 * server's configuration pins. undefined when none is an ancestor: the branch was rewritten, or the pin is of another one, or of
 * nothing at all.
 */
export async function findInForce(
  { repository, trustedCommit }: RulesSource,
  { adoptions }: Pick<LedgerState, "adoptions">,
  commit: string,
): Promise<Adoption | undefined> {
  const recorded = await findLatest(repository, adoptions, commit);
  if (recorded?.commit === trustedCommit || !(await isPinned({ repository, trustedCommit }, commit)))
    return recorded;
  if (recorded !== undefined && !(await repository.isAncestor(recorded.commit, trustedCommit)))
    return recorded;
  const { ids } = await readRules(repository, trustedCommit);
  return { commit: trustedCommit, ids, approvers: [], at: new Date(0) };
}

/** Whether the pin is at or before a commit. One that is not in the clone is no failure to read: whoever fetched that commit has all before it. */
export async function isPinned({ repository, trustedCommit }: RulesSource, commit: string): Promise<boolean> {
  try {
    return await repository.isAncestor(trustedCommit, commit);
  } catch (error) {
    if (isMissing(error, trustedCommit)) return false;
    throw error;
  }
}

async function findLatest(
  repository: RulesSource["repository"],
  adoptions: readonly Adoption[],
  commit: string,
): Promise<Adoption | undefined> {
  for (const adoption of adoptions.toReversed())
    if (await repository.isAncestor(adoption.commit, commit)) return adoption;
  return undefined;
}

/** The rules at a commit of the default branch, and whether they are the ones in force there: an older set put back is not. */
export async function readAdoptedRules(
  source: RulesSource,
  state: Pick<LedgerState, "adoptions">,
  commit: string,
): Promise<AdoptedRules> {
  const [rules, inForce] = await Promise.all([
    readRules(source.repository, commit),
    findInForce(source, state, commit),
  ]);
  return { ...rules, adopted: inForce !== undefined && sameRules(inForce.ids, rules.ids) };
}
