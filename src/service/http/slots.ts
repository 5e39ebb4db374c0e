/** A limited number of places, for peers that may never finish. */
export interface Slots {
  /** Takes a place. Calls `evict` when a newer peer needs it. Answers the function that gives it back. */
  take(evict: () => void): () => void;
}

/** Evicts the oldest peer when all places are taken: GitHub finishes within a second, so the oldest one stalls. */
export function createSlots(limit: number): Slots {
  const held = new Map<symbol, () => void>();
  const evictOldest = (): void => {
    const [oldest] = held;
    if (oldest === undefined) return;
    held.delete(oldest[0]);
    oldest[1]();
  };
  return {
    take(evict) {
      if (held.size >= limit) evictOldest();
      const key = Symbol("slot");
      held.set(key, evict);
      return () => void held.delete(key);
    },
  };
}
