import { expect, it } from "vitest";
import { mapAFew } from "../../src/lanes/a-few-at-once.ts";

it("runs a few at once, and answers in order", async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < 5 - item; turn++) await Promise.resolve();
    running--;
    return item * 10;
  };
  expect(await mapAFew([1, 2, 3, 4], 2, work)).toEqual([10, 20, 30, 40]);
  expect(most).toBe(2);
});

it("throws the first failure, after everything that runs has finished", async () => {
  const finished: number[] = [];
  const work = async (item: number): Promise<void> => {
    await Promise.resolve();
    if (item === 1) throw new Error("no");
    await Promise.resolve();
    finished.push(item);
  };
  await expect(mapAFew([1, 2], 2, work)).rejects.toThrow("no");
  expect(finished).toEqual([2]);
});
