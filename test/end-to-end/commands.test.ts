import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Hearing, listAnswers, startHearing } from "../support/hearing.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { approve } from "../support/people.ts";

let world: Leasing;
let app: InProcess;
let hearing: Hearing;
beforeEach(async () => {
  world = await startLeasing();
  app = world.app;
  hearing = await startHearing(app);
}, 240_000);
afterEach(() => app?.stop());

/** Says it, lets the app hear of it, and tells what the app answered. */
async function say(login: string, number: number, body: string): Promise<string[]> {
  const before = (await listAnswers(app, number)).length;
  await world.comment(login, number, body);
  await hearing.hear();
  await app.reconcile();
  return (await listAnswers(app, number)).slice(before);
}

describe("a comment that is addressed to Hallpass gets one answer", () => {
  it.each([
    ["/Hallpass end", "Nothing was done: Hallpass does not know this command."],
    ["/hallpass end please", "Nothing was done: Hallpass does not know this command."],
    ["/hallpass revoke", "Nothing was done: Hallpass does not know this command."],
    ["/hallpass help", "Write one of these as a new comment"],
  ])("%s", async (body, answer) => {
    const { number } = await world.grant();
    const said = await say("alice", number, body);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(answer);
    expect(said[0]).toContain("`/hallpass end`");
    expect(await app.listVisitors()).toHaveLength(1);
  });

  it("an end by a person who may not is answered with who may, and ends nothing", async () => {
    const { number } = await world.grant();
    const said = await say("dave", number, "/hallpass end");
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("**alice**");
    expect(said[0]).toContain("**carol**");
    expect(await app.listVisitors()).toHaveLength(1);
  });

  it("an end of what has ended is answered with when and why", async () => {
    const { number } = await world.grant();
    expect(await say("alice", number, "/hallpass end")).toEqual([expect.stringContaining("no longer holds")]);
    world.hurryGitHub(5);
    const said = await say("carol", number, "/hallpass end");
    expect(said).toEqual([expect.stringMatching(/already ended at .* \(ended by a comment\)/u)]);
  });

  it("an end of what was never granted, and a check of what is closed, are answered as that", async () => {
    const asked = await world.ask();
    expect(await say("alice", asked.number, "/hallpass end")).toEqual([
      expect.stringContaining("gives no access right now"),
    ]);
    const { number } = await world.grant();
    expect(await say("alice", number, "/hallpass check")).toEqual([expect.stringContaining("is not open")]);
    expect(await say("alice", asked.number, "/hallpass check")).toEqual([]);
    expect(hearing.asked).toContain(`review #${asked.number}`);
  });

  it("an end of a lease inside a longer one says what is still held, and by what", async () => {
    const long = await world.grant({ duration: "1h" });
    const short = await world.grant({ duration: "10m" });
    const said = await say("alice", short.number, "/hallpass end");
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/This request has ended\. .*\*\*still holds\*\*/u);
    expect(said[0]).toContain(`#${long.number}`);
    expect(await app.listVisitors()).toHaveLength(1);
  });

  it("an overlap that changes nothing says so when it is merged", async () => {
    const long = await world.grant({ duration: "1h" });
    const { number } = await world.ask({ duration: "10m" });
    await approve(app.github, "carol", number);
    await app.review(number);
    await world.merge("carol", number);
    await app.reconcile();
    await app.reconcile();
    const said = await listAnswers(app, number);
    expect(said).toEqual([
      expect.stringMatching(
        new RegExp(
          `already holds \`visitor\` on \`memory/sandbox\` until .*, through #${long.number}\\.`,
          "u",
        ),
      ),
    ]);
  });

  it("a longer one is announced as held for longer, once", async () => {
    await world.grant({ duration: "10m" });
    const { number } = await world.grant({ duration: "1h" });
    expect(await listAnswers(app, number)).toEqual([expect.stringContaining("🔓")]);
  });

  it("is not answered again after a redelivery or a restart", async () => {
    const { number } = await world.grant();
    expect(await say("dave", number, "/hallpass end")).toHaveLength(1);
    const told = hearing.deliveryOf("/hallpass end");
    const before = await listAnswers(app, number);
    await hearing.redeliver(told);
    await hearing.restart();
    await hearing.redeliver(told);
    expect(await listAnswers(app, number)).toEqual(before);
  });

  it("answers one person five times, and others all the same", async () => {
    const { number } = await world.grant();
    for (let time = 0; time < 8; time++) await world.comment("dave", number, "/hallpass hello");
    await hearing.hear();
    expect(
      (await listAnswers(app, number)).filter((each) => each.includes("does not know this command")),
    ).toHaveLength(5);
    expect(await say("olga", number, "/hallpass help")).toHaveLength(1);
    app.travel(130);
    expect(await say("dave", number, "/hallpass help")).toHaveLength(1);
  });

  it("does not answer itself", async () => {
    const { number } = await world.grant();
    await say("dave", number, "/hallpass help");
    await hearing.hear();
    await hearing.hear();
    expect((await listAnswers(app, number)).filter((each) => each.includes("Write one"))).toHaveLength(1);
  });
});

describe("an end that a comment asks for", { timeout: 120_000 }, () => {
  const count = (): number => app.github.sandbox.requests().requests.length;

  it("costs one question, and none waits behind 600 comments of others", async () => {
    const { path, number } = await world.grant({ duration: "1h" });
    for (let minute = 0; minute < 5; minute++) {
      // GitHub takes no more of one account in a minute.
      await Promise.all(
        Array.from({ length: 120 }, (_, index) =>
          world.comment(
            index % 2 === 0 ? "dave" : "olga",
            number,
            index % 3 === 0 ? "/hallpass end" : `Hello ${index}`,
          ),
        ),
      );
      world.hurryGitHub(61);
    }
    await world.comment("carol", number);
    const own = hearing.deliveryOf("/hallpass end");
    const before = count();
    await hearing.redeliver(own);
    expect(count() - before).toBe(1);
    expect(hearing.asked).toEqual(["ended"]);
    await app.reconcile();
    await world.expectEnded(path, { because: "command", by: { login: "carol" } });
  });

  it("of a flood itself five are looked into, and comments that ask for nothing are not read at all", async () => {
    const { number } = await world.grant();
    await app.watch();
    for (let time = 0; time < 30; time++) await world.comment("dave", number, `Hello ${time}`);
    for (let time = 0; time < 30; time++) await world.comment("dave", number, "/hallpass end");
    await hearing.hear();
    expect(hearing.asked).toEqual(Array.from({ length: 5 }, () => "watch"));
    // GitHub tells the app of its own answers, too.
    await hearing.hear();
    const before = app.github.sandbox.requests().requests.length;
    await app.watch();
    const reads = app.github.sandbox
      .requests()
      .requests.slice(before)
      .filter(({ path }) => /\/deliveries\/\d+/u.test(path));
    expect(reads).toHaveLength(30);
  });

  it("is looked for five times when somebody changes others' comments back and forth, at nobody else's expense", async () => {
    const { path, number } = await world.grant();
    const comment_id = await world.comment("carol", number, "Thanks!");
    for (let time = 0; time < 20; time++)
      for (const body of ["/hallpass end", "Thanks!"])
        await app.as("dave").issues.updateComment({ ...at, comment_id, body });
    await hearing.hear();
    expect(hearing.asked.filter((each) => each === "watch")).toHaveLength(5);
    expect(await say("carol", number, "/hallpass help")).toHaveLength(1);
    await world.comment("carol", number);
    await hearing.hear();
    expect(hearing.asked).toContain("ended");
    await app.reconcile();
    await world.expectEnded(path, { because: "command", by: { login: "carol" } });
  });

  it("counts as it was written, though it is gone before it is read, at the cost of three questions", async () => {
    const { path, number } = await world.grant();
    const comment_id = await world.comment("carol", number);
    await app.as("dave").issues.deleteComment({ ...at, comment_id });
    const own = hearing.deliveryOf("/hallpass end");
    const before = count();
    await hearing.redeliver(own);
    expect(count() - before).toBe(3);
    await app.reconcile();
    await world.expectEnded(path, { because: "command", by: { login: "carol" } });
  });
});
