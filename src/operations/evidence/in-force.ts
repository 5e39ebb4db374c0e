import type { AdoptedRules } from "../../core/decision/evidence.ts";
import { isMissing } from "../../core/files/missing-object.ts";
import { type Adoption, sameRules } from "../../core/ledger/adoption.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Deps } from "../round/deps.ts";
import { readRules } from "./read-rules.ts";

/** The reader of rules, and the commit whose rules the server trusts. */
export type RulesSource = Pick<Deps, "repository" | "trustedCommit">;

/**
 * Finds the adoption in force at a commit of the default branch: the latest ancestor among the adoptions on the ledger and the pin in
 * the server's configuration. undefined when none is an ancestor: the branch was rewritten, or the pin is on no commit of it.
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

/** True if the pin is at or before a commit. False if the clone lacks the pin, because a clone with the commit has all its ancestors. */
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

/** Reads the rules at a commit of the default branch, and whether they are in force there. Restoring an older version does not adopt it. */
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
