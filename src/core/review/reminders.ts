import { type CodeOwners, findOwners } from "../files/codeowners.ts";
import type { Policy } from "../files/policy.ts";
import type { ReviewNotice } from "../plan/notices.ts";
import { holdsForReviews, type OverdueReview } from "./unreviewed.ts";

/** So often people are reminded of one receipt, once a day. */
const MOST_REMINDERS = 5;
const DAY_MS = 86_400_000;

/** What a reminder names besides the access. */
export interface ReminderFacts {
  /** Open receipts, by the path of each file that they remove. */
  readonly receipts: ReadonlyMap<string, { readonly number: number }>;
  readonly policies: readonly Policy[];
  readonly codeowners: CodeOwners | undefined;
  readonly now: Date;
}

/**
 * The reminder of each open receipt with an overdue review, the longest overdue first. Its id counts the days, to five: every process
 * derives the same one, so it is sent once a day, and the last one for good.
 */
export function listReminders(overdue: readonly OverdueReview[], facts: ReminderFacts): ReviewNotice[] {
  const numbers = new Set(overdue.flatMap(({ path }) => facts.receipts.get(path)?.number ?? []));
  return [...numbers].flatMap((pull) => {
    const own = overdue.filter(({ path }) => facts.receipts.get(path)?.number === pull);
    return describe(pull, own, facts);
  });
}

function describe(
  pull: number,
  own: readonly OverdueReview[],
  { policies, codeowners, now }: ReminderFacts,
): ReviewNotice[] {
  const [first] = own;
  const subject = first?.holders[0];
  if (first === undefined || subject === undefined) return [];
  const { team, dueAt } = first;
  const approvers = new Map(own.flatMap((each) => each.approvers.map((person) => [person.id, person])));
  const days = Math.floor((now.getTime() - dueAt.getTime()) / DAY_MS) + 1;
  return [
    {
      kind: "review",
      id: `review ${pull} ${Math.min(days, MOST_REMINDERS)}`,
      pull,
      concerned: { subject, approvers: [...approvers.values()] },
      team,
      requests: own.map(({ id }) => id),
      dueAt,
      owners: listOwners(codeowners, own),
      holds: holdsForReviews(policies, team),
    },
  ];
}

const listOwners = (codeowners: CodeOwners | undefined, own: readonly OverdueReview[]): string[] => {
  const found = own.flatMap(({ path }) => (codeowners && findOwners(codeowners, path)?.owners) ?? []);
  return [
    ...new Set(
      found.flatMap((owner) => {
        if (owner.kind === "team") return [`@${owner.org}/${owner.slug}`];
        return owner.kind === "user" ? [`@${owner.login}`] : [];
      }),
    ),
  ];
};
