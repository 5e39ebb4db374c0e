import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepConnection, retryAfter } from "../../src/providers/adapter/connection/kept-connection.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Stub extends EventEmitter {
  holdsProcess = true;
}

/** Opens connections, as many as the server has. */
function serverWith(answers: readonly boolean[] = []) {
  const opened: Stub[] = [];
  const left = [...answers];
  let tries = 0;
  const kept = keepConnection<Stub>({
    async open() {
      tries += 1;
      if (left.shift() === false) throw new Error("sorry, too many clients already");
      const stub = new Stub();
      opened.push(stub);
      return stub;
    },
    watch: (stub, lose) => void stub.once("end", lose),
    setIdle(stub, isIdle) {
      stub.holdsProcess = !isIdle;
    },
    async end(stub) {
      stub.emit("end");
    },
  });
  return { kept, opened, countTries: () => tries };
}

describe("the connection that is kept for endings", () => {
  it("is not opened before it is asked for, and once only", async () => {
    const { kept, countTries } = serverWith();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([countTries(), kept.take(), await kept.wait(1000)]).toEqual([0, undefined, undefined]);
    kept.keep();
    kept.keep();
    await vi.advanceTimersByTimeAsync(0);
    expect(countTries()).toBe(1);
  });

  it("is one caller's at a time, and keeps the process alive only meanwhile", async () => {
    const { kept, opened } = serverWith();
    kept.keep();
    await vi.advanceTimersByTimeAsync(0);
    expect(opened[0]?.holdsProcess).toBe(false);
    const first = kept.take();
    expect(first).toBe(opened[0]);
    expect([opened[0]?.holdsProcess, kept.take()]).toEqual([true, undefined]);
    const second = kept.wait(1000);
    if (first !== undefined) kept.giveBack(first, true);
    expect(await second).toBe(first);
  });

  it("is tried again with growing pauses while the server has none to give, and at once when it is lost later", async () => {
    const { kept, opened, countTries } = serverWith([false, false, false]);
    kept.keep();
    await vi.advanceTimersByTimeAsync(retryAfter(0) + retryAfter(1) + retryAfter(2) - 1);
    expect([countTries(), opened.length]).toEqual([3, 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([countTries(), opened.length]).toEqual([4, 1]);
    opened[0]?.emit("end");
    expect(kept.take()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(retryAfter(0));
    expect(kept.take()).toBe(opened[1]);
  });

  it("pauses no longer than five seconds", () => {
    expect([0, 1, 5, 6, 1_000].map(retryAfter)).toEqual([100, 200, 3_200, 5_000, 5_000]);
  });

  it("is opened anew when it is given back broken; who waits is told that there is none", async () => {
    const { kept, opened } = serverWith();
    kept.keep();
    await vi.advanceTimersByTimeAsync(0);
    const first = kept.take();
    const waiting = kept.wait(1000);
    if (first !== undefined) kept.giveBack(first, false);
    expect(await waiting).toBeUndefined();
    await vi.advanceTimersByTimeAsync(retryAfter(0));
    expect(kept.take()).toBe(opened[1]);
  });

  it("is waited for no longer than a call may wait, and is the next one's then", async () => {
    const { kept, opened } = serverWith();
    kept.keep();
    await vi.advanceTimersByTimeAsync(0);
    const first = kept.take();
    const waiting = kept.wait(5_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await waiting).toBeUndefined();
    if (first !== undefined) kept.giveBack(first, true);
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.take()).toBe(opened[0]);
  });

  it("is not opened any more once it was closed, and is waited for while it is in use", async () => {
    const { kept, opened, countTries } = serverWith();
    kept.keep();
    await vi.advanceTimersByTimeAsync(0);
    const mine = kept.take();
    let closed = false;
    const closing = kept.close().then(() => {
      closed = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(closed).toBe(false);
    if (mine !== undefined) kept.giveBack(mine, true);
    await closing;
    expect(opened[0]?.holdsProcess).toBe(true);
    opened[0]?.emit("end");
    kept.keep();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([countTries(), kept.take()]).toEqual([1, undefined]);
  });
});
