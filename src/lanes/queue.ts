export interface Queue {
  /** Runs the job after those that wait, or before them if it is urgent. A key that waits is not added again, but may become urgent. */
  add(key: string, job: () => Promise<void>, options?: { readonly urgent: boolean }): void;
  /** Resolves once no job waits or runs. */
  idle(): Promise<void>;
  /** A job waits or runs. */
  isBusy(): boolean;
  /** Drops the jobs that wait, and takes no more. The running job finishes. The next start of the app recomputes everything. */
  stop(): void;
}

interface Job {
  readonly key: string;
  readonly run: () => Promise<void>;
}

/**
 * Runs one job at a time. A job reads anew all that it decides by, so one run answers all events before it. Its key names what to read:
 * a pull request, a comment, a branch and its commit. Only announcements carry facts, of a round or of a comment: each is news of its
 * own, no later reading has it, and it changes no access.
 */
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
    isBusy: () => running !== undefined,
    stop() {
      stopped = true;
      waiting.length = 0;
    },
  };
}
