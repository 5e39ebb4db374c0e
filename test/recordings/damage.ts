import { write } from "./recording.ts";

/** Answers in [0, 1); the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const odd: readonly unknown[] = [
  null,
  undefined,
  "",
  "x",
  0,
  -1,
  2 ** 60,
  true,
  [],
  {},
  [null],
  { id: null },
];

/** The text of the answer with one value somewhere in it replaced by another, or left out. */
export function damage(body: unknown, random: () => number): string {
  return write(replaceOne(body, random));
}

function replaceOne(value: unknown, random: () => number): unknown {
  const isParent = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  // Mostly one or two levels down: what adapters read is not deep.
  if (!isParent || random() < 0.15) return odd[Math.floor(random() * odd.length)];
  const keys = Object.keys(value);
  const chosen = keys[Math.floor(random() * keys.length)] ?? "";
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    key === chosen ? replaceOne(each, random) : each,
  ]);
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}
