import { expect, it } from "vitest";
import { createLocks } from "../../src/lanes/one-at-a-time.ts";

it("runs one at a time per key, in order, and others side by side, also after a failure", async () => {
  const locks = createLocks();
  const ran: string[] = [];
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = locks.run("a", async () => {
    await gate;
    throw new Error("no");
  });
  const second = locks.run("a", async () => ran.push("second"));
  await locks.run("b", async () => ran.push("other"));
  release();
  await expect(first).rejects.toThrow("no");
  await second;
  expect(ran).toEqual(["other", "second"]);
});
