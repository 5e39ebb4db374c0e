import { type Finding, mistake } from "../../core/findings/finding.ts";
import type { LedgerState, SeenRequest } from "../../core/ledger/ledger.ts";
import { oncePer } from "../../core/plan/once-per.ts";
import type { Deps } from "../round/deps.ts";

export const HISTORY_REWRITTEN = "HISTORY_REWRITTEN";

type Needs = Pick<Deps, "repository">;

/** Several are granted in one round, in no order of their merges. */
const MOST = 5;

/**
 * A commit the ledger acted on, and that the default branch has no more: somebody rewrote it. Rules adopted since then, or pinned
 * by an operator who looked, begin anew. undefined = none.
 */
export async function findLost(
  { repository }: Needs,
  { adoptions, seen }: Pick<LedgerState, "adoptions" | "seen">,
  tip: string,
): Promise<string | undefined> {
  const adopted = adoptions.at(-1);
  const granted = listNewest(seen)
    .filter(({ at }) => adopted === undefined || at >= adopted.at)
    .map(({ merge }) => merge);
  const known = [...new Set([...(adopted === undefined ? [] : [adopted.commit]), ...granted])];
  // A clone made after the rewrite does not have it at all.
  const there = await Promise.all(known.map((each) => repository.isAncestor(each, tip).catch(() => false)));
  return known.find((_, index) => there[index] === false);
}

/** Newest first, without sorting everything that was ever seen. Asked for each request of a round. */
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

/** Why nothing is granted while the default branch lacks what was granted from it. */
export async function listRewrites(needs: Needs, state: LedgerState, tip: string): Promise<Finding[]> {
  const lost = await findLost(needs, state, tip);
  if (lost === undefined) return [];
  return [
    mistake(
      HISTORY_REWRITTEN,
      `The ledger acted on commit ${lost}, and the default branch does not have it: it was rewritten.`,
      "Put the branch back. Or look at what it is now, add a commit, and pin that one in HALLPASS_TRUSTED_COMMIT.",
    ),
  ];
}
