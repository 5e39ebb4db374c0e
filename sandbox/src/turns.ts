import type { Repository } from "./model.ts";

/** A queue with one worker: each task starts after the one before, even if that failed. */
export function takeTurns(): Repository["exclusively"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}
