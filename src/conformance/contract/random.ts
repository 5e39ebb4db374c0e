import { createHash } from "node:crypto";

/** Numbers from 0 up to 1, the same for the same seed on every machine. */
export function createRandom(seed: number): () => number {
  let drawn = 0;
  return () => {
    drawn++;
    return createHash("sha256").update(`${seed}/${drawn}`).digest().readUInt32BE() / 2 ** 32;
  };
}
