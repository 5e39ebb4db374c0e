import { type BranchMove, listPushers, splitMoves } from "../../core/decision/branch-moves.ts";
import type { Evidence } from "../../core/decision/evidence.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { FileChange } from "../../core/files/file-change.ts";
import { isMissing } from "../../core/files/missing-object.ts";
import type { Policy } from "../../core/files/policy.ts";
import type { Deps } from "../round/deps.ts";

type PushSources = Pick<Deps, "github" | "repository">;

/** The content of a pull request, and the commit of the default branch it is compared with. */
export interface Range {
  readonly target: string;
  readonly commits: ReadonlySet<string>;
  readonly changes: readonly FileChange[];
}

/** With more earlier branches of one name than this, all their pushers count unexamined. */
const MOST_EARLIER = 20;

/**
 * Finds the accounts that pushed content of this pull request to its branch. A push of a commit that the default branch has brings no
 * content. An earlier branch of the same name counts if it carried commits or files of this pull request.
 */
export async function gatherPushers(
  sources: PushSources,
  { head, merged }: PullRequest,
  range: Range,
): Promise<Pick<Evidence, "pushers" | "unknownPush" | "arrivedAt">> {
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
  const arrivedAt = history.present.findLast(({ after }) => after === head.sha)?.at;
  return { pushers: undefined, ...listPushers({ present, earlier }), ...(arrivedAt && { arrivedAt }) };
}

/**
 * The same for a request of which Hallpass signed all that there is: whoever else pushed to the branch brought nothing. When the branch came
 * to its head is looked up where a policy counts the time from there: somebody may have pushed, and put the head back.
 */
export async function gatherArrival(
  sources: PushSources,
  pull: PullRequest,
  range: Range,
  policies: readonly Pick<Policy, "approvals">[],
): Promise<Pick<Evidence, "pushers" | "arrivedAt">> {
  const isTimed = policies.some(
    ({ approvals: { remind, expire, fallback } }) => remind ?? expire ?? fallback,
  );
  const { arrivedAt } = isTimed ? await gatherPushers(sources, pull, range) : {};
  return { pushers: [], ...(arrivedAt && { arrivedAt }) };
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

/** True if a commit carried content of this pull request, or if GitHub no longer shows the commit. */
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

/** Another author may have committed the same request again. */
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
