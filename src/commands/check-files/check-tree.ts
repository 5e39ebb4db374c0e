import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { REVIEWS_FOLDER } from "../../core/files/access-review.ts";
import { CODEOWNERS_PATHS, findSecond } from "../../core/files/codeowners.ts";
import { isMeant, isRequestFile, isReviewFile } from "../../core/files/pull-kind.ts";
import { findConflicts, toFinding } from "../../core/files/rule-conflicts.ts";
import { SETTINGS_PATH } from "../../core/files/settings.ts";
import { findUnowned } from "../../core/files/unowned.ts";
import { type Finding, isError, mistake, warning } from "../../core/findings/finding.ts";
import { isFolder } from "../input/given-file.ts";
import type { Checked } from "./check-file.ts";
import { judgeRotasOf, listPresent, readCheckoutRules } from "./checkout-rules.ts";
import { findMisplacedFiles } from "./misplaced-files.ts";
import { findPolicyFiles, findPolicyTests, findRotaFiles, findTemplates } from "./policy-files.ts";

/** Lists the files of a checkout that can be checked alone, as paths from its root. */
export async function listCheckable(root: string): Promise<string[]> {
  const rules = await listPresent(root, [SETTINGS_PATH, ...CODEOWNERS_PATHS]);
  return [
    ...rules,
    ...(await findPolicyFiles(root)),
    ...(await findPolicyTests(root)),
    ...(await findTemplates(root)),
    ...(await findRotaFiles(root)),
    ...(await listRequests(root)),
    ...(await listReviews(root)),
    ...(await findMisplacedFiles(root)),
  ];
}

const listRequests = async (root: string): Promise<string[]> =>
  (await listAmongRequests(root)).filter((path) => isMeant({ path }));

/** Files such as `.DS_Store`. A warning, because git may ignore it here; a pull request that adds it is refused. */
export async function checkStrays(root: string): Promise<Checked[]> {
  const strays = (await listAmongRequests(root)).filter((path) => !isMeant({ path }));
  return strays.map((path) => ({ file: path, kind: "stray", ok: true, findings: [stray(path)] }));
}

const stray = (path: string): Finding =>
  warning(
    "STRAY_FILE",
    `${path} lies in access-requests/ but is not a request.`,
    "Leave it out of pull requests: one that brings it beside a request is refused. Delete it, or name it in .gitignore.",
  );

const listReviews = async (root: string): Promise<string[]> =>
  (await listBelow(root, REVIEWS_FOLDER)).filter((path) => isReviewFile({ path }) && isMeant({ path }));

const listAmongRequests = async (root: string): Promise<string[]> =>
  (await listBelow(root, "access-requests")).filter((path) => isRequestFile({ path }));

/** All files below a folder of the checkout. */
async function listBelow(root: string, name: string): Promise<string[]> {
  const folder = join(root, name);
  if (!(await isFolder(folder))) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** Finds mistakes between the rules of a checkout: each file alone may be well-formed. */
export async function checkTogether(root: string): Promise<Checked> {
  const { policies, rotas, owners, codeowners, settings } = await readCheckoutRules(root);
  const rules = {
    policies: policies.flatMap(({ parsed }) => parsed.value ?? []),
    codeowners,
    settings: settings?.value,
  };
  const broken = [
    ...policies.filter(({ parsed }) => parsed.value === undefined).map(({ path }) => path),
    ...(settings !== undefined && settings.value === undefined ? [SETTINGS_PATH] : []),
  ];
  const findings = [
    ...(broken.length > 0 ? [uncompared(broken)] : []),
    ...(codeowners === undefined ? [missing(".github/CODEOWNERS")] : []),
    ...(settings === undefined ? [missing(SETTINGS_PATH)] : []),
    ...findSecond(owners),
    ...judgeRotasOf({ policies, rotas }),
    ...findConflicts(rules).map(toFinding),
    ...(rules.codeowners === undefined ? [] : findUnowned(rules.codeowners)),
  ];
  return { file: root, kind: "rules", ok: !findings.some(isError), findings };
}

const missing = (path: string): Finding =>
  mistake("RULE_FILE_MISSING", `${path} does not exist. Without it nothing is granted.`, `Add ${path}.`);

/** Without it, `check` would call rules right that were not looked at. */
const uncompared = (paths: readonly string[]): Finding =>
  mistake(
    "RULES_READABLE",
    `${paths.join(", ")} ${paths.length === 1 ? "has mistakes, so it was" : "have mistakes, so they were"} not compared with the other rules.`,
    "Correct what is listed for it, then run hallpass check again: more may show.",
  );
