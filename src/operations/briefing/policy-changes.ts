import { subDays } from "date-fns/subDays";
import type { PolicyChange, RepositoryRules } from "../../core/decision/evidence.ts";
import type { Adoption } from "../../core/ledger/adoption.ts";
import type { RulesSource } from "../evidence/in-force.ts";
import { readRules } from "../evidence/read-rules.ts";
import type { Snapshot } from "../evidence/snapshot.ts";

/** Approvers hear of a change of a policy for so long. */
const RECENT_DAYS = 7;
/** Each costs a read of the rules before it. */
const MOST_CHANGES = 5;

/**
 * The policies that pull requests changed or brought within a week, by the ledger's adoptions: the last change of each. Reads git alone;
 * throws when a commit of the default branch cannot be read.
 */
export async function listPolicyChanges(
  source: Pick<RulesSource, "repository">,
  { state: { adoptions }, at }: Pick<Snapshot, "state" | "at">,
): Promise<PolicyChange[]> {
  const since = subDays(at, RECENT_DAYS);
  const recent = adoptions
    .filter((adoption) => adoption.pull !== undefined && adoption.at > since)
    .slice(-MOST_CHANGES);
  const found = await Promise.all(recent.map((adoption) => compareRules(source, adoption)));
  return [...new Map(found.flat().map((change) => [change.name, change])).values()];
}

/** Compares the rules of an adopted merge with those of its parent: the ones it was merged on. */
async function compareRules(
  { repository }: Pick<RulesSource, "repository">,
  { commit, at, pull, ids }: Adoption,
): Promise<PolicyChange[]> {
  const [parent] = (await repository.readCommit(commit)).parents;
  if (pull === undefined || parent === undefined) return [];
  const old = await readRules(repository, parent);
  // Most changes of the rules concern people or owners.
  if (old.ids.policies === ids.policies) return [];
  return listChanged(old, await readRules(repository, commit)).map((name) => ({ name, at, pull }));
}

const listChanged = (before: RepositoryRules, after: RepositoryRules): string[] =>
  [...(after.policyBlobs ?? [])]
    .filter(([name, blob]) => before.policyBlobs?.get(name) !== blob)
    .map(([name]) => name);
