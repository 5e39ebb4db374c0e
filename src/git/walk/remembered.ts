import { forgetOldest } from "../../core/files/forget-oldest.ts";
import type { Store } from "../process/store.ts";

const MAX_ANSWERS = 20_000;

/**
 * Asks git once per store and question. Only for small answers about objects named by their full ids: they never change, and
 * starting a process for each is what a sweep over many requests would spend its time on. The oldest are forgotten first.
 */
export function remembered<Question extends readonly string[], Answer>(
  ask: (store: Store, ...question: Question) => Promise<Answer>,
  most = MAX_ANSWERS,
): (store: Store, ...question: Question) => Promise<Answer> {
  const memories = new WeakMap<Store, Map<string, Promise<Answer>>>();
  return (store, ...question) => {
    const memory = memories.get(store) ?? new Map<string, Promise<Answer>>();
    memories.set(store, memory);
    const key = question.join("\0");
    const known = memory.get(key);
    if (known !== undefined) return known;
    const answer = ask(store, ...question);
    memory.set(key, answer);
    forgetOldest(memory, most);
    // A failure is no answer: the object may come with the next fetch.
    answer.catch(() => memory.delete(key));
    return answer;
  };
}
