// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X27: A command in a comment is edited or deleted later, or another person writes it.
//   X52: The file of a request that gives access is removed or changed on the default branch by no verified
//     pull request, or by one that another person pushed and no owner approved.

import { addSeconds } from "date-fns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InProcess } from "../support/in-process.ts";
import { idOf, instant, type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { changeGate, letOwnersPast, readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";

let world: Leasing;
let app: InProcess;
beforeEach(async () => {
  world = await startLeasing();
  app = world.app;
}, 240_000);
afterEach(() => app?.stop());

describe("ending early, by a comment", () => {
  it.each(["alice", "carol"])(
    "%s, who received or approved it, ends it, and the ledger says who",
    async (login) => {
      const { path, number } = await world.grant();
      expect(await app.listVisitors()).toHaveLength(1);
      await world.comment(login, number);
      expect(await world.wake()).toEqual([]);
      await world.expectEnded(path, { because: "command", by: { login } });
    },
  );

  it.each([
    ["deletes", (comment_id: number) => app.as("dave").issues.deleteComment({ ...at, comment_id })],
    [
      "changes",
      (comment_id: number) => app.as("dave").issues.updateComment({ ...at, comment_id, body: "Thanks!" }),
    ],
  ])(
    "X27: what was said stays said, though somebody who may write %s it before it is read",
    async (_what, undo) => {
      const { path, number } = await world.grant();
      const comment = await world.comment("carol", number);
      world.hurryGitHub(2);
      await undo(comment);
      expect(await world.wake()).toEqual([]);
      await world.expectEnded(path, { because: "command", by: { login: "carol" } });
    },
  );

  it("X27: nobody else does, whatever they write, and neither does who changes somebody's words", async () => {
    const { number } = await world.grant();
    await world.comment("dave", number);
    const comment_id = await world.comment("alice", number, "Thanks!");
    world.hurryGitHub(2);
    await app.as("olga").issues.updateComment({ ...at, comment_id, body: "/hallpass end" });
    expect(await world.wake()).toHaveLength(1);
  });
});

describe("what carries on from a request that somebody ended", () => {
  it("ends too, also when the end is read after the first one's time", async () => {
    const first = await world.grant();
    const second = await world.grant({ extends: idOf(first.path) });
    await world.comment("carol", first.number);
    app.travel(605);
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(second.path, { because: "command", by: { login: "carol" } });
    expect((await readFate(app, first.path)).lease?.ended).toMatchObject({ because: "expiry" });
  });

  it("ends when the first one's file was removed in its time, and that is seen later", async () => {
    const first = await world.grant();
    const second = await world.grant({ extends: idOf(first.path) });
    const removal = await world.openRemoval("alice", first.path);
    await approve(app.github, "carol", removal);
    await app.review(removal);
    await world.merge("carol", removal);
    app.travel(605);
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(second.path, { because: "removal", by: { login: "alice" } });
  });
});

describe("what is ended before it begins", () => {
  it("gives no access at all", async () => {
    const { path, number } = await world.grant({ start: instant(addSeconds(app.deps.now(), 3600)) });
    await world.comment("carol", number);
    app.travel(3605);
    const { entries } = await app.reconcile();
    expect(entries.filter(({ kind }) => kind === "intent")).toEqual([]);
    expect(await readFate(app, path)).toMatchObject({ granted: false, refusal: { codes: ["ENDED_EARLY"] } });
    expect(await world.wake()).toEqual([]);
  });

  it("never carries on from another one", async () => {
    const first = await world.grant();
    const second = await world.ask({ extends: idOf(first.path), duration: "10m" });
    await approve(app.github, "carol", second.number);
    await app.review(second.number);
    await world.comment("alice", first.number);
    app.travel(605);
    await world.merge("carol", second.number);
    await app.reconcile();
    expect(await readFate(app, second.path)).toMatchObject({
      granted: false,
      refusal: { codes: ["ENDED_EARLY"] },
    });
  });
});

describe("ending early, by removing the file", () => {
  it("a pull request by the subject, approved by an owner and merged, ends it", async () => {
    const { path } = await world.grant();
    const removal = await world.openRemoval("alice", path);
    expect(await app.review(removal)).toMatchObject({ kind: "revert", ending: [idOf(path)], findings: [] });
    await approve(app.github, "carol", removal);
    await app.review(removal);
    await world.merge("carol", removal);
    await app.reconcile();
    await world.expectEnded(path, { because: "removal", by: { login: "alice" } });
  });

  it("X52: one that somebody else pushed ends nothing by itself", async () => {
    const { path } = await world.grant();
    await letOwnersPast(app.github, "pull_request");
    const removal = await world.openRemoval("dave", path, "alice");
    expect(await app.review(removal)).toMatchObject({ kind: "revert", ending: [] });
    await changeGate(app.github, { enforcement: "disabled" });
    await world.merge("olga", removal);
    expect(await world.wake()).toHaveLength(1);
  });

  it("one by others that an owner approved ends it in the owner's name", async () => {
    const { path } = await world.grant();
    const removal = await world.openRemoval("dave", path);
    await approve(app.github, "carol", removal);
    expect(await app.review(removal)).toMatchObject({ ending: [idOf(path)], findings: [] });
    await world.merge("carol", removal);
    await app.reconcile();
    await world.expectEnded(path, { because: "removal", by: { login: "carol" } });
  });

  it("X52: one that an administrator pushes ends nothing, stops grants and alerts, until the file is back", async () => {
    const { path } = await world.grant();
    await letOwnersPast(app.github, "always");
    const olga = await app.clone("olga");
    await olga.git("rm", "--quiet", path);
    await olga.git("commit", "--quiet", "--message", "Gone");
    await olga.git("push", "--quiet", "origin", "HEAD:main");
    const lines = app.log.length;
    const other = await world.ask();
    await approve(app.github, "carol", other.number);
    expect(await world.wake()).toHaveLength(1);
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

describe("an organisation that was renamed", () => {
  it("is not one that everybody left", async () => {
    await world.grant();
    app.github.sandbox.control.renameOrganization("acme-corp");
    expect(await app.watch()).toMatchObject({ ended: [], unjudged: 1 });
    expect(await app.listVisitors()).toHaveLength(1);
    app.github.sandbox.control.renameOrganization("acme");
    app.github.sandbox.control.removeMember("alice");
    expect(await app.watch()).toMatchObject({ ended: [{ because: "left" }], unjudged: 0 });
  });
});
