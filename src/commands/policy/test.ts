import { relative, resolve, sep } from "node:path";
import type { Parsed } from "../../core/document/document.ts";
import { isError } from "../../core/findings/finding.ts";
import { runTests, type TestResult } from "../../core/policy-tests/run-tests.ts";
import { type PolicyTests, parsePolicyTests } from "../../core/policy-tests/test-file.ts";
import { listRuleFindings, readCheckoutRules, rotasOf } from "../check-files/checkout-rules.ts";
import { findPolicyTests } from "../check-files/policy-files.ts";
import { isFile, isFolder, readGiven } from "../input/given-file.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { print, printJson } from "../output/terminal.ts";
import { chooseExitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { requireCheckout } from "./checkout.ts";
import type { Given } from "./options.ts";
import { renderTree, toVerdictRecord } from "./tree.ts";

/** The tests of one file, as they ran. */
interface Run {
  readonly file: string;
  readonly findings: Parsed<PolicyTests>["findings"];
  readonly results: readonly TestResult[];
}

/** Runs policies/*.test.yaml of a checkout, or the named files, under the checkout's rules. */
export async function test(given: Given, paths: readonly string[]): Promise<number> {
  const [first, ...others] = paths;
  const folder = first !== undefined && others.length === 0 && (await isFolder(first)) ? first : undefined;
  const root = await requireCheckout(given.root ?? folder, first ?? "any");
  const named = folder === undefined ? paths : [];
  const files = named.length > 0 ? named : (await findPolicyTests(root)).map((path) => resolve(root, path));
  for (const file of files)
    if (!(await isFile(file)))
      throw new UsageError(`${file} is no file of tests, such as policies/a.test.yaml.`);
  if (files.length === 0)
    throw new UsageError(`${root} has no policies/*.test.yaml. See hallpass policy --help.`);
  const runs = await runAll(files, root);
  if (given.json) printJson({ files: runs.map(toJson) });
  else print(toText(runs));
  return chooseExitCode(runs.some(isFailed), true);
}

async function runAll(files: readonly string[], root: string): Promise<Run[]> {
  const checkout = await readCheckoutRules(root);
  const rules = {
    policies: checkout.policies.flatMap(({ parsed }) => parsed.value ?? []),
    rotas: rotasOf(checkout),
    codeowners: checkout.codeowners,
    settings: checkout.settings?.value,
    findings: listRuleFindings(checkout),
  };
  return Promise.all(
    files.map(async (file) => {
      const shown = relative(resolve(root), resolve(file)).split(sep).join("/");
      const parsed = parsePolicyTests(await readGiven(file), shown);
      return { file: shown, findings: parsed.findings, results: runTests(parsed, rules) };
    }),
  );
}

const hasPassed = ({ differences }: TestResult): boolean => differences.length === 0;

const isFailed = ({ findings, results }: Run): boolean => findings.some(isError) || !results.every(hasPassed);

function toText(runs: readonly Run[]): string {
  const results = runs.flatMap((run) => run.results);
  const passed = results.filter(hasPassed).length;
  const unread = runs.filter(({ findings }) => findings.some(isError)).length;
  return [
    ...runs.flatMap(({ file, findings, results }) => [
      file,
      ...findings.map(describeFinding),
      ...results.flatMap(renderResult),
    ]),
    "",
    `${passed} passed, ${results.length - passed} failed${unread === 0 ? "" : `, ${unread} ${unread === 1 ? "file" : "files"} with mistakes`}.`,
    "",
  ].join("\n");
}

function renderResult(result: TestResult): string[] {
  const { name, place, decision, differences } = result;
  if (hasPassed(result)) return [`  ✓ ${name}`];
  const tree = renderTree(decision)
    .split("\n")
    .map((line) => `    ${line}`);
  return [
    `  ✗ ${name}${place === undefined ? "" : `  ${place.file}:${place.line}:${place.column}`}`,
    ...differences.map((says) => `      ${says}`),
    ...tree,
  ];
}

const toJson = ({ file, findings, results }: Run) => ({
  file,
  findings: findings.map(toRecord),
  cases: results.map((result) => ({
    name: result.name,
    line: result.place?.line ?? null,
    passed: hasPassed(result),
    decision: result.decision.status,
    differences: result.differences,
    rules: result.decision.verdicts.map(toVerdictRecord),
  })),
});
