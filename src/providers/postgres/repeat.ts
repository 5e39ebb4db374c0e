import type { Query } from "./sessions.ts";

const PAUSE_MS = 10;

/** Asks for what is left until nothing is, or the time is up; returns what is left then. */
export async function waitForNone<Row>(
  query: Query,
  milliseconds: number,
  listLeft: () => Promise<Row[]>,
): Promise<Row[]> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const left = await listLeft();
    if (left.length === 0 || waited >= milliseconds) return left;
    await query("SELECT pg_sleep($1)", [PAUSE_MS / 1000]);
  }
}
