// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X50: Pull requests that cannot be read are opened, many of them.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { applyEntries, emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { GitHub } from "../../src/core/ports/github.ts";
import { createQueue } from "../../src/lanes/queue.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { createListener, type Heard } from "../../src/service/listener.ts";
import { createWorld } from "../operations/world.ts";
import { intendAt } from "../support/builders/provider.ts";
import { unusedGitHub } from "../support/unused.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const help: Heard = {
  ...{ kind: "help", pull: 1, isOpen: true, comment: 7, delivery: "d" },
  ...{ author: { id: 1001, login: "alice" }, at: new Date("2026-11-20T14:00:00Z") },
};

/** A listener whose first answers GitHub refuses. */
function listen(failures: number, error: Error = new Error("502")) {
  let tries = 0;
  const replies = {
    listAnswered: async () => new Set<number>(),
    answer: async () => {
      if (++tries <= failures) throw error;
    },
  };
  const cosmetic = createQueue(() => undefined);
  const deps = { ...createWorld([], []).deps, replies };
  const unused = { commands: cosmetic, reviewSoon: () => {}, watchSoon: () => {}, onEnded: () => {} };
  const listener = createListener(deps, { ...unused, cosmetic });
  return { listener, cosmetic, countTries: () => tries };
}

it("answers a comment later when GitHub fails", async () => {
  const { listener, countTries } = listen(3);
  listener.hear(help);
  await vi.advanceTimersByTimeAsync(0);
  expect(countTries()).toBe(1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(countTries()).toBe(4);
});

it("waits as long as GitHub asks for, and gives up at last", async () => {
  const { listener, countTries } = listen(1000, Object.assign(new Error("429"), { retryAfterMs: 120_000 }));
  listener.hear(help);
  await vi.advanceTimersByTimeAsync(119_000);
  expect(countTries()).toBe(1);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(countTries()).toBe(10);
});

it("answers nothing once it has stopped", async () => {
  const { listener, cosmetic, countTries } = listen(3);
  listener.hear(help);
  await vi.advanceTimersByTimeAsync(0);
  cosmetic.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(countTries()).toBe(1);
});

const end: Heard = { ...help, kind: "end", author: { id: 1003, login: "carol" } };

/** A listener that knows of alice's request, which carol approved, and how often it asked for a watch. */
async function listenToEnds(readComment: GitHub["readComment"]) {
  const intent = await intendAt(memoryProvider({ name: "orders-db" }), "payments/a", 7200);
  const github = { ...unusedGitHub, readComment };
  const deps = { ...createWorld([], [intent]).deps, github };
  const failed: unknown[] = [];
  const commands = createQueue((_key, error) => failed.push(error));
  let watches = 0;
  const watchSoon = () => void ++watches;
  const unused = { cosmetic: createQueue(() => undefined), reviewSoon: () => {}, onEnded: () => {} };
  const listener = createListener(deps, { ...unused, commands, watchSoon });
  listener.learn(applyEntries(emptyLedger, [intent]));
  return { listener, failed, commands, countWatches: () => watches };
}

it("an end that could not be carried out at once is looked for again, and the failure is told", async () => {
  const { listener, commands, failed, countWatches } = await listenToEnds(async () => {
    throw new Error("502");
  });
  listener.hear(end);
  expect(countWatches()).toBe(0);
  await commands.idle();
  expect(countWatches()).toBe(1);
  expect(failed).toMatchObject([{ message: "502" }]);
});

it("an end that GitHub does not tell of yet is looked for again", async () => {
  const { listener, commands, failed, countWatches } = await listenToEnds(async () => undefined);
  listener.hear(end);
  await commands.idle();
  expect([countWatches(), failed]).toEqual([1, []]);
});

it("a comment that was changed or deleted is looked for at once, a few times for each person", async () => {
  const { listener, countWatches } = await listenToEnds(async () => undefined);
  for (let each = 0; each < 8; each++) listener.hearTakenBack({ pull: 1, by: 1004 });
  expect(countWatches()).toBe(5);
  listener.hearTakenBack({ pull: 1, by: 1001 });
  expect(countWatches()).toBe(6);
});

it("X50: one person's edits of pull requests cost five reviews at once, and share that budget with comments", () => {
  const reviewed: number[] = [];
  const { deps } = createWorld([], []);
  const queue = createQueue(() => undefined);
  const actions = { commands: queue, cosmetic: queue, watchSoon: () => {}, onEnded: () => {} };
  const listener = createListener(deps, {
    ...actions,
    reviewSoon: (pull) => void reviewed.push(pull),
  });
  for (let pull = 1; pull <= 20; pull += 1) listener.hearEdit({ pull, by: 1001 });
  listener.hear({ ...help, kind: "check" });
  expect(reviewed).toEqual([1, 2, 3, 4, 5]);
  listener.hearEdit({ pull: 21, by: 1003 });
  expect(reviewed).toEqual([1, 2, 3, 4, 5, 21]);
});
