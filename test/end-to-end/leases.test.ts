import { addSeconds } from "date-fns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conclude } from "../../src/core/opinion.ts";
import type { Grant } from "../../src/core/ports/provider.ts";
import { at } from "../sandbox/local-github.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { expectRefused, letOwnersPast, readFate, seedForPeople } from "../support/past-the-rules.ts";
import { approve, openPull, readCheck, readMergeTime, requestPath } from "../support/people.ts";

let app: InProcess;
/** How far GitHub's clock is ahead. */
let ahead = 0;
beforeEach(async () => {
  ahead = 0;
  app = await startInProcess({ seed: seedForPeople(), clock: () => addSeconds(new Date(), ahead) });
}, 60_000);
afterEach(() => app?.stop());

const idOf = (path: string): string => path.replace(/^access-requests\/|\.yaml$/gu, "");
const instant = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
const inSeconds = (seconds: number): Date => addSeconds(app.deps.now(), seconds);

async function ask(overrides: Readonly<Record<string, string>> = {}) {
  const path = requestPath();
  return { path, ...(await openPull(app.github, "alice", { [path]: visitorText(overrides) })) };
}

/** Asked by alice, approved and merged by carol, and looked at by the app. */
async function grant(overrides: Readonly<Record<string, string>> = {}) {
  const asked = await ask({ duration: "10m", ...overrides });
  await approve(app.github, "carol", asked.number);
  const opinion = await app.review(asked.number);
  expect(opinion && conclude(opinion)).toBe("success");
  await merge("carol", asked.number);
  await app.reconcile();
  return asked;
}

const merge = (login: string, number: number) =>
  app.as(login).pulls.merge({ ...at, pull_number: number, merge_method: "squash" });

const comment = (login: string, number: number, body = "/hallpass end") =>
  app.as(login).issues.createComment({ ...at, issue_number: number, body });

/** What the app does on an event. */
async function wake(): Promise<Grant[]> {
  await app.watch();
  await app.reconcile();
  return app.listVisitors();
}

async function expectEnded(path: string, ended: object): Promise<void> {
  expect((await readFate(app, path)).lease?.ended).toMatchObject(ended);
  expect(await app.listVisitors()).toEqual([]);
}

/** Removes the files on a branch of its own, and opens a pull request. */
async function openRemoval(login: string, path: string): Promise<number> {
  const clone = await app.clone(login);
  const branch = `remove-${idOf(path).replace("/", "-")}`;
  await clone.git("checkout", "--quiet", "-b", branch);
  await clone.git("rm", "--quiet", path);
  await clone.git("commit", "--quiet", "--message", "No longer needed");
  await clone.git("push", "--quiet", "origin", branch);
  const pull = { ...at, title: "No longer needed", head: branch, base: "main" };
  return (await app.as(login).pulls.create(pull)).data.number;
}

describe("ending early, by a comment", () => {
  it.each(["alice", "carol"])(
    "%s, who received or approved it, ends it, and the ledger says who",
    async (login) => {
      const { path, number } = await grant();
      expect(await app.listVisitors()).toHaveLength(1);
      await comment(login, number);
      expect(await wake()).toEqual([]);
      await expectEnded(path, { because: "command", by: { login } });
    },
  );

  it("X27: nobody else does, whatever they write, and neither does who changes somebody's words", async () => {
    const { number } = await grant();
    await comment("dave", number);
    const { data } = await comment("alice", number, "Thanks!");
    ahead += 2;
    await app.as("olga").issues.updateComment({ ...at, comment_id: data.id, body: "/hallpass end" });
    expect(await wake()).toHaveLength(1);
  });
});

describe("ending early, by removing the file", () => {
  it("a pull request by the subject, approved by an owner and merged, ends it", async () => {
    const { path } = await grant();
    const removal = await openRemoval("alice", path);
    expect(await app.review(removal)).toMatchObject({ kind: "receipt", ending: [idOf(path)], findings: [] });
    await approve(app.github, "carol", removal);
    await app.review(removal);
    await merge("carol", removal);
    await app.reconcile();
    await expectEnded(path, { because: "removal", by: { login: "alice" } });
  });

  it("X52: one that an administrator pushes ends nothing, stops grants and alerts, until the file is back", async () => {
    const { path } = await grant();
    await letOwnersPast(app.github, "always");
    const olga = await app.clone("olga");
    await olga.git("rm", "--quiet", path);
    await olga.git("commit", "--quiet", "--message", "Gone");
    await olga.git("push", "--quiet", "origin", "HEAD:main");
    const lines = app.log.length;
    const other = await ask();
    await approve(app.github, "carol", other.number);
    expect(await wake()).toHaveLength(1);
    expect(app.log.slice(lines).map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ step: "removal", alert: true, path }),
    );
    expect(await app.review(other.number)).toMatchObject({
      decision: {
        status: "waiting",
        verdicts: expect.arrayContaining([
          expect.objectContaining({ status: "waiting", says: expect.stringContaining(path) }),
        ]),
      },
    });
    await olga.git("revert", "--no-edit", "HEAD");
    await olga.git("push", "--quiet", "origin", "HEAD:main");
    await app.reconcile();
    expect(await app.review(other.number)).toMatchObject({ decision: { status: "approved" } });
  });
});

describe("a start in the future", () => {
  it("is verified when it is merged and again when it begins, and lasts its duration from then on", async () => {
    const start = inSeconds(3600);
    const { path, number, head } = await grant({ start: instant(start) });
    expect((await readCheck(app.github, head))?.summary).toContain("from **20");
    expect(await readFate(app, path)).toEqual({ granted: false });
    app.travel(3590);
    expect(await wake()).toEqual([]);
    app.travel(20);
    expect(await wake()).toHaveLength(1);
    const { lease } = await readFate(app, path);
    expect(lease).toMatchObject({ pull: number, endsAt: addSeconds(lease?.startsAt ?? 0, 600) });
    expect(lease?.startsAt).toEqual(new Date(instant(start)));
    app.travel(600);
    expect(await wake()).toEqual([]);
  });

  it("grants nothing when its approver has left the team by then", async () => {
    const { path, number } = await grant({ start: instant(inSeconds(3600)) });
    app.github.sandbox.control.removeFromTeam("payments-leads", "carol");
    app.travel(3601);
    await expectRefused(app, path, { pull: number, codes: ["NOBODY_CAN_APPROVE"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("that is removed before it begins never does", async () => {
    const { path } = await grant({ start: instant(inSeconds(3600)) });
    const removal = await openRemoval("alice", path);
    expect(await app.review(removal)).toMatchObject({ ungranted: [idOf(path)], findings: [] });
    await approve(app.github, "carol", removal);
    await app.review(removal);
    await merge("carol", removal);
    app.travel(3601);
    expect(await wake()).toEqual([]);
    expect(await readFate(app, path)).toEqual({ granted: false });
  });
});

describe("an extension", () => {
  it("RV7: on record before the end leaves no moment without access, and none with it after the second end", async () => {
    const first = await grant();
    const merged = await readMergeTime(app.github, first.number);
    const second = await grant({ extends: idOf(first.path), duration: "5m" });
    const { state } = await app.deps.ledger.read();
    const held = [...state.holdings.values()].filter(({ held: is }) => is === "yes");
    expect(held).toMatchObject([{ confirmed: { until: addSeconds(merged, 900) } }]);
    for (const seconds of [598, 4, 250]) {
      app.travel(seconds);
      expect(await wake()).toHaveLength(1);
    }
    app.travel(60);
    expect(await wake()).toEqual([]);
    await expectEnded(second.path, { because: "expiry" });
  });

  it("ends with what it extends, when that is ended early", async () => {
    const first = await grant();
    const second = await grant({ extends: idOf(first.path) });
    await comment("carol", first.number);
    expect(await wake()).toEqual([]);
    await expectEnded(second.path, { because: "command", by: { login: "carol" } });
  });
});

describe("until something is closed", () => {
  it("ends when that closes, and not before", async () => {
    const task = await openPull(app.github, "alice", { "notes.md": "Refunds\n" });
    const { path } = await grant({ until: `{ closed: ${task.number} }` });
    expect(await wake()).toHaveLength(1);
    await app.as("alice").pulls.update({ ...at, pull_number: task.number, state: "closed" });
    expect(await wake()).toEqual([]);
    await expectEnded(path, { because: "closed" });
  });

  it("is not asked for what is closed already, or is not there", async () => {
    const { number } = await ask({ until: "{ closed: 99999 }" });
    expect((await app.review(number))?.findings).toMatchObject([{ code: "UNTIL_UNKNOWN" }]);
  });
});

describe("a subject", () => {
  it("ID8: who is suspended loses what they hold at once", async () => {
    const { path } = await grant();
    app.github.sandbox.control.suspendLogin("alice");
    expect(await wake()).toEqual([]);
    await expectEnded(path, { because: "left" });
  });

  it("ID8: who is renamed does not; who leaves the organisation does", async () => {
    const { path } = await grant();
    app.github.sandbox.control.renameLogin("alice", "alice-smith");
    expect(await wake()).toHaveLength(1);
    app.github.sandbox.control.removeMember("alice-smith");
    expect(await wake()).toEqual([]);
    await expectEnded(path, { because: "left" });
  });
});
