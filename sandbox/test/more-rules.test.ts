import type { RestEndpointMethodTypes } from "@octokit/rest";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

type Rules = NonNullable<RestEndpointMethodTypes["repos"]["createRepoRuleset"]["parameters"]["rules"]>;

let github: LocalGitHub;
let alice: Clone;
let ruleset = 0;
let count = 0;

beforeAll(async () => {
  github = await startLocalGitHub();
  alice = await github.clone("alice");
});
afterAll(() => github.stop());
afterEach(async () => {
  const { repos } = github.as("olga");
  if (ruleset !== 0) await repos.deleteRepoRuleset({ ...at, ruleset_id: ruleset });
  ruleset = 0;
});

/** An organisation's rule for all branches, made by another administrator. */
async function require(...rules: Rules): Promise<void> {
  const { data } = await github.as("olga").repos.createRepoRuleset({
    ...at,
    name: "everywhere",
    enforcement: "active",
    conditions: { ref_name: { include: ["~ALL"], exclude: [] } },
    rules,
  });
  ruleset = data.id;
}

const newBranch = () => `more-${++count}`;
const push = (branch: string, message = "Add it") =>
  outcomeOf(
    (async () => {
      await alice.git("checkout", "--quiet", "--no-track", "-B", branch, "origin/main");
      await alice.commit({ [`requests/payments/${branch}.yaml`]: "a\n" }, message);
      await alice.git("push", "--quiet", "origin", branch);
    })(),
  );

/** A pull request that only the other rule stops. */
async function openReady(): Promise<number> {
  const head = newBranch();
  const head_sha = await alice.pushBranch(head, { [`requests/payments/${head}.yaml`]: "a\n" });
  const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base: "main" });
  await github.as("carol").pulls.createReview({ ...at, pull_number: data.number, event: "APPROVE" });
  const check = { name: "robot/verdict", status: "completed", conclusion: "success" } as const;
  await github.asApp().checks.create({ ...at, ...check, head_sha });
  return data.number;
}
const merge = (pull_number: number, octokit = github.asApp(), commit_title = "Grant it") =>
  outcomeOf(octokit.pulls.merge({ ...at, pull_number, merge_method: "squash", commit_title }));

const rows: readonly {
  readonly rule: Rules[number];
  readonly push: string;
  readonly merge: string;
}[] = [
  {
    rule: { type: "required_signatures" },
    push: "Commits must have verified signatures.",
    merge: "Commits must have verified signatures.",
  },
  {
    rule: { type: "commit_message_pattern", parameters: { operator: "starts_with", pattern: "INC-" } },
    push: "Commit message must start with a matching pattern: INC-",
    merge: "Commit message must start with a matching pattern: INC-",
  },
  {
    rule: {
      type: "commit_author_email_pattern",
      parameters: { operator: "ends_with", pattern: "@acme.example" },
    },
    push: "Commit author email must end with a matching pattern: @acme.example",
    merge: "Commit author email must end with a matching pattern: @acme.example",
  },
  {
    rule: {
      type: "committer_email_pattern",
      parameters: { operator: "regex", pattern: "^noreply@", negate: true },
    },
    push: "allowed",
    merge: "Committer email must not match a given regex pattern: ^noreply@",
  },
  {
    rule: { type: "branch_name_pattern", parameters: { operator: "contains", pattern: "feature/" } },
    push: "Branch name must contain a matching pattern: feature/",
    merge: "allowed",
  },
  {
    rule: {
      type: "workflows",
      parameters: { workflows: [{ path: ".github/workflows/ci.yml", repository_id: 5001 }] },
    },
    push: 'Required workflow ".github/workflows/ci.yml" is expected.',
    merge: 'Required workflow ".github/workflows/ci.yml" is expected.',
  },
  {
    rule: {
      type: "required_deployments",
      parameters: { required_deployment_environments: ["production"] },
    },
    push: "Missing successful active production deployment.",
    merge: "Missing successful active production deployment.",
  },
];

describe("a rule for all branches", () => {
  it.each(rows.map((row) => [row.rule.type, row] as const))(
    "%s judges pushes and merges",
    async (_type, row) => {
      const pull = await openReady();
      await require(row.rule);
      expect(await push(newBranch())).toContain(row.push);
      expect(await merge(pull)).toContain(row.merge);
    },
  );

  it("required_signatures lets authors squash what is theirs: GitHub signs it", async () => {
    const pull = await openReady();
    await require({ type: "required_signatures" });
    expect(await merge(pull, github.as("alice"))).toBe("allowed");
  });

  it("required_linear_history refuses a merge commit", async () => {
    await require({ type: "required_linear_history" });
    const branch = newBranch();
    await alice.git("checkout", "--quiet", "--no-track", "-B", branch, "origin/main");
    const side = await alice.git("commit-tree", "-p", "HEAD", "-m", "Side", "HEAD^{tree}");
    const both = await alice.git("commit-tree", "-p", "HEAD", "-p", side, "-m", "Both", "HEAD^{tree}");
    expect(await outcomeOf(alice.git("push", "--quiet", "origin", `${both}:refs/heads/${branch}`))).toContain(
      "This branch must not contain merge commits.",
    );
  });

  it("pull_request lets nobody push to a branch there is", async () => {
    const branch = newBranch();
    expect(await push(branch)).toBe("allowed");
    const parameters = {
      required_approving_review_count: 0,
      require_code_owner_review: false,
      dismiss_stale_reviews_on_push: false,
      require_last_push_approval: false,
      required_review_thread_resolution: false,
    };
    await require({ type: "pull_request", parameters });
    await alice.commit({ "more.md": "a\n" });
    expect(await outcomeOf(alice.git("push", "--quiet", "origin", branch))).toContain(
      "Changes must be made through a pull request.",
    );
  });
});

describe("the older branch protection", () => {
  const protect = (overrides: object = {}) =>
    github.as("olga").repos.updateBranchProtection({
      ...at,
      branch: "main",
      required_status_checks: { strict: false, contexts: ["ci/old"] },
      enforce_admins: true,
      required_pull_request_reviews: { required_approving_review_count: 1 },
      restrictions: null,
      ...overrides,
    });

  afterEach(async () => {
    await github.as("olga").repos.deleteBranchProtection({ ...at, branch: "main" });
  });

  it("stops a merge beside the rulesets, and is not told of among them", async () => {
    const pull = await openReady();
    const rules = async () => (await github.asApp().repos.getBranchRules({ ...at, branch: "main" })).data;
    const before = await rules();
    await protect();
    expect(await rules()).toEqual(before);
    expect(await merge(pull)).toContain('Required status check "ci/old" is expected.');
    const { data } = await github.asApp().repos.getBranch({ ...at, branch: "main" });
    expect(data).toMatchObject({ protected: true, protection: { enabled: true } });
  });

  it("is shown to administrators alone, with its signatures", async () => {
    await protect();
    const { repos } = github.as("olga");
    await repos.createCommitSignatureProtection({ ...at, branch: "main" });
    expect((await repos.getBranchProtection({ ...at, branch: "main" })).data).toMatchObject({
      required_status_checks: { contexts: ["ci/old"] },
      enforce_admins: { enabled: true },
      required_signatures: { enabled: true },
      required_pull_request_reviews: { required_approving_review_count: 1 },
    });
    for (const octokit of [github.as("alice"), github.asApp()]) {
      const asked = octokit.repos.getBranchProtection({ ...at, branch: "main" });
      expect(await outcomeOf(asked)).toMatch(/^403 /);
    }
  });

  it("lets administrators past unless it holds for them too", async () => {
    const head = newBranch();
    await alice.pushBranch(head, { "beside.md": "a\n" });
    await github.as("olga").repos.deleteRepoRuleset({ ...at, ruleset_id: 6001 });
    const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base: "main" });
    await protect();
    expect(await merge(data.number, github.as("olga"))).toContain("ci/old");
    await protect({ enforce_admins: false });
    expect(await merge(data.number, github.as("olga"))).toBe("allowed");
  });
});
