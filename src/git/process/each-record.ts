import type { Store } from "./store.ts";
import { type GitStream, streamGit } from "./stream.ts";

/** Batches that may wait to be read before git has to wait. */
const WAITING = 4;

/** The end of each record: NUL for a command with `-z`. */
type End = "\0" | "\n";

/** A command's output, in batches as it arrives. Holds only a few of them. */
export async function* eachRecord<T>(
  store: Store,
  args: readonly string[],
  parse: (record: Buffer) => T,
  end: End = "\0",
): AsyncGenerator<readonly T[], undefined> {
  const waiting: T[][] = [];
  let wake = (): void => undefined;
  const child: GitStream = streamGit(store, args, (bytes) => {
    const { batch, taken } = takeRecords(bytes, parse, end.charCodeAt(0));
    if (batch.length > 0) waiting.push(batch);
    if (waiting.length >= WAITING) child.pause();
    wake();
    return { taken };
  });
  child.end();
  let isOver = false;
  const over = child.done.finally(() => {
    isOver = true;
    wake();
  });
  over.catch(() => undefined);
  try {
    for (;;) {
      const batch = waiting.shift();
      if (batch !== undefined) yield batch;
      else if (isOver) return await over.then(() => undefined);
      else {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        child.resume();
        await woken;
      }
    }
  } finally {
    // The reader may stop early.
    child.stop();
  }
}

function takeRecords<T>(
  bytes: Buffer,
  parse: (record: Buffer) => T,
  end: number,
): { batch: T[]; taken: number } {
  const batch: T[] = [];
  let taken = 0;
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, taken)) {
    batch.push(parse(bytes.subarray(taken, at)));
    taken = at + 1;
  }
  return { batch, taken };
}
