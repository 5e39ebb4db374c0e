import { addMilliseconds } from "date-fns/addMilliseconds";
import { isBefore } from "date-fns/isBefore";
import { announceOn } from "../../operations/announce.ts";
import { findReminders } from "../../operations/looking-back/remind-reviews.ts";
import type { Deps } from "../../operations/round/deps.ts";
import type { ChannelLanes } from "./channel-lanes.ts";

/** A review is overdue for days: GitHub is asked for open receipts this often. */
const EVERY_MS = 3_600_000;
/** Of one look; the others follow with the next. */
const MOST_REMINDED = 20;

/**
 * Reminds people of overdue reviews, on the receipt and on every channel. What was sent is found there again after a restart, so each
 * reminder is sent once.
 */
export function createReviewReminders(
  deps: Deps,
  channels: Pick<ChannelLanes, "once">,
  find = findReminders,
): () => Promise<void> {
  let last: Date | undefined;
  return async () => {
    const now = deps.now();
    const isRecent =
      last !== undefined && !isBefore(now, last) && isBefore(now, addMilliseconds(last, EVERY_MS));
    if (isRecent) return;
    const reminders = await find(deps);
    last = now;
    for (const reminder of reminders.slice(0, MOST_REMINDED))
      channels.once(reminder.id, async (to) => {
        for (const channel of to) await announceOn(deps, channel, reminder);
      });
  };
}
