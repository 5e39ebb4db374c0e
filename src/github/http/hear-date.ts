import type { Reading } from "../../core/access/trusted-time.ts";

/** A clock that learns GitHub's time. */
export interface DateListener {
  monotonic(): number;
  note(reading: Reading): void;
}

/** A `fetch` that reports each answer's `Date` to the clock. Skips answers of a cache, which carry `Age` (RFC 9111, 5.1). */
export const hearDate =
  (inner: typeof fetch, clock: DateListener): typeof fetch =>
  async (url, init) => {
    const sentAt = clock.monotonic();
    const answer = await inner(url, init);
    const said = new Date(answer.headers.get("date") ?? "");
    const isFresh = answer.status < 500 && !answer.headers.has("age") && !Number.isNaN(said.getTime());
    if (isFresh) clock.note({ said, sentAt, receivedAt: clock.monotonic() });
    return answer;
  };
