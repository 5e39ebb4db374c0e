/** Like `map`, in order, with at most `atOnce` running. Throws the first failure after all running calls have ended. */
export async function mapAFew<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  // All drains share one iterator: each takes the next item.
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
