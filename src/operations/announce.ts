import { forgetOldest } from "../core/files/forget-oldest.ts";
import type { WaitingRequest } from "../core/ledger/recheck-record.ts";
import { listNotices, listRecentNotices } from "../core/plan/notices.ts";
import { listOverlaps, listRecentOverlaps } from "../core/plan/overlap.ts";
import { findMergedPull } from "./evidence/find-pull.ts";
import { SECONDS_BEFORE_ALERT } from "./granting/verify.ts";
import type { Reconciled } from "./reconcile.ts";
import type { Deps } from "./round/deps.ts";

type Needs = Pick<Deps, "github" | "repository" | "rechecks" | "now" | "told">;

/** More than are told in an hour. */
const MAX_REMEMBERED = 10_000;

/** Pull requests a round looks at for what may have been told before. */
const MAX_LOOKED_AT = 20;

/**
 * Tells people on their pull requests that they got or lost access, or will get none: one comment per pull request and round. Notice that this
 * process cannot know to be told, after a restart or a failure, are told once GitHub shows that they were not. Cosmetic: nothing waits
 * for it. Throws when GitHub fails, after every pull request was tried.
 */
export async function announce(deps: Needs, { entries, state }: Reconciled): Promise<void> {
  const { github, told } = deps;
  const failed: unknown[] = [];
  const now = deps.now();
  const overlaps = entries.flatMap((entry) => listOverlaps(entry, state));
  const recentNews = told === undefined ? [] : listRecentNotices(state, now);
  const recentOverlaps = told === undefined ? [] : listRecentOverlaps(state, now);
  failed.push(...(await tellAll(deps, github.announce, listNotices(entries, state), recentNews)));
  failed.push(...(await tellAll(deps, github.announceOverlaps, overlaps, recentOverlaps)));
  failed.push(...(await tellEachWaiting(deps)));
  throwFailed(failed);
}

/** That merged requests wait, each once on its pull request. Throws as `announce` does. */
export const announceWaiting = async (deps: Omit<Needs, "told">): Promise<void> =>
  throwFailed(await tellEachWaiting(deps));

async function tellEachWaiting(deps: Omit<Needs, "told">): Promise<unknown[]> {
  const failed: unknown[] = [];
  const waiting = deps.rechecks.listWaiting(SECONDS_BEFORE_ALERT, deps.now());
  for (const each of waiting) await tellWaiting(deps, each).catch((error) => failed.push(error));
  return failed;
}

function throwFailed(failed: readonly unknown[]): void {
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} pull requests could not be told.`);
}

const keyOf = (id: string, pull: number): string => `${pull} ${id}`;

interface Tellable {
  readonly id: string;
  readonly pull: number;
}

type Say<T> = (pull: number, news: readonly T[], mayBeTold: boolean) => Promise<void>;

/** What a round has just put on the ledger, and of the recent what this process does not know to be told. Answers what failed. */
async function tellAll<T extends Tellable>(
  deps: Needs,
  say: Say<T>,
  fresh: readonly T[],
  recent: readonly T[],
): Promise<unknown[]> {
  const known = new Set(fresh.map(({ id }) => id));
  const doubtful = recent.filter(({ id, pull }) => !known.has(id) && !deps.told?.has(keyOf(id, pull)));
  const failed: unknown[] = [];
  for (const news of groupByPull(fresh))
    await tell(deps, say, news, false).catch((error) => failed.push(error));
  for (const news of groupByPull(doubtful).slice(0, MAX_LOOKED_AT))
    await tell(deps, say, news, true).catch((error) => failed.push(error));
  return failed;
}

async function tell<T extends Tellable>(
  { told }: Needs,
  say: Say<T>,
  news: readonly T[],
  mayBeTold: boolean,
): Promise<void> {
  const [first] = news;
  if (first === undefined) return;
  await say(first.pull, news, mayBeTold);
  for (const { id, pull } of news) told?.add(keyOf(id, pull));
  if (told !== undefined) forgetOldest(told, MAX_REMEMBERED);
}

function groupByPull<T extends { readonly pull: number }>(news: readonly T[]): (readonly T[])[] {
  const pulls = [...new Set(news.map(({ pull }) => pull))];
  return pulls.map((pull) => news.filter((each) => each.pull === pull));
}

/** That a merged request waits, and for what: once on its pull request. */
async function tellWaiting(deps: Omit<Needs, "told">, waiting: WaitingRequest): Promise<void> {
  const { github, rechecks } = deps;
  const number = waiting.pull ?? (await findNumber(deps, waiting.path));
  if (number !== undefined) await github.announceWaiting(number, waiting.because);
  rechecks.noteTold(waiting.path);
}

async function findNumber(
  { github, repository }: Pick<Deps, "github" | "repository">,
  path: string,
): Promise<number | undefined> {
  const commit = await repository.findAddition(await repository.defaultTip(), path);
  return commit === undefined ? undefined : (await findMergedPull({ github }, commit))?.number;
}
