import type { Store } from "./run.ts";

/** More answers than a test or demo needs. The oldest are dropped first. */
const mostAnswers = 5000;

/**
 * Asks git once per store and question. Use it only for questions about objects by full id, or about git itself: those answers never
 * change, and starting git is the slow part.
 */
export function remembered<Question extends readonly unknown[], Answer>(
  ask: (store: Store, ...question: Question) => Promise<Answer>,
): (store: Store, ...question: Question) => Promise<Answer> {
  const memories = new WeakMap<Store, Map<string, Promise<Answer>>>();
  return (store, ...question) => {
    const memory = memories.get(store) ?? new Map<string, Promise<Answer>>();
    memories.set(store, memory);
    const key = JSON.stringify(question);
    const known = memory.get(key);
    if (known !== undefined) return known;
    const answer = ask(store, ...question);
    memory.set(key, answer);
    forgetOldest(memory);
    // Failures are not kept: the object may come with the next push.
    answer.catch(() => memory.delete(key));
    return answer;
  };
}

function forgetOldest(memory: Map<string, unknown>): void {
  const [oldest] = memory.keys();
  if (memory.size > mostAnswers && oldest !== undefined) memory.delete(oldest);
}
