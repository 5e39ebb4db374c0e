import { LRUCache } from "lru-cache";
import type { ReminderNotice } from "../../core/plan/notices.ts";
import type { Queue } from "../../lanes/queue.ts";
import { announceOn } from "../../operations/announce.ts";
import type { Reviewed } from "../../operations/briefing/brief.ts";
import { closeExpired } from "../../operations/briefing/close-expired.ts";
import { describeExpiry, listDue, listUnasked } from "../../operations/briefing/pending-notices.ts";
import type { Deps } from "../../operations/round/deps.ts";
import type { ChannelLanes } from "./channel-lanes.ts";

/** Pull requests whose fallback was asked for reviews lately. */
const MOST_ASKED_PULLS = 1000;

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

  const asked = new LRUCache<string, true>({ max: MOST_ASKED_PULLS });

  /** Once in this process. A refused call holds no word back: the notices name the people too. */
  const askFallback = async (reviewed: Reviewed, notice: ReminderNotice): Promise<void> => {
    const people = asked.has(notice.id) ? [] : listUnasked(reviewed, notice);
    if (notice.fallback !== undefined) asked.set(notice.id, true);
    if (people.length === 0) return;
    await deps.briefings?.requestReviews(notice.pull, people).catch((err: unknown) => {
      deps.log.warn({ step: "brief", pull: notice.pull, err }, "GitHub did not take the request for reviews");
    });
  };

  const remind = (pull: number): void =>
    channels.once(`reminder ${pull}`, async (to) => {
      const last = latest.get(pull);
      for (const notice of last ? listDue(last, deps.now()) : []) {
        if (last !== undefined) await askFallback(last, notice);
        for (const channel of to) await announceOn(deps, channel, notice);
      }
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
    const isToRemind = !isDue && listDue(reviewed, deps.now()).length > 0;
    if (!isDue && !isToRemind) return void latest.delete(number);
    latest.set(number, reviewed);
    if (isDue) expire(number);
    else remind(number);
  };
}
