import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withProgress } from "../../src/commands/runner/progress.ts";

const isTerminal = process.stderr.isTTY;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  process.stderr.isTTY = isTerminal;
});

/** Work that takes so long, on a terminal or not, and what was shown meanwhile. */
async function wait(milliseconds: number, { isTTY = true, text = ["Asking…"] } = {}) {
  process.stderr.isTTY = isTTY;
  const shown: string[] = [];
  const work = () => new Promise<string>((resolve) => setTimeout(() => resolve("done"), milliseconds));
  const result = withProgress(text[0], work, async (said) => {
    shown.push(said);
    return () => {
      shown.push("gone");
    };
  });
  await vi.advanceTimersByTimeAsync(milliseconds);
  expect(await result).toBe("done");
  return shown;
}

it("says nothing of work that takes less than two seconds", async () => {
  expect(await wait(1999)).toEqual([]);
  await vi.advanceTimersByTimeAsync(5000);
});

it("tells what longer work waits for, and takes it away at the end", async () => {
  expect(await wait(2001)).toEqual(["Asking…", "gone"]);
});

it("is silent where no terminal is, and for a command that waits for nothing", async () => {
  expect(await wait(60_000, { isTTY: false })).toEqual([]);
  expect(await wait(60_000, { text: [] })).toEqual([]);
});

it("takes it away when the work fails", async () => {
  process.stderr.isTTY = true;
  const hidden = vi.fn();
  const work = () =>
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("no")), 3000);
    });
  const result = expect(withProgress("Asking…", work, async () => hidden)).rejects.toThrow("no");
  await vi.advanceTimersByTimeAsync(3000);
  await result;
  expect(hidden).toHaveBeenCalledTimes(1);
});
