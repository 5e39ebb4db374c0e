import type { Probot } from "probot";
import type { Worker } from "./worker.ts";

/** What the handlers need of the worker. */
export type Sink = Pick<Worker, "reviewSoon" | "reconcileSoon">;

/**
 * The Probot app. An event of the pinned repository says "look again", and nothing more: no field of it but that
 * repository's id, the number and the branch is read. What happens in any other repository is not ours.
 */
export default function hallpass(
  probot: Probot,
  { reviewSoon, reconcileSoon }: Sink,
  pinnedRepositoryId: number,
): void {
  const isOurs = ({ repository }: { repository: { id: number } }): boolean =>
    repository.id === pinnedRepositoryId;
  probot.on("pull_request", async ({ payload }) => {
    if (!isOurs(payload)) return;
    if (payload.action === "closed") reconcileSoon();
    else reviewSoon(payload.number);
  });
  probot.on("pull_request_review", async ({ payload }) => {
    if (isOurs(payload)) reviewSoon(payload.pull_request.number);
  });
  probot.on("push", async ({ payload }) => {
    const { ref, repository } = payload;
    if (isOurs(payload) && ref === `refs/heads/${repository.default_branch}`) reconcileSoon();
  });
}
