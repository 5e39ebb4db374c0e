import { setTimeout as pause } from "node:timers/promises";

const DEADLINE_MS = 20_000;
const PAUSE_MS = 25;

/**
 * Asks again until there is an answer. Throws when `deadlineMs` have passed, naming what was waited for, and the
 * signal's reason when the demo has been told to end.
 */
export async function waitFor<T>(
  what: string,
  signal: AbortSignal,
  probe: () => Promise<T | undefined>,
  deadlineMs: number = DEADLINE_MS,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    signal.throwIfAborted();
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() > end)
      throw new Error(`Waited ${Math.round(deadlineMs / 1000)} seconds in vain for this: ${what}.`);
    await pause(PAUSE_MS);
  }
}
