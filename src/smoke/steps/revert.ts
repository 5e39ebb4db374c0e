import { Broken } from "../finding.ts";
import { patiently } from "../patience.ts";
import type { Setting } from "../setting.ts";
import type { Trail } from "../trail.ts";
import { approvePull, completeCheck } from "./gate.ts";
import { findBot } from "./ledger.ts";
import { mergeSettled, requireMerged } from "./merge.ts";
import { closePull, deleteBranch, requireRequest } from "./request.ts";

/** The end of a request: a branch the app pushes, a pull request it opens, and the same gate once more. */
export async function closeWithRevert(setting: Setting, trail: Trail): Promise<string> {
  const { path } = requireRequest(trail);
  requireMerged(trail);
  const { app, git, name, run, slug, cleanup, defaultBranch, sleep } = setting;
  const token = await app.token();
  const tip = await git.fetch(token, `refs/heads/${defaultBranch}`);
  const bot = await findBot(setting);
  const head = await git.remove(tip, path, { ...bot, message: `Receipt of smoke test ${run}` });
  const branch = `${run}/revert`;
  cleanup.add(`the branch ${branch}`, () => deleteBranch(setting, branch));
  const refused = await git.push(token, `${head}:refs/heads/${branch}`);
  if (refused !== undefined) throw new Broken(`the app may not push ${branch}: ${refused}`);
  const { pulls, repos } = app.octokit.rest;
  const { data: pull } = await patiently(sleep, () =>
    pulls.create({ ...name, title: `Receipt of smoke test ${run}`, head: branch, base: defaultBranch }),
  );
  cleanup.add(`the pull request #${pull.number}`, () => closePull(setting, pull.number));
  if (pull.user?.login !== `${slug}[bot]`) throw new Broken(`#${pull.number} is by ${pull.user?.login}`);
  await completeCheck(setting, head);
  await approvePull(setting, pull.number);
  const commit = await mergeSettled(setting, pull.number, head);
  const { data: made } = await repos.getCommit({ ...name, ref: commit });
  const files = (made.files ?? []).map(({ filename, status }) => `${status} ${filename}`);
  if (files.join() !== `removed ${path}`) throw new Broken(`${commit} has ${files.join(", ")}`);
  return `#${pull.number} by ${pull.user.login}, merged as ${commit.slice(0, 12)}`;
}
