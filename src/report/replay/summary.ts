import { DIFFERENCES, type Difference } from "../../core/replay/outcome.ts";
import type { ChangedDecision } from "../../core/replay/replay.ts";
import type { ReplayReport } from "../../core/replay/replay-report.ts";

/** What becomes of one decision, and of several, in the order of `DIFFERENCES`. */
const WORDS: Readonly<Record<Difference, readonly [one: string, many: string]>> = {
  automatic: ["becomes automatic", "become automatic"],
  allowed: ["is no longer denied", "are no longer denied"],
  "fewer approvals": ["needs fewer approvals", "need fewer approvals"],
  "waits no more": ["waits no longer", "wait no longer"],
  denied: ["is denied", "are denied"],
  reviewed: ["is no longer automatic", "are no longer automatic"],
  "more approvals": ["needs more approvals", "need more approvals"],
  waits: ["has to wait", "have to wait"],
};

export const describeDifference = (difference: Difference): string => WORDS[difference][0];

/** Such as "9 of 412 decisions change: 2 become automatic, 7 are denied." */
export function summarizeReplay({ decisions, changes }: Pick<ReplayReport, "decisions" | "changes">): string {
  const all = `${decisions} past decision${decisions === 1 ? "" : "s"}`;
  if (decisions === 0) return "There is no past decision to replay.";
  if (changes.length === 0) return `None of ${all} changes.`;
  const parts = DIFFERENCES.flatMap((difference) => {
    const count = changes.filter((change) => change.difference === difference).length;
    return count === 0 ? [] : [`${count} ${WORDS[difference][count === 1 ? 0 : 1]}`];
  });
  return `${changes.length} of ${all} ${changes.length === 1 ? "changes" : "change"}: ${parts.join(", ")}.`;
}

/** What the replay could not know, as sentences. */
export function listCaveats({ unread, left, unknownTeams }: ReplayReport): string[] {
  return [
    ...(left === undefined ? [] : [`There was no time for the newest ${left}: they are not counted.`]),
    ...(unread === 0 ? [] : [`${unread} more could not be replayed: their files are not in the clone.`]),
    ...(unknownTeams.length === 0
      ? []
      : [
          `Who was in ${unknownTeams.join(", ")} is not on record: whoever asked is supposed to have been in it.`,
        ]),
  ];
}

/** The gravest first, and of each kind the newest. */
export const sortChanges = (changes: readonly ChangedDecision[]): ChangedDecision[] =>
  changes.toSorted(
    (a, b) =>
      DIFFERENCES.indexOf(a.difference) - DIFFERENCES.indexOf(b.difference) ||
      b.at.getTime() - a.at.getTime(),
  );
