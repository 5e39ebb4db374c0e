import type { ReviewNotice } from "../../core/plan/notices.ts";
import { listReminders } from "../../core/review/reminders.ts";
import { listOverdue, listUnreviewed } from "../../core/review/unreviewed.ts";
import type { RulesSource } from "../evidence/in-force.ts";
import { readSnapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { findOpenReceipts } from "../round/open-receipts.ts";

export type ReminderDeps = RulesSource &
  Pick<Deps, "repository" | "reverts" | "pin" | "log"> &
  Parameters<typeof readSnapshot>[0];

/**
 * The reminders that are due, by the ledger and the default branch; GitHub is asked for the open receipts only if a review is overdue.
 * Throws when a read fails.
 */
export async function findReminders(deps: ReminderDeps): Promise<ReviewNotice[]> {
  const { repository, pin, log } = deps;
  const { tip, state, rules, at } = await readSnapshot(deps);
  const files = await repository.listFiles(tip, "access-requests");
  const overdue = listOverdue(listUnreviewed(state, files, at), rules.policies, at);
  if (overdue.length === 0) return [];
  const receipts = await findOpenReceipts(deps, state, { name: pin.defaultBranch, tip, now: at });
  const unopened = overdue.filter(({ path }) => !receipts.has(path));
  if (unopened.length > 0)
    log.warn(
      { step: "remind", count: unopened.length, request: unopened[0]?.id },
      "reviews are overdue and no receipt is open: the scheduled Action opens them",
    );
  return listReminders(overdue, {
    receipts,
    policies: rules.policies,
    codeowners: rules.codeowners,
    now: at,
  });
}
