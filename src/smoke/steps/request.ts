import { statusOf } from "../../github/http/error.ts";
import { Broken, NotReached } from "../finding.ts";
import { lookFor, patiently } from "../patience.ts";
import type { Setting } from "../setting.ts";
import type { Noted, Request, Trail } from "../trail.ts";

/** The pull request of this walk; throws when it could not be opened. */
export function requireRequest({ request }: Trail): Request {
  if (request === undefined) throw new NotReached("there is no pull request to look at");
  return request;
}

/** Two commits, so that more than one entry of the activity log has to name its pusher. */
export async function openRequest(setting: Setting, trail: Trail): Promise<string> {
  const { name, run, requester, defaultBranch, cleanup, sleep } = setting;
  const branch = `${run}/request`;
  const path = `hallpass-smoke/${run}.yaml`;
  const { git, repos, pulls } = requester.octokit.rest;
  const { data: base } = await git.getRef({ ...name, ref: `heads/${defaultBranch}` });
  cleanup.add(`the file ${path}`, () => removeFile(setting, path));
  cleanup.add(`the branch ${branch}`, () => deleteBranch(setting, branch));
  await git.createRef({ ...name, ref: `refs/heads/${branch}`, sha: base.object.sha });
  const content = Buffer.from(`run: ${run}\n`).toString("base64");
  const { data: file } = await patiently(sleep, () =>
    repos.createOrUpdateFileContents({ ...name, branch, path, content, message: "Ask for nothing" }),
  );
  const head = file.commit.sha;
  if (head === undefined) throw new Broken("GitHub does not say which commit it made");
  const { data: pull } = await patiently(sleep, () =>
    pulls.create({ ...name, title: `Smoke test ${run}`, head: branch, base: defaultBranch }),
  );
  trail.request = { number: pull.number, branch, head, path };
  cleanup.add(`the pull request #${pull.number}`, () => closePull(setting, pull.number));
  if (pull.user?.id !== requester.id) throw new Broken(`#${pull.number} is by ${pull.user?.login}`);
  if (pull.head.repo?.id !== setting.repositoryId) throw new Broken(`#${pull.number} comes from a fork`);
  return `#${pull.number} by ${requester.login}`;
}

/** Closes a pull request as the administrator, if it is still open. */
export async function closePull({ name, approver, sleep }: Setting, pull_number: number): Promise<void> {
  const { pulls } = approver.octokit.rest;
  const { data } = await pulls.get({ ...name, pull_number });
  if (data.state !== "open") return;
  await patiently(sleep, () => pulls.update({ ...name, pull_number, state: "closed" }));
}

/** Removes a file from the default branch as the administrator. A missing file is fine. */
export async function removeFile(setting: Setting, path: string): Promise<void> {
  const { name, approver, sleep, run, defaultBranch } = setting;
  const { repos } = approver.octokit.rest;
  const file = { ...name, path, branch: defaultBranch };
  const sha = await findFile(setting, path);
  if (sha === undefined) return;
  await patiently(sleep, () => repos.deleteFile({ ...file, sha, message: `End of smoke test ${run}` }));
}

async function findFile({ name, approver }: Setting, path: string): Promise<string | undefined> {
  try {
    const { data } = await approver.octokit.rest.repos.getContent({ ...name, path });
    return Array.isArray(data) ? undefined : data.sha;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Deletes a branch as the administrator. A missing branch is fine. */
export async function deleteBranch({ name, approver, sleep }: Setting, branch: string): Promise<void> {
  const { git } = approver.octokit.rest;
  const { data } = await git.listMatchingRefs({ ...name, ref: `heads/${branch}` });
  if (data.some(({ ref }) => ref === `refs/heads/${branch}`))
    await patiently(sleep, () => git.deleteRef({ ...name, ref: `heads/${branch}` }));
}

const LAG_LIMIT_MS = 90_000;
const LAG_TOLD_MS = 60_000;

async function listPushers({ app, name }: Setting, { branch }: Request) {
  const query = { ...name, ref: `refs/heads/${branch}`, per_page: 100 };
  const { data } = await app.octokit.rest.repos.listActivities(query);
  return data;
}

export async function readActivity(setting: Setting, trail: Trail): Promise<string> {
  const request = requireRequest(trail);
  const found = await lookFor(setting.sleep, LAG_LIMIT_MS, async () => {
    const entries = await listPushers(setting, request);
    return entries.some(({ after }) => after === request.head) ? entries : undefined;
  });
  if (found === undefined) throw new Broken(`nothing tells of the head within ${LAG_LIMIT_MS / 1000} s`);
  const strangers = found.value.filter(({ actor }) => actor?.id !== setting.requester.id);
  if (strangers.length > 0)
    throw new Broken(`it names ${strangers.map(({ actor }) => actor?.login ?? "nobody").join(", ")} too`);
  if (found.afterMs > LAG_TOLD_MS) throw new Broken(`it told of the head after ${found.afterMs / 1000} s`);
  const kinds = found.value.map(({ activity_type }) => activity_type).join(", ");
  return `${kinds} by ${setting.requester.login}, after ${Math.round(found.afterMs / 1000)} s`;
}

/** Deletes the head branch as the requester would, and looks what the log says then. */
export async function removeHead(setting: Setting, trail: Trail): Promise<Noted> {
  const request = requireRequest(trail);
  if (trail.merged === undefined) throw new NotReached("nothing was merged");
  const before = await listPushers(setting, request);
  await deleteBranch(setting, request.branch);
  const gone = await lookFor(setting.sleep, LAG_LIMIT_MS, async () => {
    const entries = await listPushers(setting, request);
    const isTold =
      entries.length === 0 || entries.some(({ activity_type }) => activity_type === "branch_deletion");
    return isTold ? entries : undefined;
  });
  const after = gone?.value ?? before;
  const isKept = after.some(({ after: head }) => head === request.head);
  return { noted: isKept ? `it does (${after.length} entries)` : "it does not: the program remembers them" };
}

export async function fetchHead(setting: Setting, trail: Trail): Promise<string> {
  const { number, head } = requireRequest(trail);
  const ref = `refs/pull/${number}/head`;
  const fetched = await setting.git.fetch(await setting.app.token(), ref);
  if (fetched !== head) throw new Broken(`${ref} is ${fetched}, and the head ${head}`);
  return `${ref} is ${head.slice(0, 12)}`;
}
