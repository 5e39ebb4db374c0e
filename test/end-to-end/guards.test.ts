// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X23: A request joins something from a lenient policy with something from a strict one.
//   X52: The file of a request that gives access is removed or changed on the default branch by no verified
//     pull request, or by one that another person pushed and no owner approved.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listFindings } from "../../src/core/decision/decision.ts";
import { mistake } from "../../src/core/findings/finding.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { pushPastRules, readFate } from "../support/past-the-rules.ts";
import { approve } from "../support/people.ts";

let leasing: Leasing;

beforeAll(async () => {
  leasing = await startLeasing();
}, 240_000);
afterAll(() => leasing?.app.stop());

const stop = mistake("CLOCK", "The clock is wrong.", "Set it.");

describe("a guard", () => {
  it("X23: what stops grants between the merge and the grant is heeded, and the request waits", async () => {
    const { app, ask, merge } = leasing;
    const { path, number } = await ask({ duration: "10m" });
    await approve(app.github, "carol", number);
    await app.review(number);
    await merge("carol", number);
    const stopped: Deps = { ...app.deps, stops: () => [stop] };
    const round = await app.reconcile(stopped);
    expect(round.complete).toBe(false);
    expect(await readFate(app, path)).toEqual({ granted: false });
    expect(await app.listVisitors()).toEqual([]);
    await app.reconcile();
    expect(await readFate(app, path)).toMatchObject({ granted: true });
    app.travel(700);
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
  });

  it("what is wrong at one provider stops the requests for it, and no other", async () => {
    const { app, ask } = leasing;
    const { number } = await ask();
    await approve(app.github, "carol", number);
    const judge = async (provider: string): Promise<string | undefined> => {
      const stopped: Deps = { ...app.deps, stops: () => [{ ...stop, provider }] };
      const result = await reviewPullRequest(stopped, number);
      return result?.kind === "request" ? result.decision.status : undefined;
    };
    expect(await judge("memory")).toBe("waiting");
    expect(await judge("orders-db")).toBe("approved");
  });

  it("a commit that GitHub's list lacks is no commit of a known author", async () => {
    const { app, ask } = leasing;
    const { number } = await ask();
    const { github } = app.deps;
    const hiding: Deps = {
      ...app.deps,
      github: {
        ...github,
        listCommits: async (pull) => (await github.listCommits(pull)).slice(1),
      },
    };
    const checkResult = await reviewPullRequest(hiding, number);
    expect(
      checkResult?.kind === "request" && listFindings(checkResult.decision).map(({ code }) => code),
    ).toContain("COMMITS_UNKNOWN");
  });

  it("X52: a file that is gone at the second look, by no verified removal, ends nothing", async () => {
    const { app, grant } = leasing;
    const { path } = await grant({ duration: "20m" });
    const clone = await app.clone("olga");
    await clone.git("rm", "--quiet", path);
    await clone.git("commit", "--quiet", "--message", "Gone");
    await pushPastRules(app.github, clone);
    app.travel(61);
    const round = await app.reconcile();
    expect(round.complete).toBe(false);
    const { lease } = await readFate(app, path);
    expect(lease).toBeDefined();
    expect(lease).not.toHaveProperty("ended");
    expect(lease).not.toHaveProperty("verifiedAt");
    expect((await app.listVisitors()).map(({ principal }) => principal)).toEqual(["alice"]);
  });
});
