import { type Obstacle, ObstacleError } from "../plan/obstacle.ts";
import type { Comment } from "./github-facts.ts";

/**
 * Thrown when only a part of the comments could be read. A comment that was read may end access; while others are unread, no access is
 * granted.
 */
export class PartlyReadError extends ObstacleError {
  readonly comments: readonly Comment[];

  constructor(obstacle: Obstacle, comments: readonly Comment[]) {
    super(obstacle);
    this.comments = comments;
  }
}

/**
 * The result of `find` on the comments, also on a partial reading. Throws when it finds nothing in a partial reading, or the reading
 * failed.
 */
export async function findAmongRead<T>(
  read: () => Promise<readonly Comment[]>,
  find: (comments: readonly Comment[]) => T | undefined,
): Promise<T | undefined> {
  try {
    return find(await read());
  } catch (error) {
    const found = error instanceof PartlyReadError ? find(error.comments) : undefined;
    if (found === undefined) throw error;
    return found;
  }
}
