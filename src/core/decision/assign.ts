/** So many different people are needed of these. */
export interface Need {
  readonly count: number;
  readonly people: ReadonlySet<number>;
}

/**
 * How many of each need can be met when everybody counts once: as many as possible in all (a largest matching, by augmenting paths). What
 * earlier needs have is never taken from them.
 */
export function assign(needs: readonly Need[]): number[] {
  const slots = needs.flatMap((need, index) =>
    Array.from({ length: need.count }, () => ({ people: [...need.people], need: index })),
  );
  const slotOf = new Map<number, number>();
  const place = (slot: number, tried: Set<number>): boolean =>
    (slots[slot]?.people ?? []).some((person) => {
      if (tried.has(person)) return false;
      tried.add(person);
      const other = slotOf.get(person);
      if (other !== undefined && !place(other, tried)) return false;
      slotOf.set(person, slot);
      return true;
    });
  const filled = needs.map(() => 0);
  for (const [slot, { need }] of slots.entries())
    if (place(slot, new Set())) filled[need] = (filled[need] ?? 0) + 1;
  return filled;
}

/** Can all of them be met, with everybody counted once? */
export const isMet = (needs: readonly Need[]): boolean =>
  assign(needs).every((filled, index) => filled === needs[index]?.count);
