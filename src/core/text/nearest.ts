/** The known word a mistyped one most likely means; undefined when none is within two typing mistakes. */
export function findNearest(word: string, known: readonly string[]): string | undefined {
  const distances = known
    .map((candidate) => ({
      candidate,
      distance: countEdits(word.slice(0, 60).toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  const best = distances[0];
  return best !== undefined && best.distance <= 2 && best.distance < best.candidate.length
    ? best.candidate
    : undefined;
}

/** Levenshtein distance. */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (left === right ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
