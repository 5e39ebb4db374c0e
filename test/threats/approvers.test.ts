// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA1: The requester approves their own pull request through the API.
//   SA2: An approver changes the role or the subject in another person's branch, then approves it.
//   SA3: An approver pushes, a third person pushes last, and the approver approves.
//   SA4: The requester has a second account, and that one is in the approving team.
//   SA5: A bot or a workflow opens the pull request for bob, and bob approves.
//   SA7: Another installed App approves.
//   SA8: An approver lets a colleague ask in the approver's name, then approves.
//   X26: A branch name is used again; earlier pushers of it are forgotten with the old branch.

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createQueue } from "../../src/lanes/queue.ts";
import { createPushWatch } from "../../src/service/push-watch.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at, type Clone } from "../support/local-github.ts";
import { letOwnersPast, readFate } from "../support/past-the-rules.ts";
import { approve, requestPath } from "../support/people.ts";
import { approversSeed } from "./approvers-seed.ts";
import { type Asked, merged, openDesk, signAs, waiting } from "./desk.ts";

let app: InProcess;
let desk: ReturnType<typeof openDesk>;
beforeAll(async () => {
  app = await startInProcess({ seed: approversSeed() });
  desk = openDesk(app);
}, 240_000);
afterAll(() => app?.stop());
afterEach(() => vi.restoreAllMocks());

/** Another role than was asked for. */
const widened = visitorText({ entitlements: "[{ provider: memory, resource: sandbox, role: guide }]" });

const unapproved = new Map<string, Pick<Asked, "number" | "path"> & { readonly codes: readonly string[] }>();

/** What the app does not merge now; the latest of each row is merged past every rule in the last test. */
async function expectUnapproved(
  row: string,
  { number, path }: Pick<Asked, "number" | "path">,
  verdict: { status: string; codes: string[] } = waiting,
) {
  expect(await desk.judge(number)).toEqual(verdict);
  unapproved.set(row, { number, path, codes: [...verdict.codes, "CHECK_UNPROVEN"] });
}

async function expectGranted({ number, path }: Asked) {
  expect(await desk.judge(number)).toEqual(merged);
  await app.reconcile();
  expect((await readFate(app, path)).granted).toBe(true);
}

describe("whoever has a hand in a request", { timeout: 60_000 }, () => {
  it("SA1: the requester leads the team, and approves: GitHub refuses it, and the app would not count it", async () => {
    const asked = await desk.ask();
    expect(await desk.approveAs("alice", asked.number)).toContain("422");
    const { head } = asked;
    const reviewer = { id: 1001, login: "alice", type: "User" } as const;
    const own = { id: 1, reviewer, state: "APPROVED", commit: head, submittedAt: new Date() } as const;
    vi.spyOn(app.deps.github, "listReviews").mockResolvedValue([own]);
    await expectUnapproved("SA1", asked);
  });

  it("SA1: the same request is granted on somebody else's word", async () => {
    const asked = await desk.ask();
    await approve(app.github, "bob", asked.number);
    await expectGranted(asked);
  });

  it.each<[string, (asked: Asked) => Promise<unknown>]>([
    [
      "pushed",
      async (asked) => {
        const bob = await desk.checkOut(asked, "bob");
        await bob.commit({ [asked.path]: widened });
        await signAs(bob, { author: desk.emailOf("alice") });
        await bob.git("push", "--quiet", "origin", "HEAD");
      },
    ],
    [
      "edited in the browser",
      async ({ path, branch }) => {
        const { data } = await app.as("bob").repos.getContent({ ...at, path, ref: branch });
        if (!("sha" in data)) throw new Error(`${path} is no file.`);
        const content = Buffer.from(widened).toString("base64");
        const change = { ...at, path, branch, content, sha: data.sha, message: "Widen" };
        await app.as("bob").repos.createOrUpdateFileContents(change);
      },
    ],
    [
      "authored",
      async ({ clone, path }) => {
        await clone.commit({ [path]: widened });
        await signAs(clone, { author: desk.emailOf("bob"), committer: desk.emailOf("alice") });
        await clone.git("push", "--quiet", "origin", "HEAD");
      },
    ],
    [
      "committed",
      async ({ clone, path }) => {
        await clone.commit({ [path]: widened });
        await signAs(clone, { author: desk.emailOf("alice"), committer: desk.emailOf("bob") });
        await clone.git("push", "--quiet", "origin", "HEAD");
      },
    ],
    [
      "merged into its branch, from one that a bot opened,",
      async (asked) => {
        const bob = await desk.checkOut(asked, "bob");
        const side = `side-${asked.number}`;
        await bob.git("checkout", "--quiet", "-b", side);
        await bob.commit({ [asked.path]: widened });
        await signAs(bob, { author: desk.emailOf("alice") });
        await bob.git("push", "--quiet", "origin", "HEAD");
        const bot = app.github.asApp(app.github.sandbox.reaper);
        const { data } = await bot.pulls.create({ ...at, title: side, head: side, base: asked.branch });
        await app.as("bob").pulls.merge({ ...at, pull_number: data.number, merge_method: "squash" });
      },
    ],
  ])(
    "SA2: what an approver %s in somebody's branch is not for that approver to approve",
    async (_how, change) => {
      const asked = await desk.ask();
      await change(asked);
      await approve(app.github, "bob", asked.number);
      await expectUnapproved("SA2", asked);
    },
  );

  it("SA3: a push counts for ever, whoever pushes last and whatever is left of it", async () => {
    const carol = await desk.cloneOf("carol");
    const path = requestPath();
    const branch = `first-${Date.now()}`;
    await carol.pushBranch(branch, { [path]: widened });
    const alice = await desk.cloneOf("alice");
    await alice.git("checkout", "--quiet", "-B", branch, "origin/main");
    const head = await alice.commit({ [path]: visitorText() });
    await alice.git("push", "--quiet", "--force", "origin", branch);
    const number = await desk.openFrom("alice", branch);
    const { data: commits } = await app.as("alice").pulls.listCommits({ ...at, pull_number: number });
    expect(commits.map(({ sha, author }) => [sha, author?.login])).toEqual([[head, "alice"]]);
    await approve(app.github, "carol", number);
    await expectUnapproved("SA3", { number, path });
  });

  /** A branch of alice's with her request, begun by others; who may approve it, and why the others may not. */
  const askFrom = async (branch: string) => {
    const path = requestPath();
    const alice = await desk.cloneOf("alice");
    await alice.git("fetch", "--quiet", "origin");
    await alice.git("checkout", "--quiet", "-B", branch, "origin/main");
    const head = await alice.commit({ [path]: visitorText() });
    await alice.git("push", "--quiet", "--force", "origin", branch);
    return { path, branch, clone: alice, head, number: await desk.openFrom("alice", branch) };
  };
  const eligibleFor = async (number: number) =>
    (await desk.decideNow(number)).eligible.map(({ login }) => login).sort();
  const tip = async () => (await app.as("alice").git.getRef({ ...at, ref: "heads/main" })).data.object.sha;

  it("X26: a lead, or a bot, who made the branch at the tip of the default branch has no hand in what is put there", async () => {
    for (const [name, as] of [
      ["lead", app.as("bob")],
      ["bot", app.github.asApp(app.github.sandbox.reaper)],
    ] as const) {
      const branch = `made-by-${name}-${Date.now()}`;
      await as.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: await tip() });
      const asked = await askFrom(branch);
      await approve(app.github, "bob", asked.number);
      await expectGranted(asked);
    }
  });

  it("X26: a lead who used the name for something else, and deleted it, has no hand in what is put there", async () => {
    const branch = `used-before-${Date.now()}`;
    const bob = await desk.cloneOf("bob");
    await bob.pushBranch(branch, { [requestPath()]: visitorText({ subject: "bob" }) });
    await bob.git("push", "--quiet", "origin", "--delete", branch);
    const asked = await askFrom(branch);
    await approve(app.github, "bob", asked.number);
    await expectGranted(asked);
  });

  it.each<[string, (bob: Clone, asked: Asked) => Promise<unknown>]>([
    ["as it is", (bob, { branch }) => bob.git("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`)],
    [
      "with a commit on top",
      async (bob, { branch }) => {
        await bob.commit({ "notes.md": "Later.\n" });
        await bob.git("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
      },
    ],
    [
      "on top of something else",
      async (bob, { branch, head }) => {
        await bob.git("checkout", "--quiet", "-B", branch, "origin/main");
        await bob.commit({ "notes.md": "Before.\n" });
        await bob.git("merge", "--quiet", "--no-edit", head);
        await bob.git("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
      },
    ],
  ])(
    "X26: who deletes the branch and makes it anew with the same commits, %s, has a hand in it",
    async (_how, push) => {
      // What was pushed while there was no pull request, and is gone, only a log that is kept tells.
      app.github.sandbox.control.behave({ activityOfGoneBranches: "kept" });
      const branch = `recreated-${Date.now()}`;
      const asked = await askFrom(branch);
      const bob = await desk.checkOut(asked, "bob");
      await asked.clone.git("push", "--quiet", "origin", "--delete", branch);
      await push(bob, asked);
      await bob.git("push", "--quiet", "origin", "--delete", branch);
      await asked.clone.git("push", "--quiet", "origin", `${asked.head}:refs/heads/${branch}`);
      const number = await desk.openFrom("alice", branch);
      expect(await eligibleFor(number)).not.toContain("bob");
      expect(await eligibleFor(number)).toContain("carol");
      app.github.sandbox.control.behave({ activityOfGoneBranches: "forgotten" });
    },
  );

  /** What the app does on a push. */
  async function hearPush(branch: string, clone: Clone, by: number): Promise<void> {
    const queue = createQueue((_key, error) => expect.fail(String(error)));
    createPushWatch(app.deps, queue)({ branch, after: await clone.git("rev-parse", "HEAD"), by });
    await queue.idle();
  }

  it("X26: who put it on a branch that was deleted before there was a pull request has a hand in it, though GitHub forgets", async () => {
    const branch = `forgotten-${Date.now()}`;
    const path = requestPath();
    const bob = await desk.cloneOf("bob");
    await bob.pushBranch(branch, { [path]: visitorText() });
    await hearPush(branch, bob, 1002);
    await bob.git("push", "--quiet", "origin", "--delete", branch);
    const alice = await desk.cloneOf("alice");
    await alice.pushBranch(branch, { [path]: visitorText() });
    const number = await desk.openFrom("alice", branch);
    expect(await eligibleFor(number)).not.toContain("bob");
    expect(await eligibleFor(number)).toContain("carol");
  });

  it("X26: a lead who used the name for something else is heard, forgotten by GitHub, and has no hand in it", async () => {
    const branch = `forgotten-other-${Date.now()}`;
    const bob = await desk.cloneOf("bob");
    await bob.pushBranch(branch, { [requestPath()]: visitorText({ subject: "bob" }) });
    await hearPush(branch, bob, 1002);
    await bob.git("push", "--quiet", "origin", "--delete", branch);
    const asked = await askFrom(branch);
    await approve(app.github, "bob", asked.number);
    await expectGranted(asked);
  });

  it("SA3: an approver who pressed “Update branch” is told so, and what helps", async () => {
    const asked = await desk.ask("alice", { folder: "oncall" });
    const heidi = await desk.checkOut(asked, "heidi");
    await heidi.git("fetch", "--quiet", "origin", "main");
    const tree = await heidi.git("rev-parse", "HEAD^{tree}");
    const merge = await heidi.git("commit-tree", tree, "-p", "HEAD", "-p", "origin/main", "-m", "Merge main");
    await heidi.git("push", "--quiet", "origin", `${merge}:refs/heads/${asked.branch}`);
    const text = JSON.stringify(await desk.decideNow(asked.number));
    expect(text).toContain("heidi merged the default branch into its branch (“Update branch”).");
    expect(text).toContain("Or put the file on a new branch, with a name that was never used");
  });

  it("SA3: nobody's word counts while it cannot be read who pushed", async () => {
    const asked = await desk.ask();
    await approve(app.github, "bob", asked.number);
    const unreadable = vi.spyOn(app.deps.github, "listMoves").mockResolvedValue(undefined);
    expect(await desk.judge(asked.number)).toEqual({ status: "denied", codes: ["PUSHERS_UNKNOWN"] });
    unreadable.mockRestore();
    const late = vi.spyOn(app.deps.github, "listMoves").mockResolvedValue([]);
    expect(await desk.judge(asked.number)).toEqual({ status: "waiting", codes: [] });
    late.mockRestore();
    await expectGranted(asked);
  });

  it.each([
    ["that the map names", "alice2"],
    ["that no map names", "zoe"],
  ])("SA4: a second account in the approving team, %s, approves nothing", async (_name, other) => {
    const asked = await desk.ask();
    await approve(app.github, other, asked.number);
    await expectUnapproved("SA4", asked);
  });

  it("SA4: nor does the first account approve what the second one pushed", async () => {
    const asked = await desk.ask("frank");
    const second = await desk.checkOut(asked, "carol2");
    await second.commit({ [asked.path]: visitorText({ subject: "frank", duration: "3h" }) });
    await second.git("push", "--quiet", "origin", "HEAD");
    await approve(app.github, "carol", asked.number);
    await expectUnapproved("SA4", asked);
  });

  it("SA5: what a bot opened for bob is denied, whoever approves", async () => {
    const path = requestPath("behalf");
    const bob = await desk.cloneOf("bob");
    const branch = `bot-${Date.now()}`;
    await bob.git("checkout", "--quiet", "-B", branch, "origin/main");
    await bob.commit({ [path]: visitorText({ subject: "bob" }) });
    const bot = app.github.sandbox.reaper;
    await bob.pushAs(await app.github.appToken(bot), `HEAD:refs/heads/${branch}`);
    const pull = { ...at, title: branch, head: branch, base: "main" };
    const { data } = await app.github.asApp(bot).pulls.create(pull);
    for (const login of ["bob", "carol"]) await approve(app.github, login, data.number);
    const codes = ["REQUESTER_NOT_A_PERSON", "BOT_PUSHED", "REQUESTER_NOT_ALLOWED"];
    await expectUnapproved("SA5", { number: data.number, path }, { status: "denied", codes });
  });

  it.each(["bob", "BOB"])(
    "SA5, SA8: what a colleague asks for %s is not for bob to approve",
    async (subject) => {
      const asked = await desk.ask("frank", { folder: "behalf", subject });
      await approve(app.github, "bob", asked.number);
      await expectUnapproved("SA8", asked);
    },
  );

  it("SA7: another App's review counts for nothing", async () => {
    const asked = await desk.ask();
    const bot = app.github.asApp(app.github.sandbox.reaper);
    await bot.pulls.createReview({ ...at, pull_number: asked.number, event: "APPROVE" });
    await expectUnapproved("SA7", asked);
  });
});

it("SA1, SA2, SA3, SA4, SA5, SA7, SA8: none of these grants anything when it is merged past every rule", {
  timeout: 120_000,
}, async () => {
  const all = [...unapproved.values()];
  expect(unapproved.size).toBe(7);
  await letOwnersPast(app.github, "always");
  for (const { number } of all)
    await app.as("olga").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  const fates = await Promise.all(all.map(({ path }) => readFate(app, path)));
  const told = fates.map(({ granted: given, refusal }) => [given, refusal?.pull, refusal?.codes]);
  expect(told).toEqual(all.map(({ number, codes }) => [false, number, codes]));
});
