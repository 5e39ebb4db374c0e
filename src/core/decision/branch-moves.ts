import type { Person } from "../access/lease.ts";
import type { Account } from "./github-facts.ts";

/** One change of a branch, from the repository's activity log. */
export interface BranchMove {
  readonly kind: "moved" | "deleted";
  /** The move created the branch. Earlier branches of that name are gone, even if the log shows no deletion. */
  readonly created?: true;
  /** undefined: the account is gone. */
  readonly by: Account | undefined;
  /** The commit the branch was at afterwards. */
  readonly after: string;
  readonly at: Date;
}

/** The moves of a branch that stand behind a pull request, and those of earlier branches of the same name. */
export interface BranchHistory {
  readonly present: readonly BranchMove[];
  readonly earlier: readonly BranchMove[];
}

/** An account whose push counts as a hand in the pull request. */
export interface Pusher extends Person {
  /** It pushed only to an earlier branch of the same name. */
  readonly earlier?: true;
}

/** The reason why the accounts that pushed to a branch are unknown. */
export type UnknownPush =
  | { readonly because: "unread" | "late" | "gone" }
  /** A bot or a workflow pushed, on behalf of a person GitHub does not name. */
  | { readonly because: "bot"; readonly login: string };

/**
 * Splits a branch's log, oldest first, at the last deletion or creation before the move to `head`. undefined when the log lacks that
 * move: it lags behind, or is incomplete. Moves after `until` (the merge) are ignored.
 */
export function splitMoves(
  moves: readonly BranchMove[],
  head: string,
  until: Date | undefined,
): BranchHistory | undefined {
  const known = moves.filter(({ at }) => until === undefined || at <= until);
  const arrived = known.findLastIndex(({ kind, after }) => kind === "moved" && after === head);
  if (arrived < 0) return undefined;
  const deleted = known.slice(0, arrived).findLastIndex(({ kind }) => kind === "deleted");
  const created = known.slice(0, arrived + 1).findLastIndex((move) => move.created);
  const began = Math.max(deleted + 1, created);
  // GitHub tells whole seconds: a branch made anew in the second of the merge is not the merged one.
  const present = until === undefined ? known.slice(began) : known.slice(began, arrived + 1);
  const isMove = ({ kind }: BranchMove): boolean => kind === "moved";
  return { present: present.filter(isMove), earlier: known.slice(0, began).filter(isMove) };
}

/** The accounts behind these moves, each once; or why they are not known. */
export function listPushers({
  present,
  earlier,
}: BranchHistory): { readonly pushers: readonly Pusher[] } | { readonly unknownPush: UnknownPush } {
  const all = [...present, ...earlier];
  if (all.some(({ by }) => by === undefined)) return { unknownPush: { because: "gone" } };
  const bot = all.find(({ by }) => by?.type === "Bot")?.by;
  if (bot !== undefined) return { unknownPush: { because: "bot", login: bot.login } };
  const people = (moves: readonly BranchMove[], more: Pick<Pusher, "earlier">): Pusher[] =>
    moves.flatMap(({ by }) => (by === undefined ? [] : [{ id: by.id, login: by.login, ...more }]));
  const pushers = [...people(earlier, { earlier: true }), ...people(present, {})];
  return { pushers: [...new Map(pushers.map((each) => [each.id, each])).values()] };
}

/** Merges the moves read earlier with those read now, oldest first. Keeps moves and accounts that GitHub no longer returns. */
export function mergeMoves(known: readonly BranchMove[], read: readonly BranchMove[]): BranchMove[] {
  const keyOf = ({ kind, after, at }: BranchMove): string => `${at.getTime()} ${kind} ${after}`;
  const before = new Map(known.map((move) => [keyOf(move), move]));
  const told = read.map((move) => ({ ...move, by: move.by ?? before.get(keyOf(move))?.by }));
  const tellsNow = new Set(read.map(keyOf));
  const forgotten = known.filter((move) => !tellsNow.has(keyOf(move)));
  return [...forgotten, ...told].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
