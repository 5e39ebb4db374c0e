/** A map that can still be written to, until it is handed out as read-only. */
export interface DraftMap<K, V> extends ReadonlyMap<K, V> {
  set(key: K, value: V): unknown;
}

/** A smaller map is copied faster than it is looked through in two layers. */
const SMALL = 256;

/**
 * A copy of a map that is never written to again, without copying all of it: a change of few entries costs about the square root
 * of the map's size. The order is that of a `Map`.
 */
export function draftOf<K, V>(map: ReadonlyMap<K, V>): DraftMap<K, V> {
  if (map.size < SMALL) return new Map(map);
  const { root, changed } =
    map instanceof LayeredMap ? map.layers() : { root: map, changed: new Map<K, V>() };
  const isHeavy = changed.size * changed.size > root.size;
  return isHeavy ? new Map(map) : new LayeredMap(root, new Map(changed));
}

class LayeredMap<K, V> implements DraftMap<K, V> {
  readonly #root: ReadonlyMap<K, V>;
  readonly #changed: Map<K, V>;
  #added: number;

  constructor(root: ReadonlyMap<K, V>, changed: Map<K, V>) {
    this.#root = root;
    this.#changed = changed;
    this.#added = [...changed.keys()].filter((key) => !root.has(key)).length;
  }

  layers(): { readonly root: ReadonlyMap<K, V>; readonly changed: ReadonlyMap<K, V> } {
    return { root: this.#root, changed: this.#changed };
  }

  set(key: K, value: V): void {
    if (!this.has(key)) this.#added += 1;
    this.#changed.set(key, value);
  }

  get size(): number {
    return this.#root.size + this.#added;
  }

  has(key: K): boolean {
    return this.#changed.has(key) || this.#root.has(key);
  }

  get(key: K): V | undefined {
    return this.#changed.has(key) ? this.#changed.get(key) : this.#root.get(key);
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }

  *entries(): Generator<[K, V], undefined> {
    for (const [key, value] of this.#root) {
      const changed = this.#changed.get(key);
      yield [key, changed !== undefined || this.#changed.has(key) ? (changed as V) : value];
    }
    for (const [key, value] of this.#changed) if (!this.#root.has(key)) yield [key, value];
  }

  *keys(): Generator<K, undefined> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): Generator<V, undefined> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }
}
