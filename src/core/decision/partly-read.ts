import { type Obstacle, ObstacleError } from "../plan/obstacle.ts";
import type { Comment } from "./github-facts.ts";

/** The record of comments goes back further than could be read. What was read may end access; what was not allows none. */
export class PartlyReadError extends ObstacleError {
  readonly comments: readonly Comment[];

  constructor(obstacle: Obstacle, comments: readonly Comment[]) {
    super(obstacle);
    this.comments = comments;
  }
}

/** What `find` finds among them. Throws where it finds nothing, and not all could be read. */
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
