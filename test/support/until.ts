import { setTimeout as pause } from "node:timers/promises";

const BETWEEN_MS = 100;

export interface Deadline {
  readonly deadlineMs?: number;
  /** Told when the deadline passes: what those involved said last. */
  readonly story?: () => string;
}

/** Reads again and again until the value is accepted, and returns it. After the deadline it throws with the last value, or the last failure to read one. */
export async function until<Value>(
  what: string,
  read: () => Promise<Value>,
  accept: (value: Value) => boolean,
  { deadlineMs = 25_000, story = () => "" }: Deadline = {},
): Promise<Value> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const seen = await attempt(read);
    if ("value" in seen && accept(seen.value)) return seen.value;
    if (Date.now() > end)
      throw new Error(`Not within ${deadlineMs} ms: ${what}. Last seen: ${show(seen)}\n${story()}`);
    await pause(BETWEEN_MS);
  }
}

async function attempt<Value>(read: () => Promise<Value>): Promise<{ value: Value } | { failure: unknown }> {
  try {
    return { value: await read() };
  } catch (failure) {
    return { failure };
  }
}

const show = (seen: { value: unknown } | { failure: unknown }): string =>
  "value" in seen ? JSON.stringify(seen.value, undefined, 2) : String(seen.failure);
