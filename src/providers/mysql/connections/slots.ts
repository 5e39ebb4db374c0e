/** Lets a number of callers work at once; the others wait in order of arrival. */
export interface Slots {
  /** Takes a slot; `false` when none came free in time. */
  take(milliseconds: number): Promise<boolean>;
  giveBack(): void;
}

export function createSlots(most: number): Slots {
  let free = most;
  const waiting: (() => void)[] = [];

  return {
    take(milliseconds) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          resolve(true);
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(wake), 1);
          resolve(false);
        }, milliseconds);
        waiting.push(wake);
      });
    },
    giveBack() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
