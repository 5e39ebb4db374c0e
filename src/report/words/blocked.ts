import { escapeMarkdown } from "../markdown/escape.ts";

/** The next step for each of GitHub's messages. */
const NEXT: readonly (readonly [RegExp, string])[] = [
  [/draft/iu, "click “Ready for review”."],
  [
    /changes? (?:were )?requested|requested changes/iu,
    "the reviewer who requested changes approves, or withdraws that review.",
  ],
  [/conversation|comments must be resolved/iu, "resolve every conversation under “Files changed”."],
  [
    /signature|signed/iu,
    "an administrator takes “Require signed commits” off the default branch: GitHub lets no app squash the commits of others there.",
  ],
  [/approving review|code owner/iu, "a code owner approves, as the rules of the default branch ask for."],
  [
    /conflict|not mergeable/iu,
    "the requester asks again on a new branch. Approvers do not push to this one: the approval of a person who did does not count.",
  ],
  [/status check/iu, "wait for the other checks, or fix what they report."],
];

const OTHERWISE =
  "an administrator looks at the rules of the default branch; `hallpass doctor` lists those that are in the way.";

const MAX_TITLE = 120;

/** GitHub refuses to merge a pull request that Hallpass approved. `says` has GitHub's words. */
export function describeBlocked(says: string): { readonly title: string; readonly summary: string } {
  const reason = says.replace(/^Repository rule violations found\s*/iu, "");
  const next = NEXT.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHERWISE;
  return {
    title: `GitHub does not let it merge: ${reason.slice(0, MAX_TITLE)}`,
    summary: `Hallpass has nothing against it. GitHub does not let it merge: ${escapeMarkdown(reason)}\n\n**Next:** ${next} Hallpass looks again by itself; the comment \`/hallpass check\` makes it look at once. No access starts before that.`,
  };
}
