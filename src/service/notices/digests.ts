import { subHours } from "date-fns/subHours";
import { announceOn } from "../../operations/announce.ts";
import { findDigests } from "../../operations/looking-back/find-digests.ts";
import type { Deps } from "../../operations/round/deps.ts";
import type { ChannelLanes } from "./channel-lanes.ts";

/** After midnight (UTC), so that the ledger has the whole day. */
const HOURS_AFTER_MIDNIGHT = 1;

/**
 * Tells leads, once a day on every channel, what began on the day before without an approval. What was sent is remembered in the state folder,
 * so a restart sends nothing twice. A day that fails is tried again.
 */
export function createDigests(
  deps: Deps,
  channels: Pick<ChannelLanes, "once">,
  find = findDigests,
): () => Promise<void> {
  let last: string | undefined;
  return async () => {
    const day = subHours(deps.now(), 24 + HOURS_AFTER_MIDNIGHT)
      .toISOString()
      .slice(0, 10);
    if (last === day) return;
    const digests = await find(deps, day);
    last = day;
    for (const digest of digests)
      channels.once(digest.id, async (to) => {
        for (const channel of to) await announceOn(deps, channel, digest);
      });
  };
}
