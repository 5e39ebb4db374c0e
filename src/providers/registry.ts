import type { Adapter } from "./adapter/adapter.ts";
import { memoryAdapter } from "./memory/adapter.ts";
import { postgresAdapter } from "./postgres/adapter.ts";

/** Every adapter, by the word that `adapter:` takes: the name of its folder and of its page in docs/providers. */
export const adapters: ReadonlyMap<string, Adapter> = new Map([
  ["memory", memoryAdapter],
  ["postgres", postgresAdapter],
]);
