import { RepositoryError } from "./error.ts";
import { requireId } from "./object-hash.ts";
import { requireObjectId } from "./object-id.ts";
import type { Store } from "./store.ts";
import { streamGit } from "./stream.ts";

type Kind = "blob" | "commit";

/**
 * Reads many objects of one type with one process, in the order asked for, and keeps none: `visit` gets each with what it was asked
 * for. Throws when one is missing, damaged or of another type, or what `visit` throws.
 */
export async function eachObject<Wanted>(
  store: Store,
  type: Kind,
  batches: Iterable<readonly Wanted[]> | AsyncIterable<readonly Wanted[]>,
  idOf: (wanted: Wanted) => string,
  visit: (bytes: Buffer, wanted: Wanted) => void,
): Promise<void> {
  const asked = createLine<Wanted>();
  const child = streamGit(store, ["cat-file", "--batch", "--buffer"], (bytes) => {
    let taken = 0;
    for (;;) {
      const wanted = asked.first();
      const answer = wanted && readAnswer(bytes, taken, idOf(wanted), type);
      if (wanted === undefined || answer === undefined) return { taken };
      if (answer.end > bytes.length) return { taken, next: answer.end - taken };
      const content = bytes.subarray(answer.start, answer.end - 1);
      requireId(idOf(wanted), type, content);
      visit(content, wanted);
      asked.drop();
      taken = answer.end;
    }
  });
  try {
    for await (const batch of batches) {
      asked.add(batch);
      await child.write(batch.map((wanted) => `${requireObjectId(idOf(wanted))}\n`).join(""));
    }
  } finally {
    child.end();
  }
  await child.done;
  const unanswered = asked.first();
  if (unanswered !== undefined) throw missing(idOf(unanswered), type);
}

/** Offsets of the contents and of the next answer; `undefined` until the first line has arrived. */
function readAnswer(bytes: Buffer, from: number, id: string, type: Kind) {
  const newline = bytes.indexOf(10, from);
  if (newline < 0) return undefined;
  const line = bytes.toString("latin1", from, newline);
  const before = `${id} ${type} `;
  if (!line.startsWith(before)) throw missing(id, type);
  return { start: newline + 1, end: newline + 2 + Number(line.slice(before.length)) };
}

/** First in, first out, without moving the others up each time. */
function createLine<T>() {
  let items: T[] = [];
  let head = 0;
  return {
    add(more: readonly T[]): void {
      if (head > items.length / 2) {
        items = items.slice(head);
        head = 0;
      }
      for (const item of more) items.push(item);
    },
    first: (): T | undefined => items[head],
    drop(): void {
      head += 1;
    },
  };
}

const missing = (id: string, type: string) =>
  new RepositoryError({
    command: "cat-file",
    detail: `${id} is not a ${type} of this clone`,
    retryable: false,
  });
