import { type BranchMove, listPushers, splitMoves } from "../../core/decision/branch-moves.ts";
import type { Evidence } from "../../core/decision/evidence.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { FileChange } from "../../core/files/file-change.ts";
import { isMissing } from "../../core/files/missing-object.ts";
import type { Deps } from "../round/deps.ts";

type PushSources = Pick<Deps, "github" | "repository">;

/** What a pull request would bring, and the commit of the default branch it is compared with. */
export interface Range {
  readonly target: string;
  readonly commits: ReadonlySet<string>;
  readonly changes: readonly FileChange[];
}

/** More earlier branches of one name than these are not looked into: their pushers all count. */
const MOST_EARLIER = 20;

/**
 * The accounts that brought content of this pull request onto its branch. A branch at a commit of the default branch brings nothing,
 * whoever put it there. An earlier branch of the same name counts where it carried commits or files of this pull request.
 */
export async function gatherPushers(
  sources: PushSources,
  { head, merged }: PullRequest,
  range: Range,
): Promise<Pick<Evidence, "pushers" | "unknownPush">> {
  const moves = await sources.github.listMoves(head.ref);
  if (moves === undefined) return { pushers: undefined, unknownPush: { because: "unread" } };
  const history = splitMoves(moves, head.sha, merged?.at);
  if (history === undefined) return { pushers: undefined, unknownPush: { because: "late" } };
  const present = await keep(
    history.present,
    async ({ after }) => !(await isOnTarget(sources, range, after)),
  );
  const known = new Set(present.map(({ by }) => by?.id));
  const others = history.earlier.filter(({ by }) => by === undefined || !known.has(by.id));
  const earlier =
    new Set(others.map(({ after }) => after)).size > MOST_EARLIER
      ? others
      : await keep(others, ({ after }) => carries(sources, range, after));
  return { pushers: undefined, ...listPushers({ present, earlier }) };
}

async function keep(
  moves: readonly BranchMove[],
  isWanted: (move: BranchMove) => Promise<boolean>,
): Promise<BranchMove[]> {
  const wanted = await Promise.all(moves.map(isWanted));
  return moves.filter((_, index) => wanted[index]);
}

async function isOnTarget({ repository }: PushSources, { target }: Range, commit: string): Promise<boolean> {
  try {
    return await repository.isAncestor(commit, target);
  } catch (error) {
    if (isMissing(error, commit)) return false;
    throw error;
  }
}

/** Had that commit something of this pull request in it? One that GitHub no longer shows may have had. */
async function carries(sources: PushSources, range: Range, commit: string): Promise<boolean> {
  if (await isOnTarget(sources, range, commit)) return false;
  const told = await sources.github.listHistory(commit);
  const parents = new Map(told?.map(({ sha, parents: above }) => [sha, above]));
  const pending = [commit];
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (range.commits.has(next)) return true;
    if (seen.has(next) || (await isOnTarget(sources, range, next))) continue;
    seen.add(next);
    const above = parents.get(next);
    if (above === undefined) return true;
    pending.push(...above);
  }
  return hasFileOf(sources, range, commit);
}

/** The same request may have been committed anew, in another name. */
async function hasFileOf({ github }: PushSources, { changes }: Range, commit: string): Promise<boolean> {
  const brought = changes.filter(({ status }) => status !== "removed");
  const found = await Promise.all(
    brought.map(async ({ path, status, blob }) => {
      const there = await github.findBlob(commit, path);
      return there !== undefined && (status === "added" || there === blob);
    }),
  );
  return found.includes(true);
}
