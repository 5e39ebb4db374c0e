import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createListener, type Heard } from "../../src/listener.ts";
import type { Deps } from "../../src/operations/deps.ts";
import { createQueue } from "../../src/queue.ts";
import { createWorld } from "../operations/world.ts";
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
  const github = {
    ...unusedGitHub,
    answer: async () => {
      if (++tries <= failures) throw error;
    },
  };
  const cosmetic = createQueue(() => undefined);
  const { ledger, journal, log, now } = createWorld([], []).deps;
  const deps = { ledger, journal, log, now, github } satisfies Partial<Deps>;
  const unused = { commands: cosmetic, reviewSoon: () => {}, watchSoon: () => {}, onEnded: () => {} };
  const listener = createListener(deps as never, { ...unused, cosmetic });
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
