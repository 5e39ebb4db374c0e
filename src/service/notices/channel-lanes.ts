import type { Notifier } from "../../core/ports/notifier.ts";
import type { Queue } from "../../lanes/queue.ts";

/** Work about one channel. */
type Job = (channels: readonly Notifier[]) => Promise<void>;

/** Runs the work of each channel in a lane of its own, so that a channel which does not answer delays no other. */
export interface ChannelLanes {
  /** Each call is news of its own. */
  each(key: string, job: Job): void;
  /** The same, where a later call with this key says the same. */
  once(key: string, job: Job): void;
}

/** Rounds that wait in one lane. Their notices are found again in the ledger by a later round. */
const MAX_WAITING = 50;

/**
 * The first channel is GitHub's comments, which share a lane with other comments. The others' failures are logged by their guards; here they
 * stay silent.
 */
export function createChannelLanes(
  [first, ...others]: readonly Notifier[],
  shared: Queue,
  open: (name: string) => Queue,
): ChannelLanes {
  const lanes = others.map((notifier) => ({ notifier, lane: open(`notices to ${notifier.name}`) }));
  let count = 0;
  const addTo = (key: string, bounded: string, job: Job): void => {
    if (first !== undefined) shared.add(key, () => job([first]));
    for (const { notifier, lane } of lanes) lane.add(bounded, () => job([notifier]).catch(() => undefined));
  };
  return {
    each(key, job) {
      addTo(`${key} ${count}`, `${key} ${count % MAX_WAITING}`, job);
      count++;
    },
    once: (key, job) => addTo(key, key, job),
  };
}
