import { createHash, hash } from "node:crypto";
import { RepositoryError } from "./error.ts";

/** Is this the id of an object with this type and these bytes? */
export function hasId(id: string, type: string, bytes: Uint8Array): boolean {
  const algorithm = id.length === 40 ? "sha1" : "sha256";
  const header = `${type} ${bytes.length}\0`;
  if (header.length + bytes.length > small.length)
    return createHash(algorithm).update(header).update(bytes).digest("hex") === id;
  // A ledger has many small objects, and making a hash object takes longer than hashing one of them.
  const start = small.write(header, "latin1");
  small.set(bytes, start);
  return hash(algorithm, small.subarray(0, start + bytes.length)) === id;
}

const small = Buffer.alloc(16 * 1024);

/**
 * `git cat-file` prints the bytes of a file that lies under an id without computing the id (git 2.39), so we compute it. Throws
 * `RepositoryError` when it is another.
 */
export function requireId(id: string, type: string, bytes: Uint8Array): void {
  if (hasId(id, type, bytes)) return;
  const detail = `the ${type} ${id} is damaged: its content has another id. Make a new clone.`;
  throw new RepositoryError({ command: "cat-file", detail, retryable: false });
}
