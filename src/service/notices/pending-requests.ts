import type { Queue } from "../../lanes/queue.ts";
import { announceOn } from "../../operations/announce.ts";
import type { Reviewed } from "../../operations/briefing/brief.ts";
import { closeExpired } from "../../operations/briefing/close-expired.ts";
import { describeExpiry, describeReminder } from "../../operations/briefing/pending-notices.ts";
import type { Deps } from "../../operations/round/deps.ts";
import type { ChannelLanes } from "./channel-lanes.ts";

/**
 * Reminds approvers of requests that wait for them, and closes those that have waited as long as they may. Each review says anew what is due,
 * and what was sent is found on the pull request after a restart. Of several results for one pull request the last counts, so that an
 * approval in between stops both.
 */
export function createPendingRequests(
  deps: Pick<Deps, "briefings" | "github" | "notifiers" | "told" | "log" | "now">,
  channels: Pick<ChannelLanes, "once">,
  cosmetic: Pick<Queue, "add">,
): (reviewed: Reviewed) => void {
  const latest = new Map<number, Reviewed>();

  const remind = (pull: number): void =>
    channels.once(`reminder ${pull}`, async (to) => {
      const last = latest.get(pull);
      const notice = last && describeReminder(last, deps.now());
      if (notice !== undefined) for (const channel of to) await announceOn(deps, channel, notice);
    });

  const expire = (pull: number): void =>
    cosmetic.add(`expire ${pull}`, async () => {
      const last = latest.get(pull);
      const notice = last && describeExpiry(last, deps.now());
      if (last === undefined || notice === undefined) return;
      // The first channel is GitHub's comments.
      const tell = async (): Promise<void> => {
        for (const comments of deps.notifiers.slice(0, 1)) await announceOn(deps, comments, notice);
      };
      if (!(await closeExpired(deps, last.pull, tell))) return;
      latest.delete(pull);
      channels.once(`expired ${pull}`, async (to) => {
        for (const channel of to) await announceOn(deps, channel, notice);
      });
    });

  return (reviewed) => {
    const { number } = reviewed.pull;
    const isDue = describeExpiry(reviewed, deps.now()) !== undefined;
    const isToRemind = !isDue && describeReminder(reviewed, deps.now()) !== undefined;
    if (!isDue && !isToRemind) return void latest.delete(number);
    latest.set(number, reviewed);
    if (isDue) expire(number);
    else remind(number);
  };
}
