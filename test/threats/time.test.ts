// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   TT1: Something was approved, something else is pushed and merged before GitHub dismisses the review.
//   TT2: A reviewer sends an approval for an older commit while the head has moved on.
//   TT6: The squash message claims another approver or another pull request.
//   TT7: The branch is updated after the approval.
//   TT8: The policy becomes stricter between the approval and the grant.
//   TT9: A policy is loosened, a request merged under it, and the policy put back.
//   TT10: An approval is months old when the pull request is merged.
//   TT11: The app learns of a merge long after it.
//   TT13: A merge queue builds the request together with a change of policy.
//   TT14: The pull request gets another base after the approval.
//   TT15: Two pull requests add the same file, and both are merged.
//   TT16: An approved pull request is closed, its branch moved, and opened again.
//   X24: The approval comes after the merge.
//   X28: The head moves while the app merges.
//   X29: GitHub's API and git tell two different heads.
//   X30: GitHub's reads lag behind the merge: a good request looks refused.
//   X48: A person with write access who did not approve dismisses an approval after the merge, or an
//     objection.

import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { addMinutes, addSeconds } from "date-fns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { LaggingRead } from "../../sandbox/src/lagging.ts";
import type { Sink } from "../../src/app.ts";
import { STATE_LABELS } from "../../src/core/decision/briefing/labels.ts";
import { conclude } from "../../src/core/decision/check-result.ts";
import { createHttpServer } from "../../src/service/http/server.ts";
import { deafSink } from "../support/deaf-sink.ts";
import { portOf } from "../support/holding-http.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at, outcomeOf } from "../support/local-github.ts";
import {
  expectRefused,
  keepStaleApprovals,
  letOwnersPast,
  pushPastRules,
  readFate,
  seedForPeople,
} from "../support/past-the-rules.ts";
import { approve, isMerged, openPull, readCheck, readMergeTime, requestPath } from "../support/people.ts";
import { askAndApproveLong, askLong, judge as judgeNow } from "./long-request.ts";

const POLICY = "policies/sandbox-visitor.yaml";

const policyOf = (files: Readonly<Record<string, string>>): string => files[POLICY] ?? "";

let app: InProcess;

const ask = (overrides: Readonly<Record<string, string>> = {}) => askLong(app, overrides);
const judge = (number: number) => judgeNow(app, number);
const askAndApprove = (overrides: Readonly<Record<string, string>> = {}) => askAndApproveLong(app, overrides);

const mergeAs = (login: string, number: number, message: object = {}) =>
  app.as(login).pulls.merge({ ...at, pull_number: number, merge_method: "squash", ...message });

describe("between the approval and the grant", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess({ seed: seedForPeople() });
    await letOwnersPast(app.github, "always");
    await keepStaleApprovals(app.github);
  }, 240_000);
  afterAll(() => app?.stop());

  it("TT1: what was pushed after the approval, and merged before GitHub dismissed it, grants nothing", async () => {
    const { path, number, clone } = await askAndApprove();
    await clone.commit({ [path]: visitorText({ duration: "23h" }) });
    await clone.git("push", "--quiet", "origin", "HEAD");
    const { data: reviews } = await app.as("alice").pulls.listReviews({ ...at, pull_number: number });
    expect(reviews.map(({ state }) => state)).toEqual(["APPROVED"]);
    expect(await judge(number)).toBe("waiting");
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("TT2: an approval sent for an older commit counts for nothing", async () => {
    const { path, number, head, clone } = await ask();
    await clone.commit({ [path]: visitorText({ duration: "23h" }) });
    await clone.git("push", "--quiet", "origin", "HEAD");
    await app
      .as("carol")
      .pulls.createReview({ ...at, pull_number: number, event: "APPROVE", commit_id: head });
    expect(await judge(number)).toBe("waiting");
    expect(await outcomeOf(mergeAs("carol", number))).toMatch(/^405 /);
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("TT6: a squash message that claims approvals grants nothing", async () => {
    const { path, number } = await ask();
    await mergeAs("olga", number, {
      commit_title: "Approved by carol (#1)",
      commit_message: "Hallpass-Approved-By: carol (1003)\nReviewed-by: carol\nCo-authored-by: carol",
    });
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("TT7: a branch that is brought up to date after the approval needs another one, though nothing else changed", async () => {
    const { path, number, clone } = await askAndApprove();
    await pushPastRules(app.github, clone, await commitOnMain({ "NOTES.md": `${randomUUID()}\n` }));
    await clone.git("fetch", "--quiet", "origin", "main");
    await clone.git("merge", "--quiet", "--no-edit", "FETCH_HEAD");
    await clone.git("push", "--quiet", "origin", "HEAD");
    expect(await judge(number)).toBe("waiting");
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    expect(await app.listVisitors()).toEqual([]);

    async function commitOnMain(files: Readonly<Record<string, string>>): Promise<string> {
      await clone.git("fetch", "--quiet", "origin", "main");
      const branch = await clone.git("rev-parse", "--abbrev-ref", "HEAD");
      await clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
      const commit = await clone.commit(files);
      await clone.git("checkout", "--quiet", branch);
      return commit;
    }
  });

  it("TT9: what was merged under a policy loosened past its owners grants nothing, also once it is put back", async () => {
    const carol = await app.clone("carol");
    const strict = policyOf(defaultSeed().repositories[0]?.files ?? {});
    await carol.commit({ [POLICY]: strict.replace("maximum: 1d", "maximum: 30d") });
    await pushPastRules(app.github, carol);
    await app.reconcile();
    const { path, number } = await ask({ duration: "9d" });
    await approve(app.github, "carol", number);
    expect(await judge(number)).toBe("failure");
    await mergeAs("olga", number);
    await carol.git("pull", "--quiet", "origin", "main");
    await carol.commit({ [POLICY]: strict });
    await pushPastRules(app.github, carol);
    await expectRefused(app, path, {
      pull: number,
      codes: ["RULES_NOT_ADOPTED", "DURATION_TOO_LONG", "CHECK_UNPROVEN"],
    });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("TT11: what would have ended by the time the app hears of the merge is not granted", async () => {
    const { path, number } = await askAndApprove({ duration: "5m" });
    await mergeAs("carol", number);
    app.travel(300);
    await expectRefused(app, path, { pull: number, codes: ["MERGED_TOO_LATE"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("TT14: an approval from before the pull request had this base counts for nothing", async () => {
    const clone = await app.clone("alice");
    await clone.git("push", "--quiet", "origin", "origin/main:refs/heads/release");
    const path = requestPath();
    await clone.pushBranch(`for-release-${randomUUID()}`, { [path]: visitorText({ duration: "20h" }) });
    const head = await clone.git("rev-parse", "--abbrev-ref", "HEAD");
    const { data } = await app.as("alice").pulls.create({ ...at, title: "Ask", head, base: "release" });
    const pull = { ...at, pull_number: data.number };
    await approve(app.github, "carol", data.number);
    expect(await judge(data.number)).toBe("failure");
    await app.as("alice").pulls.update({ ...pull, base: "main" });
    expect((await app.as("alice").pulls.listReviews(pull)).data.map(({ state }) => state)).toEqual([
      "APPROVED",
    ]);
    expect(await judge(data.number)).toBe("waiting");
    await mergeAs("olga", data.number);
    await expectRefused(app, path, { pull: data.number, codes: ["CHECK_UNPROVEN"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("TT16: an approval from before the pull request was closed, moved and opened again counts for nothing", async () => {
    const { path, number, clone } = await askAndApprove();
    const pull = { ...at, pull_number: number };
    await app.as("alice").pulls.update({ ...pull, state: "closed" });
    await clone.commit({ [path]: visitorText({ duration: "23h" }) });
    await clone.git("push", "--quiet", "origin", "HEAD");
    await app.as("alice").pulls.update({ ...pull, state: "open" });
    expect(await judge(number)).toBe("waiting");
    await mergeAs("olga", number);
    await expectRefused(app, path, { pull: number, codes: ["CHECK_UNPROVEN"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("X28: when the head moves while the app merges, GitHub refuses, and nothing is merged", async () => {
    const { number, path, clone, head } = await ask();
    await approve(app.github, "carol", number);
    const checkResult = await app.review(number);
    if (checkResult === undefined) throw new Error(`#${number} is not open.`);
    expect(conclude(checkResult)).toBe("success");
    await clone.commit({ [path]: visitorText({ duration: "23h" }) });
    await clone.git("push", "--quiet", "origin", "HEAD");
    // Nothing but the head is in the way any more.
    await approve(app.github, "carol", number);
    const moved = (await app.as("alice").pulls.get({ ...at, pull_number: number })).data.head.sha;
    const run = { ...at, name: "hallpass/decision", head_sha: moved } as const;
    await app.github.asApp().checks.create({ ...run, status: "completed", conclusion: "success" });
    expect(await app.deps.github.merge(number, head, checkResult, null)).toBe("moved");
    expect(await isMerged(app.github, number)).toBe(false);
  });

  it("X29: while GitHub and git tell two heads, nothing is decided", async () => {
    const { number, path, clone, head } = await askAndApprove();
    app.github.sandbox.control.lag({ reads: "pulls" });
    const after = await clone.commit({ [path]: visitorText({ duration: "23h" }) });
    await clone.git("push", "--quiet", "origin", "HEAD");
    await expect(app.review(number)).rejects.toThrow(
      `The head of #${number} is ${head} at GitHub and ${after}`,
    );
    app.github.sandbox.control.catchUp();
    expect(await readCheck(app.github, head)).toMatchObject({ status: "in_progress", conclusion: null });
    expect(await readCheck(app.github, after)).toBeUndefined();
    expect(await judge(number)).toBe("waiting");
  });

  it("TT13: an event of a merge queue is not heard, and no verdict is posted for a group", async () => {
    const asked: string[] = [];
    const sink: Sink = {
      ...deafSink,
      reviewSoon: (pull) => void asked.push(`review #${pull}`),
      reviewAllSoon: () => void asked.push("review all"),
      reconcileSoon: () => void asked.push("reconcile"),
      watchSoon: () => void asked.push("watch"),
      lookAroundSoon: () => void asked.push("look around"),
    };
    const server = (await createHttpServer(app.config, sink, () => true)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { number, head } = await ask();
    const body = JSON.stringify({
      action: "checks_requested",
      merge_group: { head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-${number}-${head}` },
      repository: { id: app.config.repositoryId, default_branch: "main" },
    });
    const { status } = await fetch(`http://127.0.0.1:${portOf(server.address())}/api/github/webhooks`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-github-event": "merge_group",
        "x-github-delivery": randomUUID(),
        "x-hub-signature-256": `sha256=${createHmac("sha256", app.config.webhookSecret).update(body).digest("hex")}`,
      },
      body,
    });
    server.closeAllConnections();
    server.close();
    expect([status, asked]).toEqual([200, []]);
    expect(await readCheck(app.github, head)).toBeUndefined();
  });
});

describe("a grant", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess({ seed: seedForPeople() });
    await letOwnersPast(app.github, "always");
  }, 240_000);
  afterAll(() => app?.stop());

  it("TT6: takes nothing from the squash message, whatever it claims", async () => {
    const { path, number } = await askAndApprove();
    await mergeAs("carol", number, {
      commit_title: "Request of dave (#99)",
      commit_message:
        "Hallpass-Approved-By: olga (1009)\nHallpass-Subject: eve (1005)\nHallpass-Until: 2099-01-01",
    });
    await app.reconcile();
    const { lease } = await readFate(app, path);
    expect(lease).toMatchObject({
      pull: number,
      subject: { login: "alice" },
      approvers: [{ id: 1003, login: "carol" }],
    });
  });

  it("TT11: counts from the merge, however late the app hears of it", async () => {
    const { path, number } = await askAndApprove({ duration: "2h" });
    await mergeAs("carol", number);
    app.travel(3600);
    await app.reconcile();
    const merged = await readMergeTime(app.github, number);
    const { lease } = await readFate(app, path);
    expect([lease?.startsAt, lease?.endsAt]).toEqual([merged, addMinutes(merged, 120)]);
  });

  it("TT15: of two pull requests that add the same file, the second one grants nothing", async () => {
    const { path, number, text } = await askAndApprove();
    const twin = await openPull(app.github, "alice", { [path]: text });
    await approve(app.github, "carol", twin.number);
    expect(await judge(twin.number)).toBe("success");
    await mergeAs("carol", number);
    await mergeAs("carol", twin.number);
    const { entries } = await app.reconcile();
    expect(entries.flatMap((entry) => (entry.kind === "intent" ? [entry.lease.pull] : []))).toEqual([number]);
    app.travel(61);
    const later = await app.reconcile();
    expect(new Set(later.entries.map(({ kind }) => kind))).toEqual(new Set(["verified"]));
    expect((await readFate(app, path)).lease?.verifiedAt).toBeDefined();
    const third = await openPull(app.github, "alice", { [path]: visitorText({ duration: "23h" }) });
    await approve(app.github, "carol", third.number);
    expect(await judge(third.number)).toBe("failure");
  });

  type Asked = Awaited<ReturnType<typeof askAndApprove>>;
  const { lag, addToTeam, removeFromTeam } = {
    lag: (reads: LaggingRead) => app.github.sandbox.control.lag({ reads }),
    addToTeam: () => app.github.sandbox.control.addToTeam("payments-leads", "carol"),
    removeFromTeam: () => app.github.sandbox.control.removeFromTeam("payments-leads", "carol"),
  };
  const lateTruths: readonly [LaggingRead, string, () => Promise<Asked>][] = [
    ["pulls", "NO_PULL_REQUEST", askAndLag("pulls")],
    ["commit-pulls", "NO_PULL_REQUEST", askAndLag("commit-pulls")],
    [
      "reviews",
      "NOT_APPROVED",
      async () => {
        const asked = await askAndApprove();
        const pull = { ...at, pull_number: asked.number };
        const [review] = (await app.as("olga").pulls.listReviews(pull)).data;
        await app.as("olga").pulls.dismissReview({ ...pull, review_id: review?.id ?? 0, message: "No" });
        lag("reviews");
        await approve(app.github, "carol", asked.number);
        return asked;
      },
    ],
    [
      "checks",
      "CHECK_UNPROVEN",
      async () => {
        const asked = await ask();
        await approve(app.github, "carol", asked.number);
        lag("checks");
        expect(await judge(asked.number)).toBe("success");
        return asked;
      },
    ],
    [
      "teams",
      "NOBODY_CAN_APPROVE",
      async () => {
        const asked = await askAndApprove();
        removeFromTeam();
        lag("teams");
        addToTeam();
        return asked;
      },
    ],
  ];

  function askAndLag(reads: LaggingRead) {
    return async (): Promise<Asked> => {
      const asked = await askAndApprove();
      lag(reads);
      return asked;
    };
  }

  it.each(lateTruths)(
    "X30: is made though %s lag behind the merge: %s is not the last word",
    async (_reads, code, prepare) => {
      const { path, number } = await prepare();
      await mergeAs("carol", number);
      const lines = app.log.length;
      const kindsNow = async () => (await app.reconcile()).entries.map(({ kind }) => kind);
      expect(await kindsNow()).not.toContain("refused");
      expect(await readFate(app, path)).toEqual({ granted: false });
      const warnings = app.log.slice(lines).filter((line) => line.includes(JSON.stringify(path)));
      expect(warnings.map((line) => JSON.parse(line))).toEqual([
        expect.objectContaining({ level: "warn", codes: [code] }),
      ]);
      app.github.sandbox.control.catchUp();
      app.travel(61);
      expect(await kindsNow()).toEqual(expect.arrayContaining(["intent"]));
      expect(await readFate(app, path)).toMatchObject({ granted: true, lease: { pull: number } });
      expect(await isDenied(number)).toBe(false);
    },
  );

  const isDenied = async (number: number): Promise<boolean> =>
    (await app.as("alice").pulls.get({ ...at, pull_number: number })).data.labels.some(
      ({ name }) => name === STATE_LABELS.denied.name,
    );
});

describe("a policy that becomes stricter", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    app = await startInProcess({ seed: seedForPeople() });
    await letOwnersPast(app.github, "always");
  }, 240_000);
  afterAll(() => app?.stop());

  async function restrict(maximum: string): Promise<void> {
    const clone = await app.clone("alice");
    const [before] = await Promise.all([clone.git("show", `origin/main:${POLICY}`)]);
    const files = { [POLICY]: `${before.replace(/maximum: \w+/u, `maximum: ${maximum}`)}\n` };
    const { number } = await openPull(app.github, "alice", files);
    await approve(app.github, "dave", number);
    expect(await judge(number)).toBe("success");
    await mergeAs("dave", number);
  }

  it("TT8: before the merge, or after it and before the grant, stops what was approved under the looser one", async () => {
    const [early, late] = [await askAndApprove(), await askAndApprove({ duration: "6h" })];
    await restrict("8h");
    await app.reconcile();
    await mergeAs("carol", early.number);
    await expectRefused(app, early.path, {
      pull: early.number,
      codes: ["DURATION_TOO_LONG", "CHECK_UNPROVEN"],
    });
    expect(await judge(late.number)).toBe("success");
    await mergeAs("carol", late.number);
    await restrict("2h");
    await expectRefused(app, late.path, { pull: late.number, codes: ["DURATION_TOO_LONG"] });
    expect(await app.listVisitors()).toEqual([]);
  });
});

describe("an approval with an age", { timeout: 60_000 }, () => {
  let ahead = 0;
  beforeAll(async () => {
    const validFor = (files: Readonly<Record<string, string>>) => ({
      [POLICY]: policyOf(files).replace("approvals:\n", "approvals:\n  validFor: 2m\n"),
    });
    app = await startInProcess({
      seed: seedForPeople(validFor),
      clock: () => addSeconds(new Date(), ahead),
    });
  }, 240_000);
  afterAll(() => app?.stop());

  it("TT10: and while the pull request waits, it counts until then", async () => {
    const { number } = await ask();
    await approve(app.github, "carol", number);
    ahead += 100;
    app.travel(100);
    expect(await judge(number)).toBe("success");
    ahead += 50;
    app.travel(50);
    expect(await judge(number)).toBe("waiting");
  });

  it("TT10: counts no longer when the pull request is merged after that age, whenever the app looks", async () => {
    const { path, number, head } = await askAndApprove();
    ahead += 150;
    app.travel(150);
    const other = await ask();
    expect(await judge(other.number)).toBe("waiting");
    expect(await readCheck(app.github, head)).toMatchObject({ conclusion: "success" });
    await mergeAs("carol", number);
    await expectRefused(app, path, { pull: number, codes: ["NOT_APPROVED"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("X24: that comes after the merge counts for nothing", async () => {
    const { path, number } = await askAndApprove();
    const pull = { ...at, pull_number: number };
    const [review] = (await app.as("olga").pulls.listReviews(pull)).data;
    await app.as("olga").pulls.dismissReview({ ...pull, review_id: review?.id ?? 0, message: "No" });
    await letOwnersPast(app.github, "always");
    await mergeAs("olga", number);
    ahead += 5;
    app.travel(5);
    await approve(app.github, "carol", number);
    await expectRefused(app, path, { pull: number, codes: ["NOT_APPROVED"] });
    expect(await app.listVisitors()).toEqual([]);
  });
});

describe("a review that somebody else dismisses after the merge", { timeout: 60_000 }, () => {
  let ahead = 0;
  beforeAll(async () => {
    app = await startInProcess({ seed: seedForPeople(), clock: () => addSeconds(new Date(), ahead) });
  }, 240_000);
  afterAll(() => app?.stop());

  it("X48: was given all the same: the grant stays", async () => {
    const { path, number } = await askAndApprove();
    await mergeAs("carol", number);
    ahead += 5;
    app.travel(5);
    const pull = { ...at, pull_number: number };
    const [review] = (await app.as("alice").pulls.listReviews(pull)).data;
    await app.as("alice").pulls.dismissReview({ ...pull, review_id: review?.id ?? 0, message: "No" });
    await app.reconcile();
    ahead += 61;
    app.travel(61);
    await app.reconcile();
    expect((await readFate(app, path)).lease).toMatchObject({ verifiedAt: expect.any(Date) });
  });
});
