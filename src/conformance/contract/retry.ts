import { setTimeout as pause } from "node:timers/promises";
import { ProviderError } from "../../providers/adapter/error.ts";

/** As often as Hallpass itself may ask again at once; later it goes on with every round. */
const TRIES = 5;
const BETWEEN_MS = 200;

/**
 * Calls again while the provider says that a retry helps, with the pause it asks for. Throws the last failure. `lateSeconds`: how long an
 * earlier call may stand in the way.
 */
export async function retry<Result>(call: () => Promise<Result>, lateSeconds = 0): Promise<Result> {
  for (let left = TRIES + (lateSeconds * 1000) / BETWEEN_MS; ; left--) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ProviderError && error.retryable) || left <= 1) throw error;
      await pause(Math.max(BETWEEN_MS, error.retryAfterSeconds * 1000));
    }
  }
}
