import { forgetOldest } from "../../core/files/forget-oldest.ts";

type Parse<T> = (bytes: Uint8Array, path: string) => T;

/** Parses a blob at a path, read only when it was not parsed before. */
export type ParseBlob<T> = (path: string, blob: string, read: () => Promise<Uint8Array>) => Promise<T>;

const MOST = 1000;

/** A blob never changes, so it means the same for good. Keeps the last thousand answers. */
export function parseOnce<T>(parse: Parse<T>): ParseBlob<T> {
  const known = new Map<string, T>();
  return async (path, blob, read) => {
    const key = `${blob} ${path}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const parsed = parse(await read(), path);
    known.set(key, parsed);
    forgetOldest(known, MOST);
    return parsed;
  };
}
