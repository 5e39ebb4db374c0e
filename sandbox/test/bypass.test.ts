import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import type { Ruleset } from "../src/seed.ts";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

type BypassActor = Ruleset["bypass_actors"][number];
const admins = { actor_id: null, actor_type: "OrganizationAdmin" } as const;
const reviewRule = {
  type: "pull_request" as const,
  parameters: {
    required_approving_review_count: 1,
    require_code_owner_review: false,
    dismiss_stale_reviews_on_push: true,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
};

// The branches start without rulesets; each test adds its own.
function seedWithoutRules() {
  const seed = exampleSeed();
  return { ...seed, repositories: seed.repositories.map((repository) => ({ ...repository, rulesets: [] })) };
}

let github: LocalGitHub;
let alice: Clone;
let branches = 0;

beforeAll(async () => {
  github = await startLocalGitHub({ seed: seedWithoutRules() });
  alice = await github.clone("alice");
});
afterAll(() => github.stop());

/** A new branch and a ruleset over it. */
async function guard(
  bypass_actors: readonly BypassActor[],
  enforcement: Ruleset["enforcement"] = "active",
): Promise<{ branch: string; ruleset_id: number }> {
  const branch = `guarded-${++branches}`;
  await alice.git("push", "--quiet", "origin", `origin/main:refs/heads/${branch}`);
  // A plain call, because the typed client does not know the bypass of a single user yet.
  const { status } = await github.call("/repos/acme/access/rulesets", {
    method: "POST",
    headers: { authorization: `Bearer ${github.tokenOf("olga")}` },
    body: JSON.stringify({
      name: branch,
      enforcement,
      target: "branch",
      conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
      bypass_actors,
      rules: [reviewRule],
    }),
  });
  expect(status).toBe(201);
  const { data } = await github.as("olga").repos.getRepoRulesets({ ...at, per_page: 100 });
  return { branch, ruleset_id: data.find(({ name }) => name === branch)?.id ?? 0 };
}

async function pushAs(token: string, branch: string): Promise<string> {
  await alice.git("fetch", "--quiet", "origin", branch);
  await alice.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  await alice.commit({ [`${branch}-${Date.now()}.txt`]: "pushed\n" });
  const outcome = await outcomeOf(alice.pushAs(token, `HEAD:refs/heads/${branch}`));
  return outcome.includes("Changes must be made through a pull request.") ? "refused" : outcome;
}

async function mergeAs(login: string, base: string): Promise<string> {
  const head = `into-${base}-by-${login}`;
  await alice.pushBranch(head, { [`${head}.txt`]: "merged\n" });
  const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base });
  const outcome = await outcomeOf(
    github.as(login).pulls.merge({ ...at, pull_number: data.number, merge_method: "squash" }),
  );
  return outcome.includes("At least 1 approving review is required") ? "refused" : outcome;
}

const listSuites = async (branch: string, filter: object = {}) => {
  const { data } = await github.as("olga").repos.getRepoRuleSuites({ ...at, ref: branch, ...filter });
  return data.map(({ result, actor_name }) => `${result} ${actor_name}`);
};

describe("a bypass", () => {
  const modes = [
    { mode: "always", push: "allowed", merge: "allowed", suites: ["bypass olga", "bypass olga"] },
    { mode: "pull_request", push: "refused", merge: "allowed", suites: ["bypass olga", "fail olga"] },
    { mode: "exempt", push: "allowed", merge: "allowed", suites: [] },
  ] as const;
  it.each(modes)("of mode $mode lets past pushes and merges as it says, and is recorded", async (row) => {
    const { branch } = await guard([{ ...admins, bypass_mode: row.mode }]);
    expect(await pushAs(github.tokenOf("olga"), branch)).toBe(row.push);
    expect(await mergeAs("olga", branch)).toBe(row.merge);
    expect(await listSuites(branch)).toEqual(row.suites);
    expect(await pushAs(github.tokenOf("alice"), branch)).toBe("refused");
    expect(await mergeAs("alice", branch)).toBe("refused");
  });

  const actors: readonly { who: BypassActor; past: string; not: string }[] = [
    { who: { ...admins, bypass_mode: "always" }, past: "olga", not: "carol" },
    { who: { actor_id: 302, actor_type: "Team", bypass_mode: "always" }, past: "carol", not: "olga" },
    { who: { actor_id: 1004, actor_type: "User", bypass_mode: "always" }, past: "dave", not: "olga" },
    { who: { actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }, past: "olga", not: "dave" },
    { who: { actor_id: 4, actor_type: "RepositoryRole", bypass_mode: "always" }, past: "dave", not: "" },
    {
      who: { actor_id: 7002, actor_type: "Integration", bypass_mode: "always" },
      past: "janitor",
      not: "olga",
    },
    { who: { actor_id: null, actor_type: "DeployKey", bypass_mode: "always" }, past: "", not: "olga" },
  ];
  const tokenOf = (name: string) =>
    name === "janitor" ? github.appToken(github.sandbox.apps[1]) : github.tokenOf(name);
  it.each(actors)("is for $who.actor_type $who.actor_id and nobody else", async ({ who, past, not }) => {
    const { branch } = await guard([who]);
    if (past !== "") expect(await pushAs(await tokenOf(past), branch)).toBe("allowed");
    if (not !== "") expect(await pushAs(await tokenOf(not), branch)).toBe("refused");
    expect(await pushAs(await github.appToken(), branch)).toBe("refused");
  });

  it("is not had by merely being an administrator", async () => {
    const { branch } = await guard([]);
    expect(await pushAs(github.tokenOf("olga"), branch)).toBe("refused");
    expect(await mergeAs("olga", branch)).toBe("refused");
  });

  it("does not make a pull request look mergeable to those who look", async () => {
    const { branch } = await guard([{ actor_id: 1001, actor_type: "User", bypass_mode: "always" }]);
    await alice.pushBranch("looked-at", { "looked-at.txt": "1\n" });
    const pull = { ...at, title: "Look", head: "looked-at", base: branch };
    const { data } = await github.as("alice").pulls.create(pull);
    expect(data.mergeable_state).toBe("blocked");
  });
});

describe("a ruleset", () => {
  it.each(["disabled", "evaluate"] as const)("that is set to %s stops nobody", async (enforcement) => {
    const { branch } = await guard([], enforcement);
    expect(await pushAs(github.tokenOf("alice"), branch)).toBe("allowed");
    const { data } = await github.as("olga").repos.getRepoRuleSuites({ ...at, ref: branch });
    expect(data.map(({ result, evaluation_result }) => [result, evaluation_result])).toEqual(
      enforcement === "disabled" ? [] : [["pass", "fail"]],
    );
    expect((await github.as("eve").repos.getBranchRules({ ...at, branch })).data).toEqual([]);
  });

  it("is changed and taken away by an administrator while everything runs", async () => {
    const { branch, ruleset_id } = await guard([]);
    const olga = github.as("olga").repos;
    const push = () => pushAs(github.tokenOf("alice"), branch);
    expect(await push()).toBe("refused");
    const { data: loosened } = await olga.updateRepoRuleset({ ...at, ruleset_id, enforcement: "disabled" });
    expect(loosened).toMatchObject({ name: branch, enforcement: "disabled", rules: [reviewRule] });
    expect(await push()).toBe("allowed");
    await olga.updateRepoRuleset({ ...at, ruleset_id, enforcement: "active" });
    expect(await push()).toBe("refused");
    await olga.deleteRepoRuleset({ ...at, ruleset_id });
    expect(await push()).toBe("allowed");
    expect(await outcomeOf(olga.getRepoRuleset({ ...at, ruleset_id }))).toMatch(/^404 /);
  });

  it("tells when it changed, and who may bypass it only to those who may change it", async () => {
    const bypass = [{ ...admins, bypass_mode: "pull_request" } as const];
    const { ruleset_id } = await guard(bypass);
    const read = async (login: string) =>
      (await github.as(login).repos.getRepoRuleset({ ...at, ruleset_id })).data;
    expect(await read("olga")).toMatchObject({
      bypass_actors: bypass,
      current_user_can_bypass: "pull_requests_only",
      updated_at: expect.stringMatching(/Z$/),
    });
    expect(await read("alice")).toMatchObject({ current_user_can_bypass: "never" });
    expect(Object.keys(await read("alice"))).not.toContain("bypass_actors");
    const { data } = await github.asApp().repos.getRepoRuleset({ ...at, ruleset_id });
    expect(Object.keys(data)).not.toContain("bypass_actors");
  });

  it("is out of the reach of writers, and so are rule suites", async () => {
    const { ruleset_id } = await guard([]);
    for (const login of ["alice", "eve"]) {
      const { repos } = github.as(login);
      const create = { ...at, name: "mine", enforcement: "active" } as const;
      expect(await outcomeOf(repos.createRepoRuleset(create))).toMatch(/^403 /);
      expect(await outcomeOf(repos.updateRepoRuleset({ ...at, ruleset_id }))).toMatch(/^403 /);
      expect(await outcomeOf(repos.deleteRepoRuleset({ ...at, ruleset_id }))).toMatch(/^403 /);
      expect(await outcomeOf(repos.getRepoRuleSuites(at))).toMatch(/^403 /);
    }
    expect(await outcomeOf(github.asApp().repos.getRepoRuleSuites(at))).toMatch(/^403 /);
  });

  it("with a rule nobody would enforce is not taken", async () => {
    const create = { ...at, name: "more", enforcement: "active" } as const;
    const rules = [{ type: "max_file_size" as const, parameters: { max_file_size: 1 } }];
    expect(await outcomeOf(github.as("olga").repos.createRepoRuleset({ ...create, rules }))).toMatch(
      /^501 The rule max_file_size is not supported/,
    );
    expect(await outcomeOf(github.as("olga").repos.createRepoRuleset({ ...create, target: "tag" }))).toMatch(
      /^501 Rulesets for a tag/,
    );
  });
});

describe("rule suites", () => {
  it("tell who moved what, from where to where, and what each rule said", async () => {
    const { branch, ruleset_id } = await guard([{ ...admins, bypass_mode: "always" }]);
    await alice.git("fetch", "--quiet", "origin", branch);
    const before = await alice.git("rev-parse", "FETCH_HEAD");
    expect(await pushAs(github.tokenOf("olga"), branch)).toBe("allowed");
    const after = await alice.git("rev-parse", "HEAD");
    expect(await pushAs(github.tokenOf("alice"), branch)).toBe("refused");
    const olga = github.as("olga").repos;
    const { data } = await olga.getRepoRuleSuites({ ...at, ref: branch, rule_suite_result: "bypass" });
    expect(data).toMatchObject([
      {
        result: "bypass",
        actor_id: 1009,
        actor_name: "olga",
        ref: `refs/heads/${branch}`,
        before_sha: before,
        after_sha: after,
        repository_id: 5001,
      },
    ]);
    const { data: suite } = await olga.getRepoRuleSuite({ ...at, rule_suite_id: data[0]?.id ?? 0 });
    expect(suite.rule_evaluations).toEqual([
      {
        rule_source: { type: "ruleset", id: ruleset_id, name: branch },
        enforcement: "active",
        result: "fail",
        rule_type: "pull_request",
        details: "Changes must be made through a pull request.",
      },
    ]);
    expect(await listSuites(branch, { rule_suite_result: "fail" })).toEqual(["fail alice"]);
    expect(await listSuites(branch, { actor_name: "Olga" })).toEqual(["bypass olga"]);
  });

  it("call a merge that met every rule a pass", async () => {
    const { branch } = await guard([]);
    await alice.pushBranch("met", { "met.txt": "1\n" });
    const { data } = await github
      .as("alice")
      .pulls.create({ ...at, title: "Met", head: "met", base: branch });
    const pull = { ...at, pull_number: data.number };
    await github.as("carol").pulls.createReview({ ...pull, event: "APPROVE" });
    await github.as("dave").pulls.merge({ ...pull, merge_method: "squash" });
    expect(await listSuites(branch)).toEqual(["pass dave"]);
  });
});

describe("approval of the last push", () => {
  async function openPull(head: string) {
    const { branch, ruleset_id } = await guard([]);
    const rule = { ...reviewRule.parameters, dismiss_stale_reviews_on_push: false };
    const parameters = { ...rule, require_last_push_approval: true };
    const rules = [{ type: reviewRule.type, parameters }];
    await github.as("olga").repos.updateRepoRuleset({ ...at, ruleset_id, rules });
    await alice.pushBranch(head, { [`${head}.txt`]: "1\n" });
    const { data } = await github.as("alice").pulls.create({ ...at, title: head, head, base: branch });
    const pull = { ...at, pull_number: data.number };
    const more = async (login: string) => {
      await alice.git("checkout", "--quiet", head);
      await alice.commit({ [`${head}-${login}.txt`]: "more\n" });
      await alice.pushAs(github.tokenOf(login), head);
    };
    const approve = (login: string) => github.as(login).pulls.createReview({ ...pull, event: "APPROVE" });
    const merge = () => outcomeOf(github.as("olga").pulls.merge({ ...pull, merge_method: "squash" }));
    const set = (state: "open" | "closed") => github.as("alice").pulls.update({ ...pull, state });
    return { more, approve, merge, set };
  }
  const refusal = /^405 .*someone other than the last pusher/s;

  it("is not given by whoever pushed last, though the approval counts otherwise", async () => {
    const { more, approve, merge } = await openPull("pushed-by-carol");
    await more("carol");
    await approve("carol");
    expect(await merge()).toMatch(refusal);
    await approve("dave");
    expect(await merge()).toBe("allowed");
  });

  it("is not given before that push", async () => {
    const { more, approve, merge } = await openPull("approved-before");
    await approve("dave");
    await more("alice");
    expect(await merge()).toMatch(refusal);
    await approve("dave");
    expect(await merge()).toBe("allowed");
  });

  it("is owed by whoever pushed while the pull request was closed, not by who opened it again", async () => {
    const { more, approve, merge, set } = await openPull("pushed-while-closed");
    await set("closed");
    await more("carol");
    await set("open");
    await approve("carol");
    expect(await merge()).toMatch(refusal);
    await approve("dave");
    expect(await merge()).toBe("allowed");
  });
});
