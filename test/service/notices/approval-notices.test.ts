// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO6: A pull request is edited again and again, or the server restarts, to send its approvers one notice
//     after another.

import { expect, it } from "vitest";
import { formCheckResult } from "../../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Notice } from "../../../src/core/plan/notices.ts";
import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { createTold } from "../../../src/operations/announce.ts";
import { createApprovalNotices } from "../../../src/service/notices/approval-notices.ts";
import { added, CAROL, evidence, requestText, review, type Twist } from "../../support/builders/evidence.ts";
import { at } from "../../support/builders/ledger.ts";

function reviewed(twist: Twist = {}, pull: { draft?: boolean; head?: string } = {}) {
  const facts = evidence(twist);
  const { draft = false, head = facts.pull.head.sha } = pull;
  return {
    pull: { ...facts.pull, draft, head: { ...facts.pull.head, sha: head } },
    checkResult: formCheckResult(facts, emptyLedger),
  };
}

/** A process whose channel takes everything, in lanes that the test runs. */
function createProcess() {
  const told: Notice[] = [];
  const jobs = new Map<string, (to: readonly Notifier[]) => Promise<void>>();
  const channel: Notifier = { name: "chat", notify: async (_, notices) => void told.push(...notices) };
  let seconds = 0;
  const deps = { told: createTold(1), now: () => at(seconds) };
  const hear = createApprovalNotices(deps, {
    each: () => undefined,
    once: (key, job) => void (jobs.has(key) || jobs.set(key, job)),
  });
  const run = async (): Promise<void> => {
    for (const [key, job] of jobs) {
      jobs.delete(key);
      await job([channel]);
    }
  };
  const pass = (by: number): void => {
    seconds += by;
  };
  return { told, hear, run, pass };
}

it("tells approvers what is asked, once for each head", async () => {
  const { told, hear, run } = createProcess();
  for (const head of ["h1", "h1", "h2", "h2"]) {
    hear(reviewed({}, { head }));
    await run();
  }
  expect(told.map(({ id }) => id)).toEqual(["approval h1", "approval h2"]);
  expect(told[0]).toMatchObject({
    pull: 12,
    concerned: { subject: { login: "alice" }, approvers: [{ login: "carol" }] },
    entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
  });
});

it.each<[string, Twist, { draft?: boolean }]>([
  ["a draft", {}, { draft: true }],
  ["what is denied", { text: requestText({ duration: "9h" }) }, {}],
  ["what is approved", { reviews: [review(CAROL)] }, {}],
  ["what asks for no access", { changes: [added("notes.md")] }, {}],
])("tells nothing of %s", async (_name, twist, pull) => {
  const { told, hear, run } = createProcess();
  hear(reviewed(twist, pull));
  await run();
  expect(told).toEqual([]);
});

it("tells nothing that was approved while the channel was busy", async () => {
  const { told, hear, run } = createProcess();
  hear(reviewed());
  hear(reviewed({ reviews: [review(CAROL)] }));
  await run();
  expect(told).toEqual([]);
});

it("NO6: tells of five heads of a pull request within an hour", async () => {
  const { told, hear, run, pass } = createProcess();
  for (let head = 0; head < 20; head++) {
    hear(reviewed({}, { head: `h${head}` }));
    await run();
  }
  expect(told).toHaveLength(5);
  pass(3700);
  hear(reviewed({}, { head: "h19" }));
  await run();
  expect(told.at(-1)?.id).toBe("approval h19");
});
