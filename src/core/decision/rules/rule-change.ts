import type { FileChange } from "../../files/file-change.ts";
import { isRuleFile } from "../../files/pull-kind.ts";
import { findConflicts, toFinding } from "../../files/rule-conflicts.ts";
import { isError } from "../../findings/finding.ts";
import type { Evidence, MergeEvidence } from "../evidence.ts";
import { listWrongCommit, mergeUnproven } from "./merge.ts";
import { met, metUnless, type Rule } from "./rule.ts";

/** The owners of the policies approve every change of the rules. */
const POLICIES = "policies/*";

/** The paths whose owners have to approve a change of the rules. */
export const listReviewedRules = ({ changes }: Evidence): string[] => [
  ...new Set([POLICIES, ...changes.filter(isRuleFile).map(({ path }) => path)]),
];

export const proposalReadable: Rule = {
  name: "The new rules are readable",
  judge: ({ evidence: { proposed } }) =>
    proposed && metUnless(proposed.findings.filter(isError), "All of them parse."),
};

/** Judged only before the merge. Once adopted, conflicting rules are repaired by another change. */
export const proposalFits: Rule = {
  name: "The new rules fit together",
  judge({ evidence: { proposed, rules, repository, merge } }) {
    if (proposed === undefined) return undefined;
    if (merge !== undefined) return met("That was judged before the merge.");
    const around = { organization: repository.owner };
    const before = findConflicts(rules, around).map(({ message }) => message);
    const conflicts = findConflicts(proposed, around);
    const fresh = conflicts.filter(({ message }) => !before.includes(message));
    const old = conflicts.length - fresh.length;
    return metUnless(
      fresh.map(toFinding),
      old === 0
        ? "They do."
        : `As before, ${old} thing${old === 1 ? " does" : "s do"} not fit: run hallpass check.`,
    );
  },
};

/** Judged only before the merge, like `proposalFits`. */
export const policyTestsPass: Rule = {
  name: "The tests of the policies pass",
  judge({ evidence: { tested, merge } }) {
    if (merge !== undefined) return met("That was judged before the merge.");
    if (tested === undefined) return undefined;
    const { cases, findings } = tested;
    return metUnless(findings, cases === 0 ? "There are none." : `${cases} of ${cases} do.`);
  },
};

export const rulesRestored: Rule = {
  name: "The rules in force are put back",
  judge: ({ evidence: { restores } }) =>
    restores && met("They are what their owners approved last; those on the default branch are not."),
};

export const mergedAsProposed: Rule = {
  name: "The merge brought exactly the approved content",
  judge({ evidence: { merge, changes, pull } }) {
    if (merge === undefined) return undefined;
    const wrong = [...listWrongCommit(merge, pull), ...listWrongRules(merge, changes)];
    return metUnless(wrong.map(mergeUnproven), `Squashed into ${merge.commit}.`);
  },
};

function listWrongRules(merge: MergeEvidence, changes: readonly FileChange[]): string[] {
  const describe = (change: FileChange): string =>
    JSON.stringify([change.path, change.status, change.mode, change.blob]);
  const approved = new Set(changes.filter(isRuleFile).map(describe));
  const arrived = merge.changes.filter(isRuleFile).map(describe);
  return arrived.length === approved.size && arrived.every((change) => approved.has(change))
    ? []
    : [`The rules that ${merge.commit} changes are not those at the pull request's head.`];
}
