import type { Repository } from "./model.ts";

/** A queue of one: each piece of work starts when the one before has ended, whether well or not. */
export function takeTurns(): Repository["exclusively"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}
