/** A place in the system, and the name by which people ask for it. */
export type NamedPlace = readonly [name: string, place: string];

/**
 * Throws if two names stand for one place: the first end would cut off the other grant. `explain` makes the message from the place and
 * its two names.
 */
export function refuseRepeated(
  offer: Iterable<NamedPlace>,
  explain: (place: string, first: string, second: string) => string,
): void {
  const names = new Map<string, string>();
  for (const [name, place] of offer) {
    const other = names.get(place);
    if (other !== undefined) throw new Error(explain(place, other, name));
    names.set(place, name);
  }
}

/** A message for `refuseRepeated`, where a place has no word of its own. */
export const sameAccess =
  (where: string) =>
  (place: string, first: string, second: string): string =>
    `${where}: ${first} and ${second} are the same access, ${place}. Remove one of them.`;
