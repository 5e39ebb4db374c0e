// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X51: An answer of GitHub's is lost, before what was asked took effect or after it.

import { afterAll, beforeAll, expect, it } from "vitest";
import type { RequestFault } from "../../sandbox/src/faults.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { readFate } from "../support/past-the-rules.ts";
import { approve, isMerged, listSubjects, openPull, requestPath } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

const once = { calls: 1 } as const;
const push: Partial<RequestFault> = { api: "git", path: "*/git-receive-pack" };
const merge: Partial<RequestFault> = { api: "rest", method: "PUT", path: "*/merge" };
const check: Partial<RequestFault> = { api: "rest", path: "*/check-runs*" };
const fetching: Partial<RequestFault> = { api: "git", path: "*/git-upload-pack" };

const faults: [string, RequestFault][] = (["before", "after"] as const).flatMap(
  (when): [string, RequestFault][] => [
    [`the ledger's push is cut off ${when} it landed`, { answer: "cut off", when, ...push, ...once }],
    [`the ledger's push is closed ${when} it landed`, { answer: "closed", when, ...push, ...once }],
    [`the merge ends in an error ${when} it is done`, { answer: "server error", when, ...merge, ...once }],
    [`the check ends in an error ${when} it is written`, { answer: "server error", when, ...check, ...once }],
    [`a fetch is cut off ${when} it is answered`, { answer: "cut off", when, ...fetching, ...once }],
  ],
);

/** What the app does after a failure: the same again. */
async function persist(number: number): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    await app.review(number).catch(() => undefined);
    await app.reconcile().catch(() => undefined);
  }
}

it.each(faults)(
  "X51: when %s, the request is granted once, and told once on the ledger",
  async (_what, fault) => {
    const path = requestPath();
    const { number } = await openPull(app.github, "alice", { [path]: visitorText() });
    await approve(app.github, "carol", number);
    const { control } = app.github.sandbox;
    const { id } = control.failRequests(fault);
    await persist(number);
    control.stopFailing(id);
    await persist(number);
    expect(await isMerged(app.github, number)).toBe(true);
    const { granted, lease } = await readFate(app, path);
    expect([granted, lease?.ended]).toEqual([true, undefined]);
    expect(await app.listVisitors()).toHaveLength(1);
    const told = (await listSubjects(app.github, "access-ledger")).filter((line) =>
      line.endsWith(`(#${number})`),
    );
    expect(told.filter((line) => line.startsWith("intend"))).toHaveLength(1);
  },
);
