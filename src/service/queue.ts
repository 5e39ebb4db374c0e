export interface Queue {
  /** Runs the job after those before it; urgent ones first. A key that waits already is not added again, but may become urgent. */
  add(key: string, job: () => Promise<void>, options?: { readonly urgent: boolean }): void;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  /** Forgets what waits; what runs goes on. Nothing is lost for good: the next start recomputes everything. */
  stop(): void;
}

interface Job {
  readonly key: string;
  readonly run: () => Promise<void>;
}

/** One job at a time. Jobs carry keys, not facts: each reads the world anew, so one run answers all the events before it. */
export function createQueue(onError: (key: string, error: unknown) => void): Queue {
  const waiting: Job[] = [];
  let stopped = false;
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const { key, run } = job;
      await run().catch((error: unknown) => onError(key, error));
    }
    running = undefined;
  };

  return {
    add(key, run, options) {
      const place = waiting.findIndex((job) => job.key === key);
      if (stopped || (place >= 0 && !options?.urgent)) return;
      if (place >= 0) waiting.splice(place, 1);
      if (options?.urgent) waiting.unshift({ key, run });
      else waiting.push({ key, run });
      running ??= drain();
    },
    idle: async () => {
      while (running !== undefined) await running;
    },
    stop() {
      stopped = true;
      waiting.length = 0;
    },
  };
}
