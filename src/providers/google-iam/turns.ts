/** Does pieces of work for one key one after another, in the order in which they came. A failure concerns its own piece alone. */
export function createTurns(): <Result>(key: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(
      key,
      mine.catch(() => {}),
    );
    return mine;
  };
}
