import { REQUIRED_CHECK } from "../../core/decision/check-result.ts";
import { listRulesets } from "../../core/diagnosis/rulesets.ts";
import { gitHubRulesets } from "../../github/settings/rulesets.ts";
import { Broken } from "../finding.ts";
import { lookFor, patiently } from "../patience.ts";
import type { Setting } from "../setting.ts";
import type { Trail } from "../trail.ts";
import { deleteBranch, removeFile, requireRequest } from "./request.ts";

/** In the form of the program's own: number of the pull request, and a hash. */
const externalIdOf = (number: number, run: string): string => `${number}:${run}`;

export async function writeCheck(setting: Setting, trail: Trail): Promise<string> {
  const { app, name, run, appId, sleep } = setting;
  const { number, head } = requireRequest(trail);
  const external_id = externalIdOf(number, run);
  const output = { title: "Waits", summary: "A smoke test of Hallpass." };
  await patiently(sleep, () =>
    app.octokit.rest.checks.create({
      ...name,
      name: REQUIRED_CHECK,
      head_sha: head,
      external_id,
      status: "in_progress",
      output,
    }),
  );
  const seen = await readRun(setting, head);
  if (seen?.external_id !== external_id) throw new Broken(`it reads ${seen?.external_id ?? "nothing"}`);
  if (seen.app?.id !== appId) throw new Broken(`it is of the app ${seen.app?.id}`);
  return external_id;
}

async function readRun({ app, name, sleep, appId }: Setting, ref: string) {
  const query = { ...name, ref, check_name: REQUIRED_CHECK, app_id: appId };
  const { data } = await patiently(sleep, () => app.octokit.rest.checks.listForRef(query));
  return data.check_runs[0];
}

export async function passCheck(setting: Setting, trail: Trail): Promise<string> {
  const { head } = requireRequest(trail);
  await completeCheck(setting, head);
  return `${REQUIRED_CHECK} is green`;
}

/** Makes the check of a head green, with a new run where there is none. */
export async function completeCheck(setting: Setting, head: string): Promise<void> {
  const { app, name, sleep } = setting;
  const { checks } = app.octokit.rest;
  const run = await readRun(setting, head);
  const output = { title: "Met", summary: "A smoke test of Hallpass." };
  const passed = { ...name, status: "completed", conclusion: "success", output } as const;
  await patiently<unknown>(sleep, () =>
    run === undefined
      ? checks.create({ ...passed, name: REQUIRED_CHECK, head_sha: head })
      : checks.update({ ...passed, check_run_id: run.id }),
  );
}

/** The rulesets that `hallpass rulesets` makes, under names of the walk's own, and an owner of the request's folder. */
export async function setRules(setting: Setting, trail: Trail): Promise<string> {
  requireRequest(trail);
  const { name, appId, run, approver, cleanup, ledgerBranch, sleep, now, apiUrl, defaultBranch } = setting;
  await writeOwners(setting);
  // Undone after the rulesets, which forbid deleting it.
  cleanup.add(`the branch ${ledgerBranch}`, () => deleteBranch(setting, ledgerBranch));
  const rulesets = gitHubRulesets({ name, apiUrl, token: approver.token, now });
  for (const ruleset of listRulesets({ appId, ledgerBranch })) {
    const wanted = { ...ruleset, name: `${run}: ${ruleset.name}` };
    cleanup.add(`the ruleset "${wanted.name}"`, () => deleteRuleset(setting, wanted.name));
    await patiently(sleep, () => rulesets.create(wanted));
  }
  const { data } = await approver.octokit.rest.repos.getBranchRules({ ...name, branch: defaultBranch });
  const pins = data.flatMap((rule) =>
    rule.type === "required_status_checks" ? (rule.parameters?.required_status_checks ?? []) : [],
  );
  const pin = pins.find(({ context }) => context === REQUIRED_CHECK);
  if (pin?.integration_id !== appId)
    throw new Broken(`${REQUIRED_CHECK} is pinned to ${pin?.integration_id ?? "no app"}`);
  return `${REQUIRED_CHECK} is pinned to the app ${appId}; ${data.length} rules`;
}

const OWNERS = ".github/CODEOWNERS";

async function writeOwners(setting: Setting): Promise<void> {
  const { name, approver, cleanup, run, sleep, defaultBranch } = setting;
  const { repos } = approver.octokit.rest;
  const file = { ...name, path: OWNERS, branch: defaultBranch };
  cleanup.add(`the file ${OWNERS}`, () => removeFile(setting, OWNERS));
  const content = Buffer.from(`/hallpass-smoke/ @${approver.login}\n`).toString("base64");
  await patiently(sleep, () =>
    repos.createOrUpdateFileContents({ ...file, content, message: `Begin of smoke test ${run}` }),
  );
}

async function deleteRuleset({ name, approver, sleep }: Setting, wanted: string): Promise<void> {
  const { octokit } = approver;
  const { repos } = octokit.rest;
  const all = await octokit.paginate(repos.getRepoRulesets, { ...name, per_page: 100 });
  for (const { id } of all.filter((ruleset) => ruleset.name === wanted))
    await patiently(sleep, () => repos.deleteRepoRuleset({ ...name, ruleset_id: id }));
}

export async function approve(setting: Setting, trail: Trail): Promise<string> {
  const { number, head } = requireRequest(trail);
  await approvePull(setting, number);
  const { app, name, approver, sleep } = setting;
  const found = await lookFor(sleep, 15_000, async () => {
    const { data } = await app.octokit.rest.pulls.listReviews({ ...name, pull_number: number });
    return data.find(({ user, state }) => user?.id === approver.id && state === "APPROVED");
  });
  if (found === undefined) throw new Broken("the app does not see the approval");
  const { commit_id, submitted_at } = found.value;
  if (commit_id !== head) throw new Broken(`it is for ${commit_id}, and the head is ${head}`);
  return `by ${approver.login}, for ${head.slice(0, 12)}, at ${submitted_at}`;
}

/** As the second person. */
export const approvePull = ({ name, approver, sleep }: Setting, pull_number: number): Promise<unknown> =>
  patiently(sleep, () =>
    approver.octokit.rest.pulls.createReview({ ...name, pull_number, event: "APPROVE" }),
  );
