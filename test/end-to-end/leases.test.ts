// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID8: The subject leaves while access is held.
//   RV7: An extension arrives while the end is being carried out.

import { once } from "node:events";
import { addSeconds } from "date-fns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpServer } from "../../src/service/http/server.ts";
import { deafSink } from "../support/deaf-sink.ts";
import { type InProcess, visitorText } from "../support/in-process.ts";
import { idOf, instant, type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { expectRefused, readFate } from "../support/past-the-rules.ts";
import { approve, openPull, readCheck, readMergeTime } from "../support/people.ts";
import { until } from "../support/until.ts";

let world: Leasing;
let app: InProcess;
beforeEach(async () => {
  world = await startLeasing();
  app = world.app;
}, 240_000);
afterEach(() => app?.stop());

const inSeconds = (seconds: number): Date => addSeconds(app.deps.now(), seconds);

describe("a start in the future", () => {
  it("is verified when it is merged and again when it begins, and lasts its duration from then on", async () => {
    const start = inSeconds(3600);
    const { path, number, head } = await world.grant({ start: instant(start) });
    expect((await readCheck(app.github, head))?.summary).toContain(
      `for **10 minutes from ${instant(start).slice(0, 10)}`,
    );
    expect(await readFate(app, path)).toEqual({ granted: false });
    app.travel(3000);
    expect(await world.wake()).toEqual([]);
    app.travel(610);
    expect(await world.wake()).toHaveLength(1);
    const { lease } = await readFate(app, path);
    expect(lease).toMatchObject({ pull: number, endsAt: addSeconds(lease?.startsAt ?? 0, 600) });
    expect(lease?.startsAt).toEqual(new Date(instant(start)));
    app.travel(600);
    expect(await world.wake()).toEqual([]);
  });

  it("grants nothing when its approver has left the team by then", async () => {
    const { path, number } = await world.grant({ start: instant(inSeconds(3600)) });
    app.github.sandbox.control.removeFromTeam("payments-leads", "carol");
    app.travel(3601);
    await expectRefused(app, path, { pull: number, codes: ["NOBODY_CAN_APPROVE"] });
    expect(await app.listVisitors()).toEqual([]);
  });

  it("that is removed before it begins never does", async () => {
    const { path } = await world.grant({ start: instant(inSeconds(3600)) });
    const removal = await world.openRemoval("alice", path);
    expect(await app.review(removal)).toMatchObject({ ungranted: [idOf(path)], findings: [] });
    await approve(app.github, "carol", removal);
    await app.review(removal);
    await world.merge("carol", removal);
    app.travel(3601);
    expect(await world.wake()).toEqual([]);
    expect(await readFate(app, path)).toEqual({ granted: false });
  });
});

describe("an extension", () => {
  it("RV7: on record before the end leaves no moment without access, and none with it after the second end", async () => {
    const first = await world.grant();
    const merged = await readMergeTime(app.github, first.number);
    const second = await world.grant({ extends: idOf(first.path), duration: "5m" });
    const { state } = await app.deps.ledger.read();
    const held = [...state.holdings.values()].filter(({ held: is }) => is === "yes");
    expect(held).toMatchObject([{ confirmed: { until: addSeconds(merged, 900) } }]);
    for (const seconds of [598, 4, 250]) {
      app.travel(seconds);
      expect(await world.wake()).toHaveLength(1);
    }
    app.travel(60);
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(second.path, { because: "expiry" });
  });

  it("ends with what it extends, when that is ended early", async () => {
    const first = await world.grant();
    const second = await world.grant({ extends: idOf(first.path) });
    await world.comment("carol", first.number);
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(second.path, { because: "command", by: { login: "carol" } });
  });
});

describe("until something is closed", () => {
  const openIssue = async (title = "Refunds are stuck") =>
    (await app.as("alice").issues.create({ ...at, title })).data.number;
  const turnIssue = (issue_number: number, state: "open" | "closed") =>
    app.as("alice").issues.update({ ...at, issue_number, state });

  it("ends when a pull request closes, and not before", async () => {
    const { number } = await openPull(app.github, "alice", { "notes.md": "Refunds\n" });
    const { path } = await world.grant({ until: `{ closed: ${number} }` });
    expect(await world.wake()).toHaveLength(1);
    await app.as("alice").pulls.update({ ...at, pull_number: number, state: "closed" });
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(path, { because: "closed" });
  });

  it("ends when an issue was closed and opened again before anybody looked, unless that was before the merge", async () => {
    const task = await openIssue();
    await turnIssue(task, "closed");
    await turnIssue(task, "open");
    world.hurryGitHub(2);
    app.travel(2);
    const { path } = await world.grant({ until: `{ closed: ${task} }` });
    expect(await world.wake()).toHaveLength(1);
    await turnIssue(task, "closed");
    await turnIssue(task, "open");
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(path, { because: "closed" });
  });

  it("ends as closed, and not as unproven, when the second look is the first to see it", async () => {
    const task = await openIssue();
    const { path } = await world.grant({ until: `{ closed: ${task} }` });
    await turnIssue(task, "closed");
    app.travel(61);
    await app.reconcile();
    await world.expectEnded(path, { because: "closed" });
  });

  it("never begins when that was closed between the merge and the start, and opened again", async () => {
    const task = await openIssue();
    const start = instant(inSeconds(3600));
    const { path, number } = await world.grant({ start, until: `{ closed: ${task} }` });
    await turnIssue(task, "closed");
    await turnIssue(task, "open");
    app.travel(3601);
    await expectRefused(app, path, { pull: number, codes: ["UNTIL_CLOSED"] });
  });

  it("ends when GitHub says that an issue was closed", async () => {
    let looks = 0;
    const sink = {
      ...deafSink,
      reviewSoon: () => undefined,
      reviewAllSoon: () => undefined,
      reconcileSoon: () => undefined,
      lookAroundSoon: () => undefined,
      watchSoon: () => {
        looks++;
      },
    };
    const task = await openIssue();
    const { path } = await world.grant({ until: `{ closed: ${task} }` });
    const server = await createHttpServer(app.config, sink, () => true);
    server.listen(app.github.sandbox.appPort, "127.0.0.1");
    await once(server, "listening");
    try {
      await turnIssue(task, "closed");
      await until(
        "the event",
        async () => looks,
        (seen) => seen === 1,
      );
    } finally {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    }
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(path, { because: "closed" });
  });

  it("is not asked for what the merge itself closes", async () => {
    const task = await openIssue();
    const { number, clone, path } = await world.ask({ until: `{ closed: ${task} }` });
    const codes = async () => (await app.review(number))?.findings.map(({ code }) => code);
    expect(await codes()).toEqual([]);
    await app.as("alice").pulls.update({ ...at, pull_number: number, body: `Fixes #${task}` });
    expect(await codes()).toEqual(["UNTIL_OWN"]);
    const own = visitorText({ until: `{ closed: ${number} }` });
    await clone.commit({ [path]: own });
    await clone.git("push", "--quiet", "origin", "HEAD");
    expect(await codes()).toEqual(["UNTIL_OWN"]);
  });

  it("is not asked for what is closed already, or is not there", async () => {
    const gone = await world.ask({ until: "{ closed: 99999 }" });
    expect((await app.review(gone.number))?.findings).toMatchObject([{ code: "UNTIL_UNKNOWN" }]);
    const task = await openIssue();
    await turnIssue(task, "closed");
    const late = await world.ask({ until: `{ closed: ${task} }` });
    expect((await app.review(late.number))?.findings).toMatchObject([{ code: "UNTIL_CLOSED" }]);
  });
});

describe("a subject", () => {
  it("ID8: who is suspended loses what they hold at once", async () => {
    const { path } = await world.grant();
    app.github.sandbox.control.suspendLogin("alice");
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(path, { because: "left" });
  });

  it("ID8: who is renamed does not; who leaves the organisation does", async () => {
    const { path } = await world.grant();
    app.github.sandbox.control.renameLogin("alice", "alice-smith");
    expect(await world.wake()).toHaveLength(1);
    app.github.sandbox.control.removeMember("alice-smith");
    expect(await world.wake()).toEqual([]);
    await world.expectEnded(path, { because: "left" });
  });
});

describe("one thing under two names", () => {
  const POLICY = "policies/sandbox-visitor.yaml";
  const guest = "[{ provider: memory, resource: sandbox, role: guest }]";

  /** The memory provider knows a guest by the same ids as a visitor. */
  async function startWithGuests(): Promise<void> {
    await app.stop();
    world = await startLeasing((files) => ({
      [POLICY]: (files[POLICY] ?? "").replace("[visitor]", "[visitor, guest]"),
    }));
    app = world.app;
    const provider = app.deps.providers.get("memory");
    if (provider === undefined) throw new Error("The configuration has no provider memory.");
    const { identify } = provider;
    const asVisitor: typeof identify = (principal, entitlement) =>
      identify(principal, { ...entitlement, role: "visitor" });
    Object.assign(provider, { identify: asVisitor });
  }

  it("is granted under one of them at a time, and under the next soon after the first was ended early", async () => {
    await startWithGuests();
    const asked = [await world.ask(), await world.ask({ entitlements: guest })];
    for (const { number } of asked) {
      await approve(app.github, "carol", number);
      await app.review(number);
      await world.merge("carol", number);
    }
    const { lookAgainAt } = await app.reconcile();
    const fates = await Promise.all(asked.map(({ path }) => readFate(app, path)));
    expect(fates.map(({ granted }) => granted).toSorted()).toEqual([false, true]);
    expect(lookAgainAt && lookAgainAt <= inSeconds(300)).toBe(true);
    const [first, next] = fates[0]?.granted ? asked : asked.toReversed();
    await world.comment("carol", first?.number ?? 0);
    await world.wake();
    app.travel(301);
    await world.wake();
    expect(await readFate(app, next?.path ?? "")).toMatchObject({ granted: true });
  });

  it("is not granted at all where that was ended while it waited", async () => {
    await startWithGuests();
    await world.grant();
    const waiting = await world.grant({ entitlements: guest, duration: "1h" });
    expect(await readFate(app, waiting.path)).toEqual({ granted: false });
    await world.comment("carol", waiting.number);
    app.travel(301);
    await app.reconcile();
    expect((await readFate(app, waiting.path)).refusal?.codes).toEqual(["ENDED_EARLY"]);
  });
});
