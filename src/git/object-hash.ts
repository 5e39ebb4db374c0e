import { createHash } from "node:crypto";
import { RepositoryError } from "./error.ts";

/** Whether an object of this type and with these bytes has this id. */
export function hasId(id: string, type: string, bytes: Uint8Array): boolean {
  const hash = createHash(id.length === 40 ? "sha1" : "sha256");
  return hash.update(`${type} ${bytes.length}\0`).update(bytes).digest("hex") === id;
}

/**
 * `git cat-file` prints the bytes of a file that lies under an id without computing the id (git 2.39), so we compute it. Throws
 * `RepositoryError` when it is another.
 */
export function requireId(id: string, type: string, bytes: Uint8Array): void {
  if (hasId(id, type, bytes)) return;
  const detail = `the ${type} ${id} is damaged: its content has another id. Make a new clone.`;
  throw new RepositoryError({ command: "cat-file", detail, retryable: false });
}
