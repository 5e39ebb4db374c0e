import type { AdoptedRules, Evidence, RepositoryRules } from "../../core/decision/evidence.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { Parsed } from "../../core/document/document.ts";
import type { FileChange, TreeFile } from "../../core/files/file-change.ts";
import { isRuleFile } from "../../core/files/pull-kind.ts";
import { type Finding, isError, mistake } from "../../core/findings/finding.ts";
import { sameRules } from "../../core/ledger/adoption.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { describeMany, judgeTests, MOST_TEST_FILES } from "../../core/policy-tests/judge-tests.ts";
import {
  isPolicyTestPath,
  MAX_TEST_BYTES,
  type PolicyTests,
  parsePolicyTests,
} from "../../core/policy-tests/test-file.ts";
import { findInForce, type RulesSource } from "./in-force.ts";
import { parseOnce } from "./parse-once.ts";
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
): Promise<Pick<Evidence, "proposed" | "restores" | "tested">> {
  const { commit, adopted } = proposal.rules;
  const read = await readRules(source.repository, merged?.commit ?? head.sha);
  if (merged !== undefined) return { proposed: read };
  const proposed = { ...read, findings: [...read.findings, ...(await listMoved(source, proposal))] };
  if (adopted) return { proposed, ...(await runTestsAt(source, head.sha, proposed)) };
  const inForce = await findInForce(source, state, commit);
  return inForce !== undefined && sameRules(proposed.ids, inForce.ids)
    ? { proposed, restores: true }
    : { proposed, ...(await runTestsAt(source, head.sha, proposed)) };
}

const parseTestsOnce = parseOnce(parsePolicyTests);

/** Runs the tests at the head. They are the proposer's own words: their number and size are limited before they are read. */
async function runTestsAt(
  { repository }: RulesSource,
  head: string,
  proposed: RepositoryRules,
): Promise<Pick<Evidence, "tested">> {
  if (proposed.findings.some(isError)) return {};
  const files = (await repository.listFiles(head, "policies")).filter(({ path }) => isPolicyTestPath(path));
  if (files.length > MOST_TEST_FILES) return { tested: { cases: 0, findings: [describeMany(files.length)] } };
  const parsed = await Promise.all(files.map((file) => readTests(repository, file)));
  return { tested: judgeTests(parsed, proposed) };
}

async function readTests(
  repository: RulesSource["repository"],
  { path, mode, size, blob }: TreeFile,
): Promise<Parsed<PolicyTests>> {
  const refuse = (finding: Finding) => ({ findings: [finding], locate: () => undefined });
  const fix = "Replace it in this pull request.";
  if (mode !== "100644")
    return refuse(
      mistake("RULE_NOT_A_PLAIN_FILE", `${path} has git mode ${mode}; a file of tests has 100644.`, fix),
    );
  if (size > MAX_TEST_BYTES)
    return refuse(
      mistake("RULE_TOO_LARGE", `${path} has ${size} bytes; the limit is ${MAX_TEST_BYTES}.`, fix),
    );
  return parseTestsOnce(path, blob, () => repository.readBlob(blob, MAX_TEST_BYTES));
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
