import type { Query } from "./query.ts";

const PAUSE_SECONDS = 0.02;

/** Asks until nothing is left or the time is up; returns what is left. */
export async function waitForNone<Row>(
  query: Query,
  milliseconds: number,
  listLeft: () => Promise<Row[]>,
): Promise<Row[]> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const left = await listLeft();
    if (left.length === 0 || performance.now() >= end) return left;
    await query("SELECT pg_sleep($1)", [PAUSE_SECONDS]);
  }
}
