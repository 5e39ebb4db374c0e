import { join } from "node:path";
import { expect } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import { listRulesets } from "../../src/core/diagnosis/rulesets.ts";
import { parseRequestPath } from "../../src/core/files/request.ts";
import { removalBranch, removeRefused } from "../../src/operations/ending/remove.ts";
import type { InProcess } from "./in-process.ts";
import { at, type Clone, type LocalGitHub } from "./local-github.ts";

const SETTINGS = ".github/hallpass.yaml";

type Files = Readonly<Record<string, string>>;

/** The default seed with people merging, so that something may happen between the approval and the merge. */
export function seedForPeople(change: (files: Files) => Files = () => ({})): Seed {
  const seed = defaultSeed();
  const repositories = seed.repositories.map((repository) => {
    const { files } = repository;
    const settings = (files[SETTINGS] ?? "").replace("merge: automatic", "merge: manual");
    return { ...repository, files: { ...files, [SETTINGS]: settings, ...change(files) } };
  });
  return { ...seed, repositories };
}

/** The ruleset of the default seed that guards the default branch. */
const GATE = 6001;

export type BypassMode = "always" | "pull_request" | "exempt";

/** The gate's fields as an administrator may write them. */
type GateFields = Omit<
  NonNullable<Parameters<ReturnType<LocalGitHub["as"]>["repos"]["updateRepoRuleset"]>[0]>,
  "owner" | "repo" | "ruleset_id"
>;

/** What an administrator does to the gate. */
export async function changeGate(github: LocalGitHub, fields: GateFields): Promise<void> {
  await github.as("olga").repos.updateRepoRuleset({ ...at, ruleset_id: GATE, ...fields });
}

/** Owners of the organisation, olga among them, may go past the gate from now on; without a mode nobody may. */
export async function letOwnersPast(github: LocalGitHub, mode?: BypassMode): Promise<void> {
  const owners = { actor_id: null, actor_type: "OrganizationAdmin" } as const;
  const { status } = await github.call(`/repos/${at.owner}/${at.repo}/rulesets/${GATE}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${github.tokenOf("olga")}` },
    body: JSON.stringify({ bypass_actors: mode === undefined ? [] : [{ ...owners, bypass_mode: mode }] }),
  });
  expect(status).toBe(200);
}

/** The gate no longer dismisses an approval when something else is pushed: as in the moment before GitHub does. */
export async function keepStaleApprovals(github: LocalGitHub): Promise<void> {
  const { data } = await github.as("olga").repos.getRepoRuleset({ ...at, ruleset_id: GATE });
  const rules = (data.rules ?? []).map((rule) =>
    rule.type === "pull_request" && rule.parameters !== undefined
      ? { ...rule, parameters: { ...rule.parameters, dismiss_stale_reviews_on_push: false } }
      : rule,
  );
  await changeGate(github, { rules });
}

/** As `hallpass rulesets --profile standard` makes it: GitHub demands the check, and no review. */
export async function demandNoReview(github: LocalGitHub): Promise<void> {
  const [gate] = listRulesets({ appId: 1, ledgerBranch: "access-ledger", profile: "standard" });
  const wanted = gate?.rules.find(({ type }) => type === "pull_request")?.parameters;
  const { data } = await github.as("olga").repos.getRepoRuleset({ ...at, ruleset_id: GATE });
  const rules = (data.rules ?? []).map((rule) =>
    rule.type === "pull_request" && rule.parameters !== undefined
      ? { ...rule, parameters: { ...rule.parameters, ...wanted } }
      : rule,
  );
  await changeGate(github, { rules });
}

/** Puts a commit on the default branch past every rule, as whoever can write GitHub's disks would. */
export async function pushPastRules(github: LocalGitHub, clone: Clone, commit = "HEAD"): Promise<void> {
  const store = join(github.sandbox.dir, "repositories", at.owner, `${at.repo}.git`);
  await clone.git("push", "--quiet", "--force", store, `${commit}:refs/heads/main`);
}

/** What the ledger says of a request's file. */
export async function readFate(app: InProcess, path: string) {
  const { state } = await app.deps.ledger.read();
  const id = parseRequestPath(path)?.id ?? "";
  const leases = [...state.holdings.values()].flatMap(({ leases: all }) => all);
  const lease = leases.find(({ request }) => request === id);
  const refusal = state.refusals.get(path);
  return { granted: state.seen.has(id), ...(lease && { lease }), ...(refusal && { refusal }) };
}

/** Lets the app look twice, a minute apart, and expects that the file grants nothing, for good, and that everybody is told. */
export async function expectRefused(
  app: InProcess,
  path: string,
  { pull, codes }: { pull?: number; codes: readonly string[] },
): Promise<void> {
  const before = app.log.length;
  const first = await app.reconcile();
  expect(first.entries.filter(({ kind }) => kind === "refused" || kind === "intent")).toEqual([]);
  expect(first.lookAgainAt).toBeDefined();
  app.travel(61);
  const second = await app.reconcile();
  expect(second.entries.filter(({ kind }) => kind === "intent")).toEqual([]);
  const { granted, refusal } = await readFate(app, path);
  expect(granted).toBe(false);
  expect(refusal?.codes).toEqual(codes);
  expect(refusal?.pull).toBe(pull);
  const lines = app.log.slice(before).filter((line) => line.includes(JSON.stringify(path)));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: "warn", alert: true, code: "REQUEST_UNPROVEN", codes }),
    expect.objectContaining({ level: "error", alert: true, code: "REQUEST_REFUSED", codes }),
  ]);
  if (refusal !== undefined) await expectRemoval(app, path, removalBranch(refusal));
  if (pull !== undefined) await expectTold(app.github, pull);
}

async function expectRemoval(app: InProcess, path: string, branch: string): Promise<void> {
  const opened = await removeRefused(app.deps);
  const removal = opened.find((each) => each.branch === branch);
  const number = removal?.number ?? 0;
  const { data } = await app.as("alice").pulls.listFiles({ ...at, pull_number: number });
  expect(data.map(({ filename, status }) => [filename, status])).toEqual([[path, "removed"]]);
}

const REFUSED = "nothing was granted";

/** The app's comment on the refusal and its label are on the pull request. */
export async function expectTold(github: LocalGitHub, pull: number): Promise<void> {
  const { issues } = github.as("alice");
  const { data: comments } = await issues.listComments({ ...at, issue_number: pull });
  expect(comments.filter(({ user, body }) => user?.type === "Bot" && body?.includes(REFUSED))).toHaveLength(
    1,
  );
  const { data: found } = await github.as("alice").pulls.get({ ...at, pull_number: pull });
  expect(found.labels.map(({ name }) => name)).toContain("access: denied");
}
