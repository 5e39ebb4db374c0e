import type { Outcome } from "../core/plan/plan.ts";
import { endDue, endLate } from "../operations/ending/end.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createRetry, createTimer, type Retry, type Timer } from "./timer.ts";

export interface RevocationScheduler {
  /** Ends what is due at a provider; once more afterwards when that is being done already. What failed is tried again by itself. */
  endSoon(provider: string): void;
  /** Looks at a provider for what was taken back and landed late. */
  lookSoon(provider: string): void;
  idle(): Promise<void>;
  /** Lets what runs finish, and starts nothing more. */
  stop(): void;
}

/** Each provider ends on its own: one that hangs delays nobody else's. `onEnded`: something was tried, and written down. */
export function createRevocationScheduler(
  deps: Deps,
  random: () => number,
  onEnded: () => void,
): RevocationScheduler {
  const timers = new Map<string, Timer>();
  const retries = new Map<string, Retry>();
  let stopped = false;

  const tell = (outcomes: readonly Outcome[]): void => {
    if (outcomes.length > 0) onEnded();
  };

  const end = async (provider: string): Promise<void> => {
    const retry = getOrAdd(retries, provider, () => createRetry(() => endSoon(provider), random));
    try {
      const { outcomes, retryInMs } = await endDue(deps, provider);
      tell(outcomes);
      setTimer(provider, retryInMs);
      retry.succeeded();
    } catch (error) {
      deps.log.error({ step: "end", provider, err: error }, "failed; it is tried again");
      retry.failed();
    }
  };

  const look = async (provider: string): Promise<void> => {
    try {
      tell(await endLate(deps, provider));
    } catch (error) {
      deps.log.error({ step: "look", provider, err: error }, "the provider could not be read");
    }
  };

  const setTimer = (provider: string, wait: number | undefined): void => {
    const timer = getOrAdd(timers, provider, () => createTimer(() => endSoon(provider)));
    if (wait === undefined) timer.unset();
    else timer.set(wait);
  };

  const ends = createTurns(end);
  const looks = createTurns(look);
  const endSoon = (provider: string): void => {
    if (!stopped) ends.take(provider);
  };

  return {
    endSoon,
    lookSoon(provider) {
      if (!stopped) looks.take(provider);
    },
    idle: async () => {
      await Promise.all([ends.idle(), looks.idle()]);
    },
    stop() {
      stopped = true;
      for (const each of [...timers.values(), ...retries.values()]) each.clear();
    },
  };
}

interface Turns {
  take(key: string): void;
  idle(): Promise<void>;
}

/** One run at a time per key, and never none after the last `take`. */
function createTurns(work: (key: string) => Promise<void>): Turns {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const run = async (key: string): Promise<void> => {
    do {
      again.delete(key);
      await work(key);
    } while (again.has(key));
    running.delete(key);
  };
  return {
    take(key) {
      if (running.has(key)) again.add(key);
      else running.set(key, run(key));
    },
    idle: async () => {
      await Promise.all(running.values());
    },
  };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}
