import { CannotAnswerError } from "../runner/failure.ts";

/**
 * Loads the local GitHub or the demo. Neither is part of a server's installation (`npm ci --omit=dev`): throws `CannotAnswerError`
 * without them.
 */
export async function loadTrial<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new CannotAnswerError(
      "NOT_INSTALLED",
      `This installation has only what the server needs (${error.message}).`,
      "Run `npm ci && npm run build` in a clone of Hallpass to try it out there.",
      { cause: error },
    );
  }
}
