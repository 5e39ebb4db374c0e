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

/** Characters added, left out, replaced, or swapped with their neighbour (optimal string alignment). */
function countEdits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? [at(i - 2, j - 2) + 1] : [];
      row.push(Math.min(replaced, at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, ...swapped));
    }
    rows.push(row);
  }
  return at(a.length, b.length);
}
