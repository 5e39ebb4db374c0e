import { FORM_PATH } from "../asking/form-names.ts";
import { writeIssueForm } from "../asking/issue-form.ts";
import { type Policy, parsePolicy } from "../files/policy.ts";
import type { Blueprint, SetupFile } from "./blueprint.ts";
import { listGuideFiles } from "./guide-files.ts";
import { listPolicyFiles } from "./policy-files.ts";
import { listOwnersFile, listSettingsFile } from "./rule-files.ts";

/** Every file of a new access repository, by path. `others`: those that it does not write itself. */
export const listSetupFiles = (blueprint: Blueprint, others: readonly SetupFile[]): SetupFile[] =>
  [
    ...others,
    ...listGuideFiles(blueprint),
    ...policyFilesOf(blueprint),
    ...listForm(readPolicies(blueprint)),
    listOwnersFile(blueprint),
    listSettingsFile(blueprint),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));

const policyFilesOf = ({ answers: { folders, offers }, teams }: Blueprint): SetupFile[] =>
  listPolicyFiles(offers, { folders, teams });

/** The policies, as the server will read them. */
export const readPolicies = (blueprint: Blueprint): Policy[] =>
  policyFilesOf(blueprint).flatMap(({ path, text }) => parsePolicy(text, path).value ?? []);

/** The issue form with everything that the policies offer. */
function listForm(policies: readonly Policy[]): SetupFile[] {
  const text = writeIssueForm(policies);
  return text === undefined ? [] : [{ path: FORM_PATH, text }];
}

export interface FileStep extends SetupFile {
  /** `differs`: it is there with other content, and stays as it is. */
  readonly action: "create" | "keep" | "differs";
}

/** What is to be done about each file, by what is there. Nothing that is there is overwritten. */
export const compareFiles = (
  wanted: readonly SetupFile[],
  present: ReadonlyMap<string, string>,
): FileStep[] =>
  wanted.map((file) => {
    const there = present.get(file.path);
    if (there === undefined) return { ...file, action: "create" };
    return { ...file, action: there === file.text ? "keep" : "differs" };
  });
