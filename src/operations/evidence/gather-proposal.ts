import type { AdoptedRules, Evidence } from "../../core/decision/evidence.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { FileChange } from "../../core/files/file-change.ts";
import { isRuleFile } from "../../core/files/pull-kind.ts";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import { sameRules } from "../../core/ledger/adoption.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { findInForce, type RulesSource } from "./in-force.ts";
import { readRules } from "./read-rules.ts";

/** The changes of a pull request, their base, and the rules at the tip. */
interface Proposal {
  readonly rules: AdoptedRules;
  readonly base: string;
  readonly changes: readonly FileChange[];
}

/** Reads the rules that a pull request proposes: at its head, or after the merge at the merge commit. */
export async function gatherProposal(
  source: RulesSource,
  state: LedgerState,
  { merged, head }: PullRequest,
  proposal: Proposal,
): Promise<Pick<Evidence, "proposed" | "restores">> {
  const { commit, adopted } = proposal.rules;
  const read = await readRules(source.repository, merged?.commit ?? head.sha);
  if (merged !== undefined) return { proposed: read };
  const proposed = { ...read, findings: [...read.findings, ...(await listMoved(source, proposal))] };
  if (adopted) return { proposed };
  const inForce = await findInForce(source, state, commit);
  return inForce !== undefined && sameRules(proposed.ids, inForce.ids)
    ? { proposed, restores: true }
    : { proposed };
}

/** If both sides changed a rule, merging would produce a version that no owner approved. */
async function listMoved(
  { repository }: RulesSource,
  { rules, base, changes }: Proposal,
): Promise<Finding[]> {
  const moved = new Set((await repository.diff(base, rules.commit)).map(({ path }) => path));
  return changes
    .filter((change) => isRuleFile(change) && moved.has(change.path))
    .map(({ path }) =>
      mistake(
        "RULES_MOVED",
        `${path} has changed on the default branch since this branch began.`,
        "Update the branch. The result needs a new approval.",
      ),
    );
}
