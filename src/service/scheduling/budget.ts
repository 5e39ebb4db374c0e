import { LRUCache } from "lru-cache";

/** The number allowed at once for each key; each interval allows one more. */
export interface Allowance {
  readonly most: number;
  readonly everyMs: number;
}

/** Only the keys used last are kept. */
const MAX_KEYS = 10_000;

/** Answers whether one more is allowed for this key now, and if so counts it. */
export function createBudget({ most, everyMs }: Allowance): (key: number | string, now: Date) => boolean {
  const used = new LRUCache<number | string, { readonly count: number; readonly at: number }>({
    max: MAX_KEYS,
  });
  return (key, now) => {
    const before = used.get(key) ?? { count: 0, at: now.getTime() };
    const refilled = Math.max(0, Math.floor((now.getTime() - before.at) / everyMs));
    const count = Math.max(0, before.count - refilled);
    if (count >= most) return false;
    used.set(key, { count: count + 1, at: count === 0 ? now.getTime() : before.at + refilled * everyMs });
    return true;
  };
}
