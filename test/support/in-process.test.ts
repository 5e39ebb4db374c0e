import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InProcess, startInProcess, visitorText } from "./in-process.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "./people.ts";

describe("the app in this process", { timeout: 60_000 }, () => {
  let app: InProcess;
  beforeAll(async () => {
    app = await startInProcess();
  }, 240_000);
  afterAll(() => app?.stop());

  it("reviews, merges, grants and ends, each only when it is told to", async () => {
    const { number, head } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
    await app.review(number);
    expect(await readCheck(app.github, head)).toMatchObject({ status: "in_progress" });
    await approve(app.github, "carol", number);
    await app.review(number);
    expect(await isMerged(app.github, number)).toBe(true);
    expect(await app.listVisitors()).toEqual([]);
    await app.reconcile();
    expect((await app.listVisitors()).map(({ principal }) => principal)).toEqual(["alice"]);
    app.travel(3 * 3600);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
  });
});
