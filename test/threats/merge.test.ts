// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   TT3: An unapproved pull request is merged inside another one; GitHub shows it as merged.
//   TT4: A person past the rules pushes the commits of an open pull request; GitHub shows it as merged.
//   TT5: The merged content differs from the approved content.
//   TT8: The policy becomes stricter between the approval and the grant.
//   RF2: A request is removed and added again to run once more.
//   MP1: The pull request comes from a fork.
//   MP2: It is merged into another branch.
//   MP3: An admin merges past the rules.
//   MP4: A person, a deploy key or a token pushes a request to the default branch.
//   MP6: The ruleset is switched off for a minute.
//   MP7: The default branch is switched or renamed.
//   MP8: The repository is moved, made anew under its name, or made public.
//   MP9: A workflow posts a check of our name.
//   MP10: Our check would end as neutral or skipped, which GitHub counts as passed.
//   MP11: The default branch is rewritten, and a merged request is gone.
//   MP13: The author arms GitHub's auto-merge.
//   X1: Two pull requests have the same head; the decision about one is taken for the other's.
//   X2: A check of our name by another App is on the merged head.
//   X7: A branch or a tag is named like the ledger, the default branch or a pull request's head.
//   X26: A branch name is used again; earlier pushers of it are forgotten with the old branch.
//   X31: Something changes between two reads of one verification.
//   X33: A check is asked to run again.
//   X46: A pull request goes into a branch, is merged, and that branch is merged later.

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Seed } from "../../sandbox/src/seed.ts";
import { type Reconciled, reconcile } from "../../src/operations/reconcile.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at, type Clone, outcomeOf } from "../support/local-github.ts";
import {
  changeGate,
  expectRefused,
  letOwnersPast,
  pushPastRules,
  readFate,
  seedForPeople,
} from "../support/past-the-rules.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { askAndApproveLong, askLong, judge as judgeNow, longText } from "./long-request.ts";

let app: InProcess;

const ask = (overrides: Readonly<Record<string, string>> = {}) => askLong(app, overrides);
const judge = (number: number) => judgeNow(app, number);
const askAndApprove = (overrides: Readonly<Record<string, string>> = {}) => askAndApproveLong(app, overrides);

const mergeAs = (login: string, number: number, merge_method: "squash" | "merge" = "squash") =>
  app.as(login).pulls.merge({ ...at, pull_number: number, merge_method });

/** As an owner whom the gate lets past: over git's own protocol, and GitHub sees it. */
const pushAsOwner = (clone: Clone, commit = "HEAD") =>
  clone.pushAs(app.github.tokenOf("olga"), `${commit}:refs/heads/main`);

async function syncMain(clone: Clone): Promise<void> {
  await clone.git("fetch", "--quiet", "origin", "main");
  await clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
}

const branchName = (): string => `branch-${randomUUID()}`;

/** The second app of the seed may write checks, as GitHub Actions may. */
function seedWithOtherChecks(): Seed {
  const seed = seedForPeople();
  const apps = seed.apps.map((each, index) =>
    index === 1 ? { ...each, permissions: { ...each.permissions, checks: "write" as const } } : each,
  );
  return { ...seed, apps };
}

describe("past the rules", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess({ seed: seedWithOtherChecks() });
    await letOwnersPast(app.github, "always");
  }, 240_000);
  afterEach(async () => {
    expect(await app.listVisitors()).toEqual([]);
  });
  afterAll(() => app?.stop());

  it.each(["always", "pull_request", "exempt"] as const)(
    "MP3: an owner who may bypass them (%s) merges a request nobody approved, and it grants nothing",
    async (mode) => {
      await letOwnersPast(app.github, mode);
      const { path, number } = await ask();
      expect(await judge(number)).toBe("waiting");
      await mergeAs("olga", number);
      await letOwnersPast(app.github, "always");
      await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    },
  );

  it.each(["disabled", "evaluate"] as const)(
    "MP6: while the ruleset is %s the requester merges, and it grants nothing, also once the ruleset is back",
    async (enforcement) => {
      const { path, number } = await ask();
      expect(await outcomeOf(mergeAs("alice", number))).toMatch(/^405 /);
      await changeGate(app.github, { enforcement });
      await mergeAs("alice", number);
      await changeGate(app.github, { enforcement: "active" });
      await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    },
  );

  it("MP4: a request that an owner pushes grants nothing", async () => {
    const [path, clone] = [requestPath(), await app.clone("alice")];
    await clone.commit({ [path]: longText() });
    await pushAsOwner(clone);
    await expectRefused(app, path, { codes: ["NO_PULL_REQUEST"] });
  });

  it("MP4: a request that another app's token pushes, in somebody's name, grants nothing", async () => {
    const bypass = { actor_id: app.github.sandbox.reaper?.appId ?? 0, actor_type: "Integration" } as const;
    await changeGate(app.github, { bypass_actors: [{ ...bypass, bypass_mode: "always" }] });
    const [path, clone] = [requestPath(), await app.clone("carol")];
    await clone.commit({ [path]: longText() }, "Request (#1)\n\nReviewed-by: carol");
    await clone.pushAs(await app.github.appToken(app.github.sandbox.reaper), "HEAD:refs/heads/main");
    await letOwnersPast(app.github, "always");
    await expectRefused(app, path, { codes: ["NO_PULL_REQUEST"] });
  });

  it.each(["nobody", "carol"])(
    "TT4: an open pull request approved by %s, whose commit an owner pushes, is merged for GitHub and grants nothing",
    async (approver) => {
      const { path, number, head, clone } = approver === "carol" ? await askAndApprove() : await ask();
      await pushAsOwner(clone);
      const { data } = await app.as("alice").pulls.get({ ...at, pull_number: number });
      expect([data.merged, data.merge_commit_sha]).toEqual([true, head]);
      const codes = approver === "carol" ? ["MERGE_UNPROVEN"] : ["MERGE_UNPROVEN", "CHECK_UNPROVEN"];
      await expectRefused(app, path, { pull: number, codes });
    },
  );

  it.each(["nobody", "carol"])(
    "TT3: a pull request approved by %s, carried in by a merge of another one, is merged for GitHub and grants nothing",
    async (approver) => {
      const inner = approver === "carol" ? await askAndApprove() : await ask();
      const { clone } = inner;
      const carrier = branchName();
      await syncMain(clone);
      await clone.git("checkout", "--quiet", "-b", carrier);
      await clone.commit({ [`notes-${carrier}.md`]: "Nothing to see here.\n" });
      await clone.git("merge", "--quiet", "--no-edit", inner.head);
      await clone.git("push", "--quiet", "origin", carrier);
      const pull = { ...at, title: "Notes", head: carrier, base: "main" };
      const outer = (await app.as("alice").pulls.create(pull)).data.number;
      await approve(app.github, "carol", outer);
      expect(await judge(outer)).toBe("failure");
      await mergeAs("olga", outer, "merge");
      expect(await isMerged(app.github, inner.number)).toBe(true);
      await app.reconcile();
      app.travel(61);
      await app.reconcile();
      expect(await readFate(app, inner.path)).toMatchObject({
        granted: false,
        refusal: { codes: expect.arrayContaining(["MERGE_UNPROVEN"]) },
      });
    },
  );

  it("MP2, X46: what was merged into another branch grants nothing there, nor when that branch is merged", async () => {
    const lower = await ask();
    const base = await lower.clone.git("rev-parse", "--abbrev-ref", "HEAD");
    const [path, head] = [requestPath(), branchName()];
    await lower.clone.git("checkout", "--quiet", "-b", head);
    await lower.clone.commit({ [path]: longText() });
    await lower.clone.git("push", "--quiet", "origin", head);
    const upper = (await app.as("alice").pulls.create({ ...at, title: "Upper", head, base })).data.number;
    await approve(app.github, "carol", upper);
    expect(await judge(upper)).toBe("failure");
    await mergeAs("carol", upper);
    const { entries, lookAgainAt } = await app.reconcile();
    expect([entries, lookAgainAt]).toEqual([[], undefined]);
    await approve(app.github, "carol", lower.number);
    expect(await judge(lower.number)).toBe("failure");
    await mergeAs("olga", lower.number);
    await app.reconcile();
    app.travel(61);
    await app.reconcile();
    for (const each of [path, lower.path]) {
      const { granted, refusal } = await readFate(app, each);
      expect(granted).toBe(false);
      expect(refusal).toMatchObject({
        pull: lower.number,
        codes: expect.arrayContaining(["SECOND_REQUEST"]),
      });
    }
  });

  it("TT5: a file that was changed on the branch after its merge grants nothing", async () => {
    const { path, number, clone } = await askAndApprove();
    await mergeAs("carol", number);
    await syncMain(clone);
    await clone.commit({ [path]: longText({ duration: "23h" }) });
    await pushAsOwner(clone);
    await expectRefused(app, path, { pull: number, codes: ["MERGE_UNPROVEN"] });
  });

  it("TT5: a merge that was replaced by one with another file grants nothing", async () => {
    const { path, number, clone } = await askAndApprove();
    await mergeAs("carol", number);
    await syncMain(clone);
    await clone.commit({ [path]: longText({ duration: "23h" }) });
    await clone.git("reset", "--quiet", "--soft", "HEAD~2");
    await clone.git("commit", "--quiet", "--message", `Add it (#${number})`);
    await pushPastRules(app.github, clone);
    await expectRefused(app, path, { codes: ["NO_PULL_REQUEST"] });
  });

  it("X2, MP9: a check of our name by another app opens no gate and proves nothing", async () => {
    const { path, number, head } = await ask();
    await app.review(number);
    await approve(app.github, "carol", number);
    const { data } = await app.as("alice").checks.listForRef({ ...at, ref: head });
    const { reaper } = app.github.sandbox;
    await app.github.asApp(reaper).checks.create({
      ...at,
      name: "hallpass/decision",
      head_sha: head,
      status: "completed",
      conclusion: "success",
      ...(data.check_runs[0]?.external_id && { external_id: data.check_runs[0].external_id }),
    });
    expect(await outcomeOf(mergeAs("carol", number))).toMatch(/^405 /);
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
  });

  it("RF2: the name of a request that was refused is used up, also once its file is gone", async () => {
    const { path, number } = await ask();
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    const olga = await app.clone("olga");
    await olga.git("rm", "--quiet", path);
    await olga.git("commit", "--quiet", "--message", "Remove");
    await pushAsOwner(olga);
    const again = await openPull(app.github, "alice", { [path]: longText() });
    const checkResult = await app.review(again.number);
    expect(checkResult?.findings.map(({ code }) => code)).toEqual(["ID_USED"]);
  });

  it("TT8: a check that passed under earlier rules proves nothing for a request, whatever they say now", async () => {
    const { path, number } = await askAndApprove();
    const clone = await app.clone("olga");
    const file = "policies/orders-readonly.yaml";
    const text = await clone.git("show", `HEAD:${file}`);
    await clone.commit({ [file]: `${text.trimEnd()}\n# Looked at again.\n` });
    await clone.git("push", "--quiet", "origin", "HEAD:main");
    await app.deps.repository.fetch();
    const pinned = { ...app.deps, trustedCommit: await app.deps.repository.defaultTip() };
    await app.reconcile(pinned);
    await mergeAs("carol", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
  });

  it("X1: of two pull requests with one head, the decision about one is worth nothing for the other", async () => {
    const { path, number, head, clone } = await ask();
    const twin = branchName();
    await clone.git("push", "--quiet", "origin", `HEAD:refs/heads/${twin}`);
    const pull = { ...at, title: "Twin", head: twin, base: "main" };
    const other = (await app.as("alice").pulls.create(pull)).data.number;
    await approve(app.github, "carol", other);
    expect(await judge(other)).toBe("success");
    await approve(app.github, "carol", number);
    expect(await readCheck(app.github, head)).toMatchObject({ conclusion: "success" });
    // For GitHub one green check on the head is enough.
    await mergeAs("carol", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
  });

  it("X26: whoever pushed to an earlier branch of the name is no approver", async () => {
    // Where GitHub forgets a branch that was deleted before there was a pull request, only its commits tell of her.
    app.github.sandbox.control.behave({ activityOfGoneBranches: "kept" });
    const [branch, path] = [branchName(), requestPath()];
    const carol = await app.clone("carol");
    await carol.pushBranch(branch, { [path]: longText() });
    await carol.git("push", "--quiet", "origin", "--delete", branch);
    const alice = await app.clone("alice");
    await alice.pushBranch(branch, { [path]: longText() });
    const pull = { ...at, title: "Ask", head: branch, base: "main" };
    const { number } = (await app.as("alice").pulls.create(pull)).data;
    await approve(app.github, "carol", number);
    expect(await judge(number)).toBe("failure");
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["NOBODY_CAN_APPROVE", "CHECK_UNPROVEN"] });
    app.github.sandbox.control.behave({ activityOfGoneBranches: "forgotten" });
  });

  it("MP10: a check of ours ends as success or failure, or goes on waiting: never in another way that GitHub lets pass", async () => {
    const ends: (string | null)[] = [];
    const denied = await ask({ duration: "9d" });
    const waiting = await ask();
    const approved = await ask();
    await approve(app.github, "carol", approved.number);
    const other = await openPull(app.github, "alice", { [`${branchName()}.md`]: "Notes\n" });
    for (const { number, head } of [denied, waiting, approved, other]) {
      await app.review(number);
      const { data } = await app.as("alice").checks.listForRef({ ...at, ref: head, filter: "all" });
      ends.push(...data.check_runs.map(({ conclusion }) => conclusion));
    }
    expect(ends).toEqual(["failure", null, "success", "success"]);
  });

  // Leaves a tag called main behind, which a person's own git takes for the branch.
  it("X7: a branch or a tag that is named like another ref is not taken for it", async () => {
    const { path, number, clone } = await ask();
    const forged = await clone.commit({ [path]: longText({ duration: "23h" }) });
    const names = ["refs/heads", "refs/tags"].flatMap((kind) =>
      ["refs/heads/main", "origin/main", `refs/pull/${number}/head`, `pull/${number}/head`].map(
        (name) => `${kind}/${name}`,
      ),
    );
    const refs = [...names, "refs/tags/main", "refs/tags/access-ledger"];
    await clone.git("push", "--quiet", "origin", ...refs.map((ref) => `${forged}:${ref}`));
    await app.deps.repository.fetch([number]);
    const { data } = await app.as("alice").git.getRef({ ...at, ref: "heads/main" });
    expect(await app.deps.repository.defaultTip()).toBe(data.object.sha);
    expect(await app.deps.repository.pullHead(number)).not.toBe(forged);
    expect(await judge(number)).toBe("waiting");
    expect((await app.deps.ledger.read()).untrusted).toBeUndefined();
  });

  it("MP1: a pull request from a fork is denied, and merged all the same it grants nothing", async () => {
    await app.as("olga").repos.update({ ...at, allow_forking: true });
    const { data: fork } = await app.as("alice").repos.createFork(at);
    const [path, branch, clone] = [requestPath(), branchName(), await app.clone("alice")];
    await clone.commit({ [path]: longText() });
    const url = app.github.sandbox.cloneUrl
      .replace("//", `//x-access-token:${app.github.tokenOf("alice")}@`)
      .replace("acme/access", fork.full_name);
    await clone.git("push", "--quiet", url, `HEAD:refs/heads/${branch}`);
    const pull = { ...at, title: "Ask", head: `alice:${branch}`, base: "main" };
    const { number } = (await app.as("alice").pulls.create(pull)).data;
    await approve(app.github, "carol", number);
    expect(await judge(number)).toBe("failure");
    const head = await clone.git("rev-parse", "HEAD");
    expect((await readCheck(app.github, head))?.summary).toContain(
      "ask an administrator of the repository to give your team the role Write",
    );
    await mergeAs("olga", number);
    await app.reconcile();
    app.travel(61);
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({
      granted: false,
      refusal: { pull: number, codes: expect.arrayContaining(["FORK"]) },
    });
  });
});

describe("what was granted", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess({ seed: seedForPeople() });
  }, 240_000);
  afterAll(() => app?.stop());

  it("MP13: may have been merged by its own author, or by GitHub for them: the verification decides", async () => {
    const { path, number } = await askAndApprove({ duration: "1h" });
    await mergeAs("alice", number);
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ granted: true, lease: { pull: number } });
    expect(await app.listVisitors()).toHaveLength(1);
    app.travel(3600);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
  });

  const doubts: readonly [string, string, (asked: Awaited<ReturnType<typeof ask>>) => Promise<unknown>][] = [
    ["the approver turns out to ask for changes", "NOT_APPROVED", ({ number }) => object(number)],
    [
      "the approver turns out to be in the team no longer",
      "NOBODY_CAN_APPROVE",
      async () => app.github.sandbox.control.removeFromTeam("payments-leads", "carol"),
    ],
    ["the check turns out to have failed", "CHECK_UNPROVEN", ({ head }) => failCheck(head)],
  ];

  it.each(doubts)("X31: is ended after a minute when %s", async (_what, code, doubt) => {
    const asked = await askAndApprove();
    await mergeAs("carol", asked.number);
    // What the case before took back is granted again once no late call can take it.
    app.travel(10);
    await app.reconcile();
    expect(await app.listVisitors()).toHaveLength(1);
    const lines = app.log.length;
    await doubt(asked);
    await app.reconcile();
    expect(await app.listVisitors()).toHaveLength(1);
    app.travel(61);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
    const { lease } = await readFate(app, asked.path);
    expect(lease?.ended?.because).toBe("unproven");
    const alerts = app.log.slice(lines).map((line) => JSON.parse(line));
    expect(alerts).toContainEqual(
      expect.objectContaining({
        level: "error",
        alert: true,
        code: "GRANT_UNPROVEN",
        codes: [code],
        request: lease?.request,
      }),
    );
    if (code === "NOBODY_CAN_APPROVE") app.github.sandbox.control.addToTeam("payments-leads", "carol");
  });

  async function object(number: number): Promise<void> {
    const review = { ...at, pull_number: number, event: "REQUEST_CHANGES", body: "No." } as const;
    await app.as("carol").pulls.createReview(review);
  }

  async function dismiss(number: number): Promise<void> {
    const pull = { ...at, pull_number: number };
    const [review] = (await app.as("olga").pulls.listReviews(pull)).data;
    await app.as("olga").pulls.dismissReview({ ...pull, review_id: review?.id ?? 0, message: "No" });
  }

  async function failCheck(head: string): Promise<void> {
    const { data } = await app.as("alice").checks.listForRef({ ...at, ref: head });
    const external_id = data.check_runs[0]?.external_id ?? "";
    const run = { name: "hallpass/decision", head_sha: head, external_id } as const;
    await app.github.asApp().checks.create({ ...at, ...run, status: "completed", conclusion: "failure" });
  }

  it("X31: though it was held before, a second request for the same is looked at again a minute after its own grant", async () => {
    const first = await askAndApprove();
    await mergeAs("carol", first.number);
    await app.reconcile();
    app.travel(61);
    await app.reconcile();
    const second = await askAndApprove({ duration: "19h" });
    await mergeAs("carol", second.number);
    await app.reconcile();
    await object(second.number);
    app.travel(61);
    await app.reconcile();
    expect((await readFate(app, second.path)).lease?.ended?.because).toBe("unproven");
    expect((await readFate(app, first.path)).lease?.ended).toBeUndefined();
    expect(await app.listVisitors()).toHaveLength(1);
  });

  it("X33: a check that is asked to run again is decided again, and an old success is not repeated", async () => {
    const { number, head } = await askAndApprove();
    await dismiss(number);
    const check = await readCheck(app.github, head);
    expect(check).toMatchObject({ conclusion: "success" });
    await app.as("alice").checks.rerequestRun({ ...at, check_run_id: check?.id ?? 0 });
    expect(await judge(number)).toBe("waiting");
    expect(await readCheck(app.github, head)).toMatchObject({ status: "in_progress", conclusion: null });
    expect(await outcomeOf(mergeAs("carol", number))).toMatch(/^405 /);
  });
});

describe("a repository that is not what it was", { timeout: 60_000 }, () => {
  let held: string;
  let asked: Awaited<ReturnType<typeof ask>>;

  async function start(duration: string): Promise<void> {
    app = await startInProcess({ seed: seedForPeople() });
    const first = await askAndApprove({ duration });
    held = first.path;
    await mergeAs("carol", first.number);
    await app.reconcile();
    app.travel(61);
    await app.reconcile();
    expect(await app.listVisitors()).toHaveLength(1);
  }

  const kindsOf = ({ entries }: Reconciled): string[] => entries.map(({ kind }) => kind);

  /** Twice, with more than a minute between: nothing is granted, nothing refused for good, and nothing ended. */
  async function expectStopped(round: () => Promise<Reconciled> = app.reconcile): Promise<void> {
    for (const _time of [1, 2]) {
      const kinds = await round().then(kindsOf, () => []);
      expect(kinds.filter((kind) => kind !== "observed")).toEqual([]);
      app.travel(61);
    }
    expect(await readFate(app, asked.path)).toEqual({ granted: false });
    expect((await readFate(app, held)).lease?.ended).toBeUndefined();
    expect(await app.listVisitors()).toHaveLength(1);
  }

  async function expectGranted(): Promise<void> {
    await app.reconcile();
    expect(await readFate(app, asked.path)).toMatchObject({ granted: true });
  }

  const setUp = (settings: object) => app.as("olga").repos.update({ ...at, ...settings });

  describe("and is put back", () => {
    beforeAll(() => start("20h"), 60_000);
    afterAll(() => app?.stop());
    beforeEach(async () => {
      asked = await askAndApprove();
      await mergeAs("carol", asked.number);
    });

    it("MP7: with another default branch grants nothing and ends nothing, until it is put back", async () => {
      const clone = await app.clone("alice");
      await clone.git("push", "--quiet", "origin", "origin/main:refs/heads/trunk");
      await setUp({ default_branch: "trunk" });
      await expectStopped();
      await setUp({ default_branch: "main" });
      await expectGranted();
    });

    it("MP8: made public grants nothing and ends nothing, until it is private again", async () => {
      await setUp({ visibility: "public" });
      await expectStopped();
      await setUp({ visibility: "private" });
      await expectGranted();
    });

    it("MP8: under another name grants nothing and ends nothing, until it has its own again", async () => {
      await setUp({ name: "moved" });
      await expectStopped();
      await app.as("olga").repos.update({ owner: at.owner, repo: "moved", name: at.repo });
      await expectGranted();
    });

    it("MP8: made anew under its name, with another id, grants nothing and ends nothing", async () => {
      const anew = { ...app.deps, pin: { ...app.deps.pin, id: app.deps.pin.id + 1 } };
      await expectStopped(() => reconcile(anew));
      await expectGranted();
    });
  });

  describe("and stays so", () => {
    afterEach(() => app?.stop());

    it("MP11: rewritten, so that a granted request is gone, grants nothing; what is held runs to its end", async () => {
      await start("1h");
      const clone = await app.clone("olga");
      const whole = await clone.git("rev-parse", "HEAD");
      await pushPastRules(app.github, clone, "HEAD~1");
      asked = await ask();
      await approve(app.github, "carol", asked.number);
      expect(await judge(asked.number)).toBe("waiting");
      await changeGate(app.github, { enforcement: "disabled" });
      await mergeAs("carol", asked.number);
      await expectStopped();
      const alerts = app.log.filter((line) => line.includes("the default branch was rewritten"));
      expect(JSON.parse(alerts[0] ?? "{}")).toMatchObject({ alert: true, commit: whole });
      app.travel(3600);
      expect(kindsOf(await app.reconcile())).toEqual(["revoked"]);
      expect(await app.listVisitors()).toEqual([]);
      expect(await readFate(app, asked.path)).toEqual({ granted: false });
    });

    it("MP11: rewritten, grants again once an operator has pinned a new commit of it", async () => {
      await start("20h");
      asked = await askAndApprove();
      const clone = await app.clone("olga");
      await clone.git("reset", "--quiet", "--hard", "HEAD~1");
      const looked = await clone.commit({ "README.md": "Looked at.\n" });
      await pushPastRules(app.github, clone);
      await expectStopped();
      const pinned = { ...app.deps, trustedCommit: looked };
      await app.reconcile(pinned);
      const next = await ask();
      await approve(app.github, "carol", next.number);
      expect(await judge(next.number)).toBe("success");
      await mergeAs("carol", next.number);
      await app.reconcile(pinned);
      expect(await readFate(app, next.path)).toMatchObject({ granted: true });
    });
  });
});
