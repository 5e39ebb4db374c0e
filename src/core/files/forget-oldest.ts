/** Deletes the entries of a map or set that were put in first, until no more than `most` are left. */
export function forgetOldest<K>(
  known: { readonly size: number; keys(): Iterable<K>; delete(key: K): boolean },
  most: number,
): void {
  for (const oldest of known.keys()) {
    if (known.size <= most) return;
    known.delete(oldest);
  }
}
