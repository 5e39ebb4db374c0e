// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   DS1: A thousand pull requests, or a thousand pushes to one.

import { describe, expect, it } from "vitest";
import { createQueue } from "../../src/lanes/queue.ts";

/** Jobs that write down when they run, on a queue whose first job is held until `release`. */
function setUp() {
  const ran: string[] = [];
  const errors: string[] = [];
  const queue = createQueue((key) => errors.push(key));
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  queue.add("first", async () => {
    await held;
    ran.push("first");
  });
  const add = (key: string, urgent = false) =>
    queue.add(
      key,
      async () => {
        ran.push(key);
      },
      { urgent },
    );
  return { queue, ran, errors, add, release: () => release() };
}

describe("queue", () => {
  it("runs one job at a time, in order, urgent ones first", async () => {
    const { queue, ran, add, release } = setUp();
    add("a");
    add("b");
    add("c", true);
    release();
    await queue.idle();
    expect(ran).toEqual(["first", "c", "a", "b"]);
  });

  it("DS1: runs a key that waits once, however often it was added", async () => {
    const { queue, ran, add, release } = setUp();
    add("a");
    add("a");
    add("first");
    release();
    await queue.idle();
    expect(ran).toEqual(["first", "a", "first"]);
  });

  it("puts a key that waits first once it is urgent, and runs it once", async () => {
    const { queue, ran, add, release } = setUp();
    add("a");
    add("b");
    add("b", true);
    add("b");
    release();
    await queue.idle();
    expect(ran).toEqual(["first", "b", "a"]);
  });

  it("goes on after a job that failed, and says which", async () => {
    const { queue, ran, errors, add, release } = setUp();
    queue.add("broken", () => Promise.reject(new Error("no")));
    add("a");
    release();
    await queue.idle();
    expect([ran, errors]).toEqual([["first", "a"], ["broken"]]);
  });

  it("starts nothing more once stopped", async () => {
    const { queue, ran, add, release } = setUp();
    add("a");
    queue.stop();
    add("b");
    release();
    await queue.idle();
    expect(ran).toEqual(["first"]);
  });
});
