import type { Weather } from "./machine.ts";

export interface Trouble extends Weather {
  /** How often a write at a provider lands late, its caller having given up. */
  readonly late: number;
  /** Listings may be from before the last writes. */
  readonly stale: boolean;
}

export const fine: Trouble = { down: false, before: 0, after: 0, late: 0, stale: false };

/** What is wrong between whom at this moment, and since when nothing is. `*` = for everybody. */
export interface Skies {
  set(machine: string, boundary: string, trouble: Trouble): void;
  clear(): void;
  at(machine: string, boundary: string): Trouble | undefined;
  /** Since when calls come through reliably; undefined = they do not. */
  fineSince(machine: string, boundary: string): number | undefined;
}

export function createSkies(now: () => number): Skies {
  const troubles = new Map<string, Trouble>();
  const ends = new Map<string, number>();
  const end = (key: string): void => {
    if (troubles.delete(key)) ends.set(key, now());
  };
  const at = (machine: string, boundary: string): Trouble | undefined =>
    troubles.size === 0
      ? undefined
      : (troubles.get(`${machine} ${boundary}`) ?? troubles.get(`* ${boundary}`));
  return {
    set(machine, boundary, trouble) {
      const key = `${machine} ${boundary}`;
      end(key);
      if (trouble.down || trouble.before > 0 || trouble.after > 0 || trouble.late > 0 || trouble.stale)
        troubles.set(key, trouble);
    },
    clear() {
      for (const key of [...troubles.keys()]) end(key);
    },
    at,
    fineSince: (machine, boundary) =>
      at(machine, boundary) !== undefined
        ? undefined
        : Math.max(0, ends.get(`${machine} ${boundary}`) ?? 0, ends.get(`* ${boundary}`) ?? 0),
  };
}
