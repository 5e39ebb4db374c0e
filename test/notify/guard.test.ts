import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Log } from "../../src/core/ports/log.ts";
import { guardNotifier } from "../../src/notify/guard.ts";

const START = new Date("2026-11-20T14:00:00Z");
beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const lines: string[] = [];
const log: Log = {
  info: (_, message) => void lines.push(message),
  warn: (_, message) => void lines.push(message),
  error: (_, message) => void lines.push(message),
};
beforeEach(() => void lines.splice(0));

/** A channel that never answers while it hangs. */
function createChannel() {
  const sent: number[] = [];
  let hangs = false;
  const notify = async (pull: number): Promise<void> => {
    if (hangs) await new Promise<never>(() => {});
    sent.push(pull);
  };
  const { notify: guarded } = guardNotifier({ name: "chat", notify }, () => new Date(), log);
  const send = (pull: number): Promise<void> => guarded(pull, [], false);
  const hang = (value: boolean): void => {
    hangs = value;
  };
  return { sent, send, hang };
}

it("gives up a call without an answer after a minute, and lets the channel rest for five", async () => {
  const { sent, send, hang } = createChannel();
  hang(true);
  const first = expect(send(1)).rejects.toThrow("chat did not answer within 60 seconds.");
  await vi.advanceTimersByTimeAsync(60_000);
  await first;
  hang(false);
  await expect(send(2)).rejects.toThrow("chat did not answer; the next try is at 2026-11-20T14:06:00.000Z.");
  await vi.advanceTimersByTimeAsync(300_000);
  await send(3);
  expect(sent).toEqual([3]);
});

it("passes a failure on, and lets the next call through", async () => {
  const failing = guardNotifier(
    { name: "chat", notify: () => Promise.reject(new Error("502")) },
    () => START,
    log,
  );
  for (const pull of [1, 2]) await expect(failing.notify(pull, [], false)).rejects.toThrow("502");
  expect(vi.getTimerCount()).toBe(0);
});

it("rests no longer because the clock was ahead", async () => {
  const { sent, send, hang } = createChannel();
  hang(true);
  const first = expect(send(1)).rejects.toThrow("did not answer within");
  await vi.advanceTimersByTimeAsync(60_000);
  await first;
  hang(false);
  vi.setSystemTime(new Date(START.getTime() - 3_600_000));
  await send(2);
  expect(sent).toEqual([2]);
});

it("logs the beginning and the end of an outage, and nothing in between", async () => {
  let fails = true;
  const notify = async (): Promise<void> => {
    if (fails) throw new Error("502");
  };
  const chat = guardNotifier({ name: "chat", notify }, () => START, log);
  for (const pull of [1, 2, 3]) await expect(chat.notify(pull, [], false)).rejects.toThrow("502");
  expect(lines).toEqual(["people could not be told; Hallpass tries again"]);
  fails = false;
  await chat.notify(4, [], true);
  await chat.notify(5, [], true);
  expect(lines.slice(1)).toEqual(["the channel works again"]);
});
