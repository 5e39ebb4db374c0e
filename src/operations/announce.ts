import { forgetOldest } from "../core/forget-oldest.ts";
import { listNews, listRecentNews, type News } from "../core/news.ts";
import { listOverlaps, type Overlap } from "../core/overlap.ts";
import type { WaitingRequest } from "../core/revisits-record.ts";
import type { Deps } from "./deps.ts";
import { findPullOf } from "./find-pull.ts";
import type { Reconciled } from "./reconcile.ts";
import { SECONDS_BEFORE_ALERT } from "./verify.ts";

type Needs = Pick<Deps, "github" | "repository" | "revisits" | "now" | "told">;

/** More than are told in an hour. */
const MAX_REMEMBERED = 10_000;

/** Pull requests a round looks at for what may have been told before. */
const MAX_LOOKED_AT = 20;

/**
 * Tells people on their pull requests that they got or lost access, or will get none: one comment per pull request and round. News that this
 * process cannot know to be told, after a restart or a failure, are told once GitHub shows that they were not. Cosmetic: nothing waits
 * for it. Throws when GitHub fails, after every pull request was tried.
 */
export async function announce(deps: Needs, { entries, state }: Reconciled): Promise<void> {
  const { told, now } = deps;
  const fresh = listNews(entries, state);
  const known = new Set(fresh.map(({ id }) => id));
  const recent = told === undefined ? [] : listRecentNews(state, now());
  const doubtful = recent.filter(({ id, pull }) => !known.has(id) && !told?.has(keyOf(id, pull)));
  const failed: unknown[] = [];
  for (const news of groupByPull(fresh)) await tell(deps, news, false).catch((error) => failed.push(error));
  for (const news of groupByPull(doubtful).slice(0, MAX_LOOKED_AT))
    await tell(deps, news, true).catch((error) => failed.push(error));
  for (const overlaps of groupByPull(entries.flatMap((entry) => listOverlaps(entry, state))))
    await tellOverlaps(deps, overlaps).catch((error) => failed.push(error));
  const waiting = deps.revisits.listWaiting(SECONDS_BEFORE_ALERT, deps.now());
  for (const each of waiting) await tellWaiting(deps, each).catch((error) => failed.push(error));
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} pull requests could not be told.`);
}

const keyOf = (id: string, pull: number): string => `${pull} ${id}`;

async function tell(
  { github, told }: Needs,
  [first, ...others]: readonly News[],
  mayBeTold: boolean,
): Promise<void> {
  if (first === undefined) return;
  const news = [first, ...others];
  await github.announce(first.pull, news, mayBeTold);
  for (const { id, pull } of news) told?.add(keyOf(id, pull));
  if (told !== undefined) forgetOldest(told, MAX_REMEMBERED);
}

/** Once: what a round puts on the ledger is in no other round. */
async function tellOverlaps({ github }: Needs, overlaps: readonly Overlap[]): Promise<void> {
  const [first] = overlaps;
  if (first !== undefined) await github.announceOverlaps(first.pull, overlaps);
}

function groupByPull<T extends { readonly pull: number }>(news: readonly T[]): (readonly T[])[] {
  const pulls = [...new Set(news.map(({ pull }) => pull))];
  return pulls.map((pull) => news.filter((each) => each.pull === pull));
}

/** That a merged request waits, and for what: once on its pull request. */
async function tellWaiting(
  { github, repository, revisits }: Needs,
  { path, because }: WaitingRequest,
): Promise<void> {
  const commit = await repository.findAddition(await repository.defaultTip(), path);
  const pull = commit && (await findPullOf({ github, repository }, commit));
  if (pull) await github.announceWaiting(pull.number, because);
  revisits.noteTold(path);
}
