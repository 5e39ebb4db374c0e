import { listFindings } from "../decision/decision.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import type { Parsed } from "../document/document.ts";
import { type Finding, isError, mistake } from "../findings/finding.ts";
import { runTests, type TestResult } from "./run-tests.ts";
import type { PolicyTests } from "./test-file.ts";

/** So many files, and cases in all, are run for one pull request: a person who proposes rules wrote them. */
export const MOST_TEST_FILES = 20;
export const MOST_TEST_CASES = 500;

/** The tests of the policies as a whole. */
export interface TestedPolicies {
  readonly cases: number;
  /** Failed cases, and mistakes in the files. */
  readonly findings: readonly Finding[];
}

type Rules = Pick<RepositoryRules, "policies" | "codeowners" | "settings" | "findings">;

/** Runs the tests under these rules, unless there are too many. */
export function judgeTests(files: readonly Parsed<PolicyTests>[], rules: Rules): TestedPolicies {
  const mistakes = files.flatMap(({ findings }) => findings.filter(isError));
  const cases = files.reduce((sum, { value }) => sum + (value?.cases.length ?? 0), 0);
  if (files.length > MOST_TEST_FILES || cases > MOST_TEST_CASES)
    return { cases: 0, findings: [...mistakes, describeMany(files.length, cases)] };
  const failed = files
    .flatMap((file) => runTests(file, rules))
    .filter(({ differences }) => differences.length > 0);
  return { cases, findings: [...mistakes, ...failed.map(describeFailed)] };
}

export function describeFailed({ name, place, decision, differences }: TestResult): Finding {
  const said = listFindings(decision).map(({ code, message }) => ` ${code}: ${message}`);
  const finding = mistake(
    "POLICY_TEST_FAILED",
    `The case "${name}" fails. ${differences.join(" ")}${said.join("")}`,
    "Correct the policy, or the case. hallpass policy test shows every rule.",
  );
  return place === undefined ? finding : { ...finding, place };
}

export const describeMany = (files: number, cases?: number): Finding =>
  mistake(
    "POLICY_TESTS_TOO_MANY",
    `There are ${files} files${cases === undefined ? "" : ` with ${cases} cases`} in policies/*.test.yaml. At most ${MOST_TEST_FILES} files with ${MOST_TEST_CASES} cases are run.`,
    "Remove some, or join files.",
  );
