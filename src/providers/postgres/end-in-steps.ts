import type { Receipt } from "../../core/access/grant.ts";
import { ProviderError } from "../adapter/error.ts";
import { endSessions, type SessionTarget, signalSessions } from "./sessions/end-sessions.ts";
import { toProviderError } from "./sessions/failure.ts";
import type { Query } from "./sessions/query.ts";
import { inTransaction } from "./sessions/sessions.ts";
import type { StepLimits } from "./sessions/step-limits.ts";

/** Takes something back, in a transaction of its own; says whether there was something to take back. */
export type Step = () => Promise<boolean>;

/**
 * Runs the revoking steps, so that new sessions have no access, and then ends the open sessions. Each step commits alone, so one that
 * waits for a lock neither undoes nor delays the others. Blocked steps run again after the sessions that may hold the lock were told to
 * end, and the sessions are ended once more after them. Throws what fails then, after all the rest was done.
 */
export async function endInSteps(
  query: Query,
  provider: string,
  targets: readonly SessionTarget[],
  steps: readonly Step[],
  limits: StepLimits,
): Promise<Receipt> {
  const ended = new Set<number>();
  const end = async (how: (target: SessionTarget) => Promise<number[]>): Promise<unknown[]> => {
    const tried = await tryAll(targets, async (target) => (await how(target)).map((pid) => ended.add(pid)));
    return tried.map(({ failure }) => failure);
  };

  let changed = false;
  const take = async (step: Step): Promise<void> => {
    changed = (await takeStep(query, step)) || changed;
  };

  let left = await tryAll(steps, take);
  if (left.length > 0) {
    await end((target) => signalSessions(query, target));
    left = await tryAll(
      left.map(({ each }) => each),
      take,
    );
  }
  const alive = await end((target) => endSessions(query, provider, target, limits));
  const failures = [...left.map(({ failure }) => failure), ...alive];
  if (failures.length > 0) throw chooseFailure(provider, failures);
  return { changed, sessionsEnded: ended.size };
}

async function takeStep(query: Query, step: Step): Promise<boolean> {
  try {
    return await inTransaction(query, step);
  } catch (failure) {
    await query("ROLLBACK");
    throw failure;
  }
}

interface Tried<Each> {
  readonly each: Each;
  readonly failure: unknown;
}

/** One after another, whatever becomes of those before it; returns those that failed. */
async function tryAll<Each>(
  all: readonly Each[],
  work: (each: Each) => Promise<unknown>,
): Promise<Tried<Each>[]> {
  const failed: Tried<Each>[] = [];
  for (const each of all) {
    try {
      await work(each);
    } catch (failure) {
      failed.push({ each, failure });
    }
  }
  return failed;
}

/** A lasting failure is reported first. Waiting for a lock does not mean that the server is silent: grants to others go on. */
function chooseFailure(provider: string, failures: readonly unknown[]): ProviderError {
  const errors = failures.map((failure) => toProviderError(provider, failure));
  const chosen = errors.find(({ retryable }) => !retryable) ?? errors[0];
  return chosen === undefined || chosen.code === "TIMEOUT"
    ? new ProviderError(provider, "BUSY", chosen?.cause)
    : chosen;
}
