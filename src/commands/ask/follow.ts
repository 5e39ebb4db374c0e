import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "../../core/asking/progress.ts";
import { GitHubError } from "../../github/http/error.ts";
import { listenForEnd } from "../input/until-signal.ts";

interface Following {
  read(): Promise<Progress>;
  /** Called for the first state, and for every change. */
  tell(progress: Progress): void;
  isOver(progress: Progress): boolean;
  /** Looks at most as often; `undefined`: until it is over. */
  readonly looks?: number;
}

const SHORTEST_MS = 2_000;
const LONGEST_MS = 15_000;
/** In a row: ten minutes without an answer. */
const MAX_FAILURES = 40;

/**
 * Looks until it is over: every two seconds after a change, and less and less often until every fifteen. Waits as long as GitHub asks for.
 * Resolves to the last state; `undefined` when a signal stopped it before. Throws `GitHubError` when the first look fails, or forty in a row.
 */
export async function follow({ read, tell, isOver, looks }: Following): Promise<Progress | undefined> {
  const { signal, forget } = listenForEnd();
  let pauseMs = SHORTEST_MS;
  let failures = 0;
  let last: Progress | undefined;
  try {
    for (let look = 1; !signal.aborted; look += 1) {
      const found = await read().catch((error: unknown) => {
        failures += 1;
        if (last === undefined || failures > MAX_FAILURES || !isPassing(error)) throw error;
        return error;
      });
      if (found instanceof GitHubError) pauseMs = Math.max(LONGEST_MS, found.retryAfterMs ?? 0);
      else {
        const isNew = found.says !== last?.says;
        pauseMs = isNew ? SHORTEST_MS : Math.min(LONGEST_MS, pauseMs * 1.5);
        if (isNew) tell(found);
        [last, failures] = [found, 0];
        if (isOver(found) || look === looks) return found;
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  } finally {
    forget();
  }
}

const isPassing = (error: unknown): error is GitHubError => error instanceof GitHubError && error.retryable;
