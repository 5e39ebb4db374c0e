import { maskSecrets } from "../text/secrets.ts";

/** Why a pull request cannot be judged yet, and what to do about it: for the people on the pull request. */
export interface Obstacle {
  readonly why: string;
  readonly next: string;
}

/**
 * Thrown by an adapter that knows the missing condition and the person who can change it. The check shows its text, so it must not
 * contain secrets.
 */
export class ObstacleError extends Error implements Obstacle {
  override readonly name = "ObstacleError";
  readonly next: string;

  constructor({ why, next }: Obstacle) {
    super(why);
    this.next = next;
  }

  get why(): string {
    return this.message;
  }
}

const MAX_WHY = 300;

const TRY_AGAIN =
  "wait. Hallpass tries again by itself, at least once a minute. If this stays for ten minutes, ask the operators of Hallpass: their log says why, under the step “review”.";

/** Errors that JavaScript throws for bugs. Their text helps only the authors of the program. */
const bugs = [TypeError, RangeError, ReferenceError, SyntaxError];

export function describeObstacle(error: unknown): Obstacle {
  if (error instanceof ObstacleError) return { why: error.why, next: error.next };
  const isBug = !(error instanceof Error) || bugs.some((bug) => error instanceof bug);
  return {
    why: isBug ? "Hallpass failed: this is an error in it." : firstLine(error.message),
    next: TRY_AGAIN,
  };
}

function firstLine(message: string): string {
  const [line = ""] = maskSecrets(message).split(/[\n\r\u2028\u2029]/u);
  return line.length > MAX_WHY ? `${line.slice(0, MAX_WHY - 1)}…` : line;
}
