import { addDays, addHours } from "date-fns";
import { expect, it } from "vitest";
import { formCheckResult } from "../../../src/core/decision/check-result.ts";
import type { PullRequest } from "../../../src/core/decision/github-facts.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { createTold } from "../../../src/operations/announce.ts";
import type { Reviewed } from "../../../src/operations/briefing/brief.ts";
import { createPendingRequests } from "../../../src/service/notices/pending-requests.ts";
import { depsWith } from "../../support/builders/deps.ts";
import {
  CAROL,
  evidence,
  NOW,
  policy,
  review,
  rulesWith,
  type Twist,
} from "../../support/builders/evidence.ts";

const approvals = { teams: [{ slug: "payments-leads", id: 302 }], remind: "4h", expire: "1d" };

function reviewed(twist: Twist = {}): Reviewed {
  const facts = evidence({
    rules: rulesWith({ policies: [policy({ approvals })] }),
    arrivedAt: NOW,
    ...twist,
  });
  const pull = { ...facts.pull, createdAt: NOW };
  return { pull, checkResult: formCheckResult({ ...facts, pull }, emptyLedger) };
}

const unused = async () => expect.fail("Nobody asks for this.");

/** Comments and a chat; jobs run when the test says so. */
function start(failing: { comments?: boolean; close?: boolean } = {}) {
  const done: string[] = [];
  const jobs = new Map<string, () => Promise<void>>();
  let now = NOW;
  let found: PullRequest | undefined = reviewed().pull;
  const channel = (name: string): Notifier => ({
    name,
    notify: async (pull, notices) => {
      if (failing.comments && name === "github-comments") throw new Error("502");
      for (const { kind } of notices) done.push(`${name} ${pull} ${kind}`);
    },
  });
  const channels = [channel("github-comments"), channel("chat")];
  const close = async (pull: number) => {
    if (failing.close) throw new Error("502");
    done.push(`close ${pull}`);
  };
  const deps = {
    ...depsWith({ now: () => now, notifiers: channels, github: { readPull: async () => found } }),
    told: createTold(2),
    briefings: {
      find: unused,
      write: unused,
      change: unused,
      requestReviews: unused,
      showState: unused,
      close,
      findReplay: unused,
      showReplay: unused,
    },
  };
  const tend = createPendingRequests(
    deps,
    { once: (key, job) => void jobs.set(key, () => job(channels)) },
    { add: (key, job) => void jobs.set(key, job) },
  );
  return {
    done,
    failing,
    tend: (result: Reviewed, at: Date) => {
      now = at;
      tend(result);
    },
    show: (pull: PullRequest | undefined) => {
      found = pull;
    },
    run: async () => {
      while (jobs.size > 0)
        for (const [key, job] of [...jobs]) {
          jobs.delete(key);
          await job().catch(() => undefined);
        }
    },
  };
}

it("reminds on every channel, each reminder once, however often the request is reviewed", async () => {
  const { done, tend, run } = start();
  for (const hours of [1, 4, 5, 6]) {
    tend(reviewed(), addHours(NOW, hours));
    await run();
  }
  expect(done).toEqual(["github-comments 12 reminder", "chat 12 reminder"]);
  tend(reviewed(), addHours(NOW, 8));
  await run();
  expect(done).toHaveLength(4);
});

it("says on the pull request that time is over, then closes it, then tells the others", async () => {
  const { done, tend, run } = start();
  tend(reviewed(), addDays(NOW, 1));
  await run();
  expect(done).toEqual(["github-comments 12 expired", "close 12", "chat 12 expired"]);
});

it("does neither where an approval came before the turn of the job", async () => {
  const { done, tend, run } = start();
  tend(reviewed(), addDays(NOW, 1));
  tend(reviewed({ reviews: [review(CAROL, "APPROVED", { submittedAt: NOW })] }), addDays(NOW, 1));
  await run();
  expect(done).toEqual([]);
});

it.each<[string, Partial<PullRequest> | undefined]>([
  ["merged meanwhile", { state: "closed", merged: { at: NOW, commit: "m1" } }],
  ["pushed to meanwhile", { head: { sha: "h2", ref: "alice-orders", repositoryId: 77 } }],
  ["made a draft meanwhile", { draft: true }],
  ["gone", undefined],
])("leaves a pull request alone that was %s", async (_name, change) => {
  const { done, tend, run, show } = start();
  show(change && { ...reviewed().pull, ...change });
  tend(reviewed(), addDays(NOW, 1));
  await run();
  expect(done).toEqual([]);
});

it("never closes without a word, and says it once where closing fails at first", async () => {
  const world = start({ comments: true });
  world.tend(reviewed(), addDays(NOW, 1));
  await world.run();
  expect(world.done).toEqual([]);
  Object.assign(world.failing, { comments: false, close: true });
  world.tend(reviewed(), addDays(NOW, 1));
  await world.run();
  Object.assign(world.failing, { close: false });
  world.tend(reviewed(), addDays(NOW, 1));
  await world.run();
  expect(world.done).toEqual(["github-comments 12 expired", "close 12", "chat 12 expired"]);
});
