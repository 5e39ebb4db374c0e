import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { Deps } from "../round/deps.ts";

/**
 * Closes a request that nobody approved in time, after `tell` has said so there. Leaves one that was merged, closed or pushed to since it was
 * reviewed. Throws when GitHub fails; the next review tries again. Answers whether it closed it.
 */
export async function closeExpired(
  { briefings, github, log }: Pick<Deps, "briefings" | "github" | "log">,
  { number, head }: PullRequest,
  tell: () => Promise<void>,
): Promise<boolean> {
  const now = briefings && (await github.readPull(number));
  if (now?.state !== "open" || now.draft || now.head.sha !== head.sha) return false;
  await tell();
  await briefings?.close(number);
  log.info({ step: "expire", pull: number }, "closed: nobody approved it in time");
  return true;
}
