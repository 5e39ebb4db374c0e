/** Works something out once for each object, of the kind that never changes, and keeps it for as long as the object is there. */
export function oncePer<Source extends object, Answer>(
  work: (source: Source) => Answer,
): (source: Source) => Answer {
  const known = new WeakMap<Source, { readonly answer: Answer }>();
  return (source) => {
    const found = known.get(source) ?? { answer: work(source) };
    known.set(source, found);
    return found.answer;
  };
}
