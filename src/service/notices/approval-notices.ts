import { subHours } from "date-fns/subHours";
import { LRUCache } from "lru-cache";
import type { ApprovalNotice } from "../../core/plan/notices.ts";
import { announceOn } from "../../operations/announce.ts";
import { describeApproval } from "../../operations/briefing/approval-notice.ts";
import type { Reviewed } from "../../operations/briefing/brief.ts";
import type { Deps } from "../../operations/round/deps.ts";
import type { ChannelLanes } from "./channel-lanes.ts";

/** Heads of one pull request that approvers hear of within an hour. The check shows all of them. */
const MOST_HEADS = 5;
/** Pull requests with lately told heads. */
const MOST_PULLS = 1000;

interface Told {
  readonly id: string;
  readonly at: Date;
}

/** Tells every channel that a request waits for approval. A head that was told is not told again; of two that wait, the later one is told. */
export function createApprovalNotices(
  deps: Pick<Deps, "told" | "now">,
  channels: ChannelLanes,
): (reviewed: Reviewed) => void {
  const latest = new Map<number, ApprovalNotice>();
  const recent = new LRUCache<number, readonly Told[]>({ max: MOST_PULLS });

  /** False once too many heads were told. */
  const admit = ({ pull, id }: ApprovalNotice): boolean => {
    const now = deps.now();
    const since = subHours(now, 1);
    const told = (recent.get(pull) ?? []).filter(({ at }) => at > since);
    if (told.some((each) => each.id === id)) return true;
    if (told.length >= MOST_HEADS) return false;
    recent.set(pull, [...told, { id, at: now }]);
    return true;
  };

  return (reviewed) => {
    const { number } = reviewed.pull;
    const notice = describeApproval(reviewed);
    if (notice === undefined) latest.delete(number);
    if (notice === undefined || !admit(notice)) return;
    latest.set(number, notice);
    channels.once(`approval ${number}`, async (to) => {
      // Approved or withdrawn meanwhile: nothing is waited for.
      const last = latest.get(number);
      if (last !== undefined) for (const channel of to) await announceOn(deps, channel, last);
    });
  };
}
