import { type Finding, mistake } from "../../findings/finding.ts";
import type { Evidence, MergeEvidence } from "../evidence.ts";
import { accountAt } from "./account.ts";
import { type Facts, metUnless, type Rule } from "./rule.ts";

/** GitHub also calls a pull request merged when its commits reach the branch some other way. */
export const mergedAsReviewed: Rule = {
  name: "The merge brought exactly the reviewed content",
  judge({ evidence }: Facts) {
    const { merge, file, pull } = evidence;
    if (merge === undefined) return undefined;
    const wrong = [...listWrongCommit(merge, pull), ...listWrongContent(merge, file)];
    return metUnless(wrong.map(mergeUnproven), `Squashed into ${merge.commit}.`);
  },
};

export const mergeUnproven = (message: string): Finding =>
  mistake(
    "MERGE_UNPROVEN",
    message,
    "Ask an operator: this did not reach the branch through a reviewed squash merge.",
  );

export function listWrongCommit(merge: MergeEvidence, { head }: Evidence["pull"]): string[] {
  const wrong = [];
  // A head that was pushed on top of the branch passes all the other tests of a squash.
  if (merge.commit === head.sha) wrong.push(`${merge.commit} is the head itself, pushed and not squashed.`);
  if (!merge.onDefaultBranch) wrong.push(`${merge.commit} is not on the default branch.`);
  if (merge.parents.length !== 1)
    wrong.push(`${merge.commit} has ${merge.parents.length} parents; a squash has one.`);
  if (!merge.belongsToPull) wrong.push(`GitHub does not name this pull request for ${merge.commit}.`);
  return wrong;
}

function listWrongContent(merge: MergeEvidence, file: { path: string; blob: string } | undefined): string[] {
  const [added, ...others] = merge.changes;
  const wrong = [];
  if (added === undefined || others.length > 0 || added.status !== "added" || added.mode !== "100644")
    wrong.push(`${merge.commit} does not add exactly one plain file.`);
  if (file === undefined || added?.path !== file.path || added.blob !== file.blob)
    wrong.push(`The file in ${merge.commit} is not the one at the pull request's head.`);
  if (merge.atTip?.blob !== file?.blob || merge.atTip?.mode !== "100644")
    wrong.push("The file on the default branch now is not the one that was merged.");
  return wrong;
}

export const checkedBeforeMerge: Rule = {
  name: "The app's own check passed for exactly this",
  judge({ evidence: { merge } }) {
    if (merge === undefined) return undefined;
    return metUnless(
      merge.checkPassed
        ? []
        : [
            mistake(
              "CHECK_UNPROVEN",
              "The app's check on the merged head did not succeed for exactly this content, these rules and these people.",
              "Ask again with a new file.",
            ),
          ],
      "It did.",
    );
  },
};

/** Refuses an account that the identity map names since the review: the approvers saw another one. */
export const accountAsReviewed: Rule = {
  name: "The account is the one that was reviewed",
  judge({ evidence, request }) {
    const { merge, subject, rules } = evidence;
    if (request === undefined || merge === undefined || subject === undefined) return undefined;
    const findings = request.entitlements.flatMap(({ provider }, index) => {
      const [reviewed, current] = [merge.rulesBefore, rules].map((at) =>
        accountAt(provider, { ...evidence, rules: at }),
      );
      if (reviewed === current) return [];
      return [
        mistake(
          "PRINCIPAL_CHANGED",
          `The "${provider}" account of ${subject.login} was ${JSON.stringify(reviewed ?? null)} when the request was merged and is ${JSON.stringify(current ?? null)} now.`,
          "Ask again with a new file: the approver has to see the account that receives the access.",
          `/entitlements/${index}`,
        ),
      ];
    });
    return metUnless(findings, "It is.");
  },
};
