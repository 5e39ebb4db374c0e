import type { Account } from "./accounts.ts";
import type { Actor } from "./caller.ts";
import { isAncestor } from "./git/history.ts";
import { branchOf, moveRefs, type RefMove, zeroSha } from "./git/refs.ts";
import type { Store } from "./git/run.ts";
import type { Activity, Repository } from "./model.ts";
import { followBaseMove, followHeadMove } from "./pull-follow.ts";
import { sendPushEvent } from "./push-event.ts";
import { judgeMove } from "./rules/direct.ts";
import { recordSuite } from "./rules/suite.ts";
import type { State } from "./state.ts";

/** A move that was refused, and the reasons. */
export interface RefusedMove {
  readonly move: RefMove;
  readonly violations: readonly string[];
}

/** Asks the rules about moves and records their verdicts; returns the forbidden moves. `store` has the new objects. */
export async function judgeMoves(
  state: State,
  repository: Repository,
  store: Store,
  actor: Actor,
  moves: readonly RefMove[],
): Promise<RefusedMove[]> {
  const judged = await Promise.all(
    moves.map(async (move) => ({ move, verdict: await judgeMove(state, repository, store, actor, move) })),
  );
  const refused = judged.filter(({ verdict }) => verdict.violations.length > 0);
  // One refused move stops all moves, so the other verdicts are not about a real change.
  for (const { move, verdict } of refused.length > 0 ? refused : judged) {
    recordSuite(state, repository, actor.account, move, verdict);
  }
  return refused.map(({ move, verdict }) => ({ move, violations: verdict.violations }));
}

/** Moves one ref and does all that follows. The caller has asked the rules before. */
export async function moveRef(
  state: State,
  repository: Repository,
  actor: Account,
  move: RefMove,
  kind?: Activity["kind"],
): Promise<void> {
  await moveRefs(repository.store, [move]);
  await followMoves(state, repository, actor, [move], kind);
}

/** Records moved refs, sends the push events, and updates the pull requests they touch. */
export async function followMoves(
  state: State,
  repository: Repository,
  actor: Account,
  moves: readonly RefMove[],
  kind?: Activity["kind"],
): Promise<void> {
  for (const move of moves) {
    await sendPushEvent(state, repository, actor, move);
    const branch = branchOf(move.ref);
    if (branch === undefined) continue;
    await recordActivity(state, repository, actor, move, kind);
    await followHeadMove(state, repository, actor, branch, move);
    await followBaseMove(state, repository, actor, branch, move);
  }
}

async function recordActivity(
  state: State,
  repository: Repository,
  actor: Account,
  move: RefMove,
  kind: Activity["kind"] | undefined,
): Promise<void> {
  repository.activities.push({
    ...move,
    id: state.nextId(),
    at: state.clock(),
    kind: kind ?? (await kindOf(repository, move)),
    actor,
  });
}

async function kindOf(repository: Repository, { before, after }: RefMove): Promise<Activity["kind"]> {
  if (before === zeroSha) return "branch_creation";
  if (after === zeroSha) return "branch_deletion";
  return (await isAncestor(repository.store, before, after)) ? "push" : "force_push";
}
