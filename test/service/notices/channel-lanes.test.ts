// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO5: A channel hangs or fails for hours.

import { expect, it } from "vitest";
import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { createQueue } from "../../../src/lanes/queue.ts";
import { createChannelLanes } from "../../../src/service/notices/channel-lanes.ts";

const channel = (name: string): Notifier => ({ name, notify: async () => undefined });

/** Lanes of GitHub's comments and of a channel that answers nothing until it is let go. */
function createWorld() {
  const errors: string[] = [];
  const done: string[] = [];
  const queues = new Map<string, ReturnType<typeof createQueue>>();
  const open = (name: string) => {
    const queue = createQueue((key) => void errors.push(key));
    queues.set(name, queue);
    return queue;
  };
  const lanes = createChannelLanes(
    [channel("github-comments"), channel("dead"), channel("chat")],
    open("shared"),
    open,
  );
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const job =
    (what: string) =>
    async ([to]: readonly Notifier[]): Promise<void> => {
      if (to?.name === "dead") await gate;
      if (to?.name === "dead") throw new Error("503");
      done.push(`${what} ${to?.name}`);
    };
  const idle = async (name: string): Promise<void> => queues.get(name)?.idle();
  return { errors, done, lanes, letGo: () => letGo(), job, idle };
}

it("NO5: a channel that hangs keeps no other waiting, and its lane holds a bounded number of rounds", async () => {
  const { done, lanes, job, idle, letGo, errors } = createWorld();
  let deadRuns = 0;
  for (let round = 0; round < 200; round++)
    lanes.each("announce", async (to) => {
      if (to[0]?.name === "dead") deadRuns++;
      await job(String(round))(to);
    });
  await Promise.all([idle("shared"), idle("notices to chat")]);
  expect(done.filter((each) => each.endsWith("github-comments"))).toHaveLength(200);
  expect(done.filter((each) => each.endsWith("chat")).length).toBeGreaterThan(0);
  letGo();
  await idle("notices to dead");
  expect(deadRuns).toBeLessThanOrEqual(51);
  // Its guard logs the outage, once.
  expect(errors).toEqual([]);
});

it("adds no work to a lane where the same waits", async () => {
  const { done, lanes, job, idle } = createWorld();
  for (const what of ["a", "b", "c"]) lanes.once("failed round", job(what));
  await Promise.all([idle("shared"), idle("notices to chat")]);
  expect(done.filter((each) => each.endsWith("chat"))).toEqual(["a chat", "b chat"]);
});
