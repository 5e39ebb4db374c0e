import { Broken, NotReached } from "../finding.ts";
import { patiently, refusalOf } from "../patience.ts";
import type { Setting } from "../setting.ts";
import type { Merged, Trail } from "../trail.ts";
import { requireRequest } from "./request.ts";

/** The commit of the merged request; throws when it was not merged. */
export function requireMerged({ merged }: Trail): Merged {
  if (merged === undefined) throw new NotReached("nothing was merged");
  return merged;
}

const merge = ({ app, name }: Setting, pull_number: number, sha: string) =>
  app.octokit.rest.pulls.merge({ ...name, pull_number, sha, merge_method: "squash" });

export async function refuseEarlyMerge(setting: Setting, trail: Trail): Promise<string> {
  const { number, head } = requireRequest(trail);
  const refused = await refusalOf(setting.sleep, [403, 405, 422], () => merge(setting, number, head));
  if (refused !== undefined) return refused;
  throw new Broken(`#${number} was merged without an approval and with a check that waits`);
}

export async function refuseOtherHead(setting: Setting, trail: Trail): Promise<string> {
  const { number } = requireRequest(trail);
  const other = "0123456789abcdef0123456789abcdef01234567";
  const refused = await refusalOf(setting.sleep, [409, 422], () => merge(setting, number, other));
  if (refused !== undefined) return refused;
  throw new Broken(`#${number} was merged, though its head is not ${other}`);
}

const SETTLE_TRIES = 6;
const SETTLE_MS = 5_000;

/** Merges, and again while GitHub works out anew what can be merged. */
export async function mergeSettled(setting: Setting, number: number, head: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return (await patiently(setting.sleep, () => merge(setting, number, head))).data.sha;
    } catch (error) {
      const isPassing = error instanceof Error && /Base branch was modified/u.test(error.message);
      if (!isPassing || tries === SETTLE_TRIES) throw error;
      await setting.sleep(SETTLE_MS);
    }
  }
}

export async function mergeRequest(setting: Setting, trail: Trail): Promise<string> {
  const { number, head, path } = requireRequest(trail);
  const { app, name, slug, sleep } = setting;
  const commit = await mergeSettled(setting, number, head);
  trail.merged = { commit };
  const { repos, pulls } = app.octokit.rest;
  const { data: pull } = await patiently(sleep, () => pulls.get({ ...name, pull_number: number }));
  if (pull.merge_commit_sha !== commit) throw new Broken(`it says it was merged as ${pull.merge_commit_sha}`);
  const { data: made } = await repos.getCommit({ ...name, ref: commit });
  const files = (made.files ?? []).map(({ filename }) => filename);
  if (made.parents.length !== 1) throw new Broken(`${commit} has ${made.parents.length} parents`);
  if (files.join() !== path) throw new Broken(`${commit} changes ${files.join(", ")}`);
  const { data: named } = await repos.listPullRequestsAssociatedWithCommit({ ...name, commit_sha: commit });
  if (!named.some((one) => one.number === number))
    throw new Broken(`GitHub does not name #${number} as the pull request of ${commit}`);
  if (pull.merged_by?.login !== `${slug}[bot]`) throw new Broken(`it was merged by ${pull.merged_by?.login}`);
  return `${commit.slice(0, 12)} by ${pull.merged_by.login}`;
}
