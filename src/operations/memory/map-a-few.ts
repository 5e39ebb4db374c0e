/** Like `map`, in order, with at most so many under way. Throws the first failure once no more is under way. */
export async function mapAFew<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  // One iterator for all: each takes the next.
  const waiting = items.entries();
  const drain = async (): Promise<void> => {
    for (const [index, item] of waiting)
      try {
        results[index] = await work(item);
      } catch (error) {
        failures.push(error);
        return;
      }
  };
  await Promise.all(Array.from({ length: atOnce }, drain));
  if (failures.length > 0) throw failures[0];
  return results;
}
