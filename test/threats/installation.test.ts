// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID12: An approver has no second factor.
//   MP5: An account may bypass the rules unseen.
//   MP6: The ruleset is switched off for a minute.
//   MP8: The repository is moved, made anew under its name, or made public.
//   RV21: The clock of the server is wrong.

import { afterAll, beforeAll, expect, it } from "vitest";
import { reconcile } from "../../src/operations/reconcile.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import {
  createInstallationMonitor,
  type InstallationMonitor,
} from "../../src/service/installation-monitor.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { type BypassMode, changeGate, letOwnersPast } from "../support/past-the-rules.ts";
import { approve, openPull, requestPath } from "../support/people.ts";

let app: InProcess;
let attester: InstallationMonitor;

beforeAll(async () => {
  app = await startInProcess();
});
afterAll(async () => {
  await attester?.stop();
  await app?.stop();
});

/** What the app does after it has looked at the installation as it stands now. */
async function look() {
  await attester?.stop();
  attester = createInstallationMonitor(app.deps);
  await attester.start();
  const deps = { ...app.deps, stops: attester.stops };
  return {
    stops: attester.stops().map(({ code }) => code),
    alerts: app.log.filter((line) => line.includes('"alert":true')).join("\n"),
    /** Asks, has it approved, and says what became of it. */
    ask: async () => {
      const { number } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
      await approve(app.github, "carol", number);
      const checkResult = await reviewPullRequest(deps, number);
      await reconcile(deps);
      return {
        status: checkResult?.kind === "request" ? checkResult.decision.status : "merged",
        granted: (await app.listVisitors()).length,
      };
    },
  };
}

const held = { status: "waiting", granted: 0 };

it.each<[BypassMode]>([["always"], ["pull_request"], ["exempt"]])(
  "MP5: while somebody may bypass the gate (%s) nothing is granted, and it is told",
  async (mode) => {
    await letOwnersPast(app.github, mode);
    const { stops, alerts, ask } = await look();
    const asked = await ask();
    await letOwnersPast(app.github);
    expect(stops).toEqual(["BYPASS_LIST"]);
    expect(alerts).toContain(`owners of the organisation (${mode})`);
    expect(asked).toEqual(held);
  },
);

it("MP6: while the gate is switched off nothing is granted", async () => {
  await changeGate(app.github, { enforcement: "disabled" });
  const { stops, ask } = await look();
  const asked = await ask();
  await changeGate(app.github, { enforcement: "active" });
  expect(stops).toContain("PULL_REQUEST_REQUIRED");
  expect(asked).toEqual(held);
});

it("MP8: once the repository is public nothing is granted, and it is told", async () => {
  await app.as("olga").repos.update({ ...at, private: false });
  const { stops, alerts } = await look();
  await app.as("olga").repos.update({ ...at, private: true });
  expect(stops).toEqual(["VISIBILITY"]);
  expect(alerts).toContain("Change visibility: private");
});

it("RV21: while the server's clock is not GitHub's nothing is granted", async () => {
  app.github.sandbox.control.clockSkew(-45);
  const { stops, ask } = await look();
  const asked = await ask();
  app.github.sandbox.control.clockSkew(0);
  expect(stops).toEqual(["CLOCK"]);
  expect(asked).toEqual(held);
});

it("ID12: one factor is told of, and stops nothing", async () => {
  app.github.sandbox.control.requireTwoFactor(false);
  const { stops, alerts } = await look();
  app.github.sandbox.control.requireTwoFactor(true);
  expect(stops).toEqual([]);
  expect(alerts).toContain("TWO_FACTOR");
});

it("MP5, MP6, MP8, RV21: once all of it is put back, what was asked for is granted", async () => {
  const { stops, ask } = await look();
  expect(stops).toEqual([]);
  expect((await ask()).granted).toBeGreaterThan(0);
});
