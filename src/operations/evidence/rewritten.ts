import { type Finding, mistake } from "../../core/findings/finding.ts";
import type { LedgerState, SeenRequest } from "../../core/ledger/ledger.ts";
import { oncePer } from "../../core/plan/once-per.ts";
import type { Repository } from "../../core/ports/repository.ts";
import type { RoundView } from "../round/view.ts";

export const HISTORY_REWRITTEN = "HISTORY_REWRITTEN";

/** One round grants several requests, not in the order of their merges. */
const MOST = 5;

/**
 * Finds a commit that the ledger acted on and the default branch no longer has: the branch was rewritten. Starts at the newest
 * adoption: rules adopted later, or pinned by an operator who looked, count from there.
 */
export async function findLost(
  repository: Repository,
  { adoptions, seen }: Pick<LedgerState, "adoptions" | "seen">,
  tip: string,
): Promise<string | undefined> {
  const adopted = adoptions.at(-1);
  const granted = listNewest(seen)
    .filter(({ at }) => adopted === undefined || at >= adopted.at)
    .map(({ merge }) => merge);
  const known = [...new Set([...(adopted === undefined ? [] : [adopted.commit]), ...granted])];
  // A clone made after the rewrite lacks the commit entirely.
  const there = await Promise.all(known.map((each) => repository.isAncestor(each, tip).catch(() => false)));
  return known.find((_, index) => there[index] === false);
}

/** The newest first, without sorting all of them. Computed once per state: each request of a round asks for it. */
const listNewest = oncePer((seen: LedgerState["seen"]): readonly SeenRequest[] => {
  const newest: SeenRequest[] = [];
  for (const each of seen.values()) {
    const place = newest.findIndex(({ at }) => at < each.at);
    if (place < 0) newest.push(each);
    else newest.splice(place, 0, each);
    newest.length = Math.min(newest.length, MOST);
  }
  return newest;
});

/** Stops grants while the default branch lacks a commit that access was granted from. */
export async function listRewrites(
  repository: Repository,
  { tip, state }: Pick<RoundView, "tip" | "state">,
): Promise<Finding[]> {
  const lost = await findLost(repository, state, tip);
  if (lost === undefined) return [];
  return [
    mistake(
      HISTORY_REWRITTEN,
      `The ledger acted on commit ${lost}, and the default branch does not have it: it was rewritten.`,
      "Put the branch back. Or look at what it is now, add a commit, and pin that one in HALLPASS_TRUSTED_COMMIT.",
    ),
  ];
}
