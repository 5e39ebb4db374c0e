/** Runs work one at a time, in order. A failure goes to its caller and does not affect other work. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}

/** A lane for each key: work with the same key runs one at a time, work with different keys side by side. */
export interface Locks {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createLocks(): Locks {
  const lanes = new Map<string, { readonly lane: Lane; waiting: number }>();
  return {
    async run(key, work) {
      const mine = lanes.get(key) ?? { lane: createLane(), waiting: 0 };
      lanes.set(key, mine);
      mine.waiting++;
      try {
        return await mine.lane(work);
      } finally {
        mine.waiting--;
        if (mine.waiting === 0) lanes.delete(key);
      }
    },
  };
}
