import type { Probot } from "probot";
import type { Worker } from "./worker.ts";

/** What the handlers need of the worker. */
export type Sink = Pick<Worker, "reviewSoon" | "reconcileSoon">;

/** The Probot app. An event says "look again", and nothing more: no field of it but the number and the branch is read. */
export default function hallpass(probot: Probot, { reviewSoon, reconcileSoon }: Sink): void {
  probot.on("pull_request", async ({ payload }) => {
    if (payload.action === "closed") reconcileSoon();
    else reviewSoon(payload.number);
  });
  probot.on("pull_request_review", async ({ payload }) => {
    reviewSoon(payload.pull_request.number);
  });
  probot.on("push", async ({ payload }) => {
    if (payload.ref === `refs/heads/${payload.repository.default_branch}`) reconcileSoon();
  });
}
