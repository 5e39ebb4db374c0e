import { LRUCache } from "lru-cache";
import type { Store } from "../process/store.ts";

const MAX_ANSWERS = 20_000;

/**
 * Asks git once per store and question, and keeps the answers used last. Only for small answers about objects named by full ids, which
 * never change: a sweep over many requests would otherwise spend its time on starting processes.
 */
export function remembered<Question extends readonly string[], Answer>(
  ask: (store: Store, ...question: Question) => Promise<Answer>,
  most = MAX_ANSWERS,
): (store: Store, ...question: Question) => Promise<Answer> {
  const memories = new WeakMap<Store, LRUCache<string, Promise<Answer>>>();
  return (store, ...question) => {
    const memory = memories.get(store) ?? new LRUCache<string, Promise<Answer>>({ max: most });
    memories.set(store, memory);
    const key = question.join("\0");
    const known = memory.get(key);
    if (known !== undefined) return known;
    const answer = ask(store, ...question);
    memory.set(key, answer);
    // Do not keep a failure: the next fetch may bring the object.
    answer.catch(() => memory.peek(key) === answer && memory.delete(key));
    return answer;
  };
}
