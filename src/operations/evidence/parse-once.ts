import { LRUCache } from "lru-cache";

type Parse<T> = (bytes: Uint8Array, path: string) => T;

/** Parses a blob at a path. Reads it only when it was not parsed before. */
export type ParseBlob<T> = (path: string, blob: string, read: () => Promise<Uint8Array>) => Promise<T>;

const MOST = 1000;

/** A blob never changes, and neither does its meaning. Keeps the answers used last. */
export function parseOnce<T extends object>(parse: Parse<T>): ParseBlob<T> {
  const known = new LRUCache<string, T>({ max: MOST });
  return async (path, blob, read) => {
    const key = `${blob} ${path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const parsed = parse(await read(), path);
    known.set(key, parsed);
    return parsed;
  };
}
