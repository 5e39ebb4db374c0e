import { join } from "node:path";
import { FORM_PATH } from "../../core/asking/form-names.ts";
import { writeIssueForm } from "../../core/asking/issue-form.ts";
import { ACCESS_PAGE, type AccessPages } from "../../core/asking/pages.ts";
import { type Policy, parsePolicy } from "../../core/files/policy.ts";
import { isError } from "../../core/findings/finding.ts";
import { readWebPage } from "../../git/objects/branch.ts";
import { openStore } from "../../git/repository.ts";
import { listLinks, writeAccessPage } from "../../report/asking/access-page.ts";
import { findPolicyFiles } from "../check-files/policy-files.ts";
import { findDefaultBranch } from "../input/clone-branch.ts";
import { readGiven, requireRoot } from "../input/given-file.ts";
import { jsonOption } from "../input/options.ts";
import { print, printJson } from "../output/terminal.ts";
import { writeFiles } from "../output/write-files.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";

const options = {
  root: { type: "string", value: "DIR", meaning: "the clone to look in", unset: "the current folder" },
  repository: {
    type: "string",
    value: "URL",
    meaning: "the access repository's page, such as https://github.com/acme/access",
    unset: "where the clone comes from",
  },
  branch: {
    type: "string",
    value: "NAME",
    meaning: "the default branch",
    unset: "as the clone knows it, or main",
  },
  write: { type: "boolean", meaning: `write ${ACCESS_PAGE} and ${FORM_PATH} into DIR` },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Prints a page with a link for every access that policies/ offers: to the issue form, and to GitHub's editor with the request in it. With --write it writes the page (${ACCESS_PAGE}) and the issue form (${FORM_PATH}), to commit in a pull request. Run it again after a change of policies/.`,
  options,
  examples: ["hallpass links --root ../access", "hallpass links --root ../access --write"],
  exitCodes: { 0: "printed or written", 2: "a policy has mistakes, or there are none" },
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
  const root = values.root ?? ".";
  await requireRoot(root);
  const policies = await readPolicies(root);
  const pages = await findPages(root, values);
  const page = writeAccessPage(pages, policies);
  const form = writeIssueForm(policies);
  const files = [{ path: ACCESS_PAGE, text: page }, ...(form ? [{ path: FORM_PATH, text: form }] : [])];
  if (values.write) await writeFiles(root, files);
  const written = values.write ? files.map(({ path }) => path) : [];
  if (values.json) printJson({ offers: listLinks(pages, policies), written });
  else print(values.write ? `Wrote ${written.join(" and ")}. Commit them in a pull request.\n` : page);
  return exitCode.well;
}

async function readPolicies(root: string): Promise<Policy[]> {
  const paths = await findPolicyFiles(root);
  if (paths.length === 0) throw new UsageError(`${join(root, "policies")} has no policies.`);
  const parsed = await Promise.all(
    paths.map(async (path) => ({ path, ...parsePolicy(await readGiven(join(root, path)), path) })),
  );
  return parsed.map(({ path, value, findings }) => {
    if (value !== undefined && !findings.some(isError)) return value;
    throw new UsageError(`${path} has mistakes.`, { fix: `See hallpass check ${path}.` });
  });
}

async function findPages(root: string, values: Values<typeof options>): Promise<AccessPages> {
  const store = await openStore(root).catch(() => undefined);
  const page = values.repository ?? (store && (await readWebPage(store).catch(() => undefined)));
  const [, serverUrl, owner, repo] =
    /^(https?:\/\/[\w.:-]+)\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/u.exec(page ?? "") ?? [];
  if (serverUrl === undefined || owner === undefined || repo === undefined)
    throw new UsageError(
      "The repository's page is not known. Give it with --repository https://github.com/acme/access.",
    );
  return { serverUrl, owner, repo, defaultBranch: values.branch ?? (await findDefaultBranch(root)) };
}
