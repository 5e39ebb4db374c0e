import { setTimeout as pause } from "node:timers/promises";

const DEADLINE_MS = 20_000;

/** GitHub allows 900 reads of one endpoint in a minute. */
const PAUSE_MS = 100;

/** The time limit for one wait, and the signal that stops it early. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly deadlineMs?: number;
}

/**
 * Polls until there is an answer. Throws with the name of the awaited thing after the deadline, or with the signal's reason when the
 * demo must stop.
 */
export async function waitFor<T>(
  what: string,
  { signal, deadlineMs = DEADLINE_MS }: Deadline,
  probe: () => Promise<T | undefined>,
  pauseMs: number = PAUSE_MS,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    signal.throwIfAborted();
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() > end)
      throw new Error(`Waited ${Math.round(deadlineMs / 1000)} seconds without success for this: ${what}.`);
    await pause(pauseMs);
  }
}
