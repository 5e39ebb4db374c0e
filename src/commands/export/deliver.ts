import { LONGEST_RETRY_MS, spread, waitAfter } from "../../core/plan/back-off.ts";
import type { CursorFile } from "./cursor.ts";
import type { Written } from "./http-bodies.ts";
import type { Send } from "./http-receiver.ts";
import type { ReadEvent } from "./read-events.ts";
import { ReceiverError } from "./receiver-error.ts";

export interface Delivery {
  readonly send: Send;
  readonly cursor: Pick<CursorFile, "write">;
  readonly toDocument: (event: ReadEvent["event"]) => object;
  /** Events in one message at most. */
  readonly batch: number;
  /** Failures in a row after which it gives up; Infinity: it never does. */
  readonly tries: number;
  /** Resolves after so many milliseconds, or when the process is to stop. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly isStopping: () => boolean;
  /** Called for each failure, and with an empty text once it goes on. */
  readonly note: (failure: string) => void;
}

/**
 * Sends events in order, and moves the cursor after each message that the receiver took: it may get an event twice, and never misses one.
 * Answers how many it took. Rejects with the last `ReceiverError` when it gives up, and stops early when asked.
 */
export async function deliver(
  source: AsyncIterable<readonly ReadEvent[]>,
  delivery: Delivery,
): Promise<number> {
  let sent = 0;
  let waiting: readonly ReadEvent[] = [];
  const flush = async (least: number): Promise<void> => {
    while (waiting.length >= least && waiting.length > 0 && !delivery.isStopping()) {
      const taken = await sendSome(waiting.slice(0, delivery.batch), delivery);
      waiting = waiting.slice(taken);
      sent += taken;
    }
  };
  for await (const some of source) {
    waiting = [...waiting, ...some];
    await flush(delivery.batch);
    if (delivery.isStopping()) return sent;
  }
  await flush(1);
  return sent;
}

/** Answers how many of the first ones were taken, fewer than given where the receiver wants less at once; 0: the process is to stop. */
async function sendSome(events: readonly ReadEvent[], delivery: Delivery): Promise<number> {
  const { send, cursor, toDocument, tries, wait, isStopping, note } = delivery;
  let count = events.length;
  for (let failures = 0; !isStopping(); ) {
    const some = events.slice(0, count);
    try {
      await send(some.map(({ event }): Written => ({ event, document: toDocument(event) })));
    } catch (error) {
      if (!(error instanceof ReceiverError)) throw error;
      if (error.answer === "too large" && count > 1) {
        count = Math.ceil(count / 2);
        continue;
      }
      failures++;
      if (failures >= tries || (error.answer !== "later" && Number.isFinite(tries))) throw error;
      note(`${error.message} Trying again.\n`);
      // What somebody has to correct is tried at the longest pause.
      const least = error.answer === "later" ? waitAfter(failures - 1, error) : LONGEST_RETRY_MS;
      await wait(Math.max(spread(least, Math.random), error.retryAfterMs ?? 0));
      continue;
    }
    const last = some.at(-1);
    if (last !== undefined) await cursor.write(last.cursor);
    note("");
    return some.length;
  }
  return 0;
}
