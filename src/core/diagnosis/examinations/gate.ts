import { REQUIRED_CHECK } from "../../decision/check-result.ts";
import type { Code } from "../../findings/finding.ts";
import {
  type Answer,
  type Examination,
  enumerate,
  examine,
  examineKnown,
  type Question,
} from "../examination.ts";
import type { BranchRules, InstallationFacts, Known, MergeMethod } from "../installation.ts";

/** The rules of the default branch admit only reviewed changes with a green check. */
export function examineGate({ server: { appId }, github, rules }: InstallationFacts): Examination[] {
  const { gate, repository } = github;
  const at = `Settings → Rules → Rulesets → ${nameOf(gate)}`;
  const inPulls = `${at} → Require a pull request before merging`;
  const approvals = Math.max(0, ...gate.pullRequest.map((rule) => rule.approvals));
  const codeOwners = gate.pullRequest.some((rule) => rule.codeOwners);
  const dismissStale = gate.pullRequest.some((rule) => rule.dismissStale);
  const owned = gate.checks.filter(({ name }) => name === REQUIRED_CHECK);
  const yes = (right: boolean): Answer => ({ right, is: right ? "yes" : "no" });
  const set = (code: Code, name: string, fix: string): Question => ({ code, name, should: "yes", fix });
  // In the profile `standard` Hallpass demands the reviews, by its check.
  const isStandard = rules.settings?.profile === "standard";
  const reviewed = [
    examine(
      {
        code: "APPROVALS_REQUIRED",
        name: "Required approvals",
        should: "1 or more",
        fix: `${inPulls} → Required approvals: 1.`,
      },
      { right: approvals >= 1, is: String(approvals) },
    ),
    examine(
      set(
        "CODE_OWNERS_REQUIRED",
        "Code owners must review",
        `${inPulls} → tick "Require review from Code Owners".`,
      ),
      yes(codeOwners),
    ),
  ];
  return [
    examine(
      set(
        "PULL_REQUEST_REQUIRED",
        "A pull request is required",
        `${at} → tick "Require a pull request before merging".`,
      ),
      yes(gate.pullRequest.length > 0),
    ),
    ...(isStandard ? [] : reviewed),
    examine(
      set(
        "STALE_DISMISSED",
        "New commits dismiss approvals",
        `${inPulls} → tick "Dismiss stale pull request approvals when new commits are pushed".`,
      ),
      yes(dismissStale),
    ),
    examineKnown(
      {
        code: "SQUASH_ONLY",
        name: "Merge methods",
        should: "squash alone",
        fix: `${inPulls} → Allowed merge methods: Squash, and nothing else.`,
      },
      listMergeMethods(gate, repository.mergeMethods),
      (methods) => ({ right: methods.join() === "squash", is: methods.join(", ") || "none in common" }),
    ),
    examine(
      {
        code: "CHECK_REQUIRED",
        name: "Required check",
        should: `${REQUIRED_CHECK}, from app ${appId}`,
        fix: `${at} → Require status checks to pass → Add checks: ${REQUIRED_CHECK}, and choose the app as its source.`,
      },
      { right: owned.some((check) => check.appId === appId), is: describeChecks(gate) },
    ),
    examine(
      {
        code: "UP_TO_DATE",
        name: "Branches must be up to date",
        should: "no: each merge would void every other approval",
        fix: `${at} → Require status checks to pass → untick "Require branches to be up to date before merging".`,
      },
      { right: !gate.upToDate, is: gate.upToDate ? "yes" : "no" },
    ),
    examine(
      set("FORCE_PUSH_BLOCKED", "Force pushes are blocked", `${at} → tick "Block force pushes".`),
      yes(gate.types.has("non_fast_forward")),
    ),
    examine(
      set("DELETION_BLOCKED", "Deletion is blocked", `${at} → tick "Restrict deletions".`),
      yes(gate.types.has("deletion")),
    ),
    examine(
      {
        code: "MERGE_QUEUE",
        name: "Merge queue",
        should: "none: it merges commits that were not reviewed",
        fix: `${at} → untick "Require merge queue".`,
      },
      { right: !gate.types.has("merge_queue"), is: gate.types.has("merge_queue") ? "on" : "none" },
    ),
  ];
}

/** The ruleset to open; a new one when the branch has none. */
export const nameOf = ({ rulesets, branch }: BranchRules): string =>
  rulesets.length === 0
    ? `New branch ruleset (target: ${branch})`
    : rulesets.map(({ name }) => name).join(" or ");

/** The methods that all rules allow; those of the repository when no rule names any. */
function listMergeMethods(
  { pullRequest }: BranchRules,
  offered: Known<readonly MergeMethod[]>,
): Known<readonly MergeMethod[]> {
  const lists = pullRequest.flatMap(({ mergeMethods }) => (mergeMethods === undefined ? [] : [mergeMethods]));
  const [first, ...others] = lists;
  return first === undefined
    ? offered
    : { value: first.filter((method) => others.every((list) => list.includes(method))) };
}

const describeChecks = ({ checks }: BranchRules): string =>
  enumerate(
    checks.map(({ name, appId }) => `${name}, from ${appId === undefined ? "any app" : `app ${appId}`}`),
  ) || "none";
