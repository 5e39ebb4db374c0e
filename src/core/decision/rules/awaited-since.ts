import { isValid } from "date-fns/isValid";
import { max } from "date-fns/max";
import type { Evidence } from "../evidence.ts";

/**
 * Since when people could approve exactly this: the pull request is open, its branch is at its head, its base is what it is. All times are
 * of GitHub's own records, never of commits, which their author dates. Each later push, reopening or change of the base begins the time
 * anew, so a requester can make it shorter and never longer. `undefined` where GitHub does not tell.
 */
export function awaitedSince({
  pull: { createdAt },
  arrivedAt,
  retargetedAt,
  openedAt,
}: Pick<Evidence, "pull" | "arrivedAt" | "retargetedAt" | "openedAt">): Date | undefined {
  if (createdAt === undefined || arrivedAt === undefined) return undefined;
  const since = max([createdAt, arrivedAt, retargetedAt, openedAt].filter((at) => at !== undefined));
  return isValid(since) ? since : undefined;
}
