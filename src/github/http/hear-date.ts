import type { Reading } from "../../core/access/trusted-time.ts";

/** A clock that is told what GitHub says the time is. */
export interface DateListener {
  monotonic(): number;
  note(reading: Reading): void;
}

/** The same `fetch`, which tells the clock of each answer's `Date`. A cache repeats an old one, and says so with `Age` (RFC 9111, 5.1). */
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
