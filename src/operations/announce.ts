import { LRUCache } from "lru-cache";
import { listEndingSoon } from "../core/during/ending-soon.ts";
import type { WaitingRequest } from "../core/ledger/recheck-record.ts";
import { listNotices, listRecentNotices, type Notice, type WaitingNotice } from "../core/plan/notices.ts";
import { listOverlaps, listRecentOverlaps } from "../core/plan/overlap.ts";
import type { Notifier } from "../core/ports/notifier.ts";
import { findMergedPull } from "./evidence/find-pull.ts";
import { SECONDS_BEFORE_ALERT } from "./granting/note-waiting.ts";
import type { Reconciled } from "./reconcile.ts";
import type { Deps } from "./round/deps.ts";

/** The part of a round that people hear of. */
type Round = Pick<Reconciled, "entries" | "state">;

type Announcing = Pick<Deps, "notifiers" | "github" | "repository" | "rechecks" | "now" | "told">;

/** Per channel; more than an hour has. */
const MAX_REMEMBERED = 10_000;

/** Remembers this process's notices on this many channels. */
export const createTold = (channels: number): NonNullable<Deps["told"]> =>
  new LRUCache<string, true>({ max: MAX_REMEMBERED * Math.max(1, channels) });

/** Pull requests per round and channel for which a channel looks up what it has sent. */
const MAX_LOOKED_UP = 20;

/**
 * Tells people, on these channels, that they got or lost access or lose it soon, or that a request was refused or waits. A notice that this process cannot know to
 * be sent, after a restart or a failure, is sent once the channel does not find it. Nothing waits for this. Throws when a channel or GitHub
 * fails, after every channel and pull request was tried.
 */
export async function announce(
  deps: Announcing,
  round: Round,
  channels: readonly Notifier[] = deps.notifiers,
): Promise<void> {
  const kinds = listKinds(deps, round);
  const failed = await Promise.all(channels.map((notifier) => sendKinds(deps, notifier, kinds)));
  throwFailed([...failed.flat(), ...(await sendEachWaiting(deps, channels))]);
}

/** Notices of one kind: those of this round, and recent ones that may be missing. */
interface Kind {
  readonly fresh: readonly Notice[];
  readonly recent: readonly Notice[];
}

function listKinds({ told, now }: Announcing, { entries, state }: Round): readonly Kind[] {
  const mayMiss = told !== undefined;
  const at = now();
  return [
    { fresh: listNotices(entries, state), recent: mayMiss ? listRecentNotices(state, at) : [] },
    {
      fresh: entries.flatMap((entry) => listOverlaps(entry, state)),
      recent: mayMiss ? listRecentOverlaps(state, at) : [],
    },
    // Of the state alone, so that it may always have been sent before.
    { fresh: [], recent: mayMiss ? listEndingSoon(state, at) : [] },
  ];
}

async function sendKinds(deps: Announcing, notifier: Notifier, kinds: readonly Kind[]): Promise<unknown[]> {
  const failed: unknown[] = [];
  for (const kind of kinds) failed.push(...(await sendKind(deps, notifier, kind)));
  return failed;
}

/** Tells people, once per pull request, that merged requests wait. Throws as `announce` does. */
export const announceWaiting = async (
  deps: Announcing,
  channels: readonly Notifier[] = deps.notifiers,
): Promise<void> => throwFailed(await sendEachWaiting(deps, channels));

/** Tells people on one channel of a notice, unless this process has. */
export async function announceOn(
  deps: Pick<Announcing, "told">,
  channel: Notifier,
  notice: Notice,
): Promise<void> {
  if (!isTold(deps, channel, notice)) await send(deps, channel, [notice], true);
}

function throwFailed(failed: readonly unknown[]): void {
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} pull requests could not be told.`);
}

/** Sends the notices of this round first. Returns the failures. */
async function sendKind(deps: Announcing, notifier: Notifier, { fresh, recent }: Kind): Promise<unknown[]> {
  const known = new Set(fresh.map(({ id }) => id));
  const doubtful = recent.filter((notice) => !known.has(notice.id) && !isTold(deps, notifier, notice));
  const failed: unknown[] = [];
  const trySending = (notices: readonly Notice[], mayBeSent: boolean): Promise<unknown> =>
    send(deps, notifier, notices, mayBeSent).catch((error) => failed.push(error));
  for (const notices of groupByPull(fresh)) await trySending(notices, false);
  for (const notices of groupByPull(doubtful).slice(0, MAX_LOOKED_UP)) await trySending(notices, true);
  return failed;
}

/** Sends notices about one pull request. */
async function send(
  { told }: Pick<Announcing, "told">,
  notifier: Notifier,
  notices: readonly Notice[],
  mayBeSent: boolean,
): Promise<void> {
  const [first] = notices;
  if (first === undefined) return;
  await notifier.notify(first.pull, notices, mayBeSent);
  for (const notice of notices) told?.set(keyOf(notifier, notice), true);
}

const keyOf = ({ name }: Notifier, { pull, id }: Notice): string => `${name} ${pull} ${id}`;

const isTold = ({ told }: Pick<Announcing, "told">, notifier: Notifier, notice: Notice): boolean =>
  told?.has(keyOf(notifier, notice)) ?? false;

function groupByPull(notices: readonly Notice[]): (readonly Notice[])[] {
  const pulls = [...new Set(notices.map(({ pull }) => pull))];
  return pulls.map((pull) => notices.filter((each) => each.pull === pull));
}

async function sendEachWaiting(deps: Announcing, channels: readonly Notifier[]): Promise<unknown[]> {
  const failed: unknown[] = [];
  for (const waiting of deps.rechecks.listWaiting(SECONDS_BEFORE_ALERT, deps.now()))
    failed.push(...(await sendWaiting(deps, waiting, channels).catch((error: unknown) => [error])));
  return failed;
}

/** One request waits: known to people once every channel has sent it. Returns the channels' failures. */
async function sendWaiting(
  deps: Announcing,
  waiting: WaitingRequest,
  channels: readonly Notifier[],
): Promise<unknown[]> {
  const { path } = waiting;
  const pull = waiting.pull ?? (await findNumber(deps, path));
  const notice = pull === undefined ? undefined : describeWaiting(pull, waiting);
  const failed = notice === undefined ? [] : await sendToEach(deps, notice, channels);
  const others = deps.notifiers.filter((notifier) => !channels.includes(notifier));
  const isKnown = notice === undefined || others.every((notifier) => isTold(deps, notifier, notice));
  if (failed.length === 0 && isKnown) deps.rechecks.noteTold(path);
  return failed;
}

const describeWaiting = (pull: number, { path, because, partly }: WaitingRequest): WaitingNotice => ({
  kind: "waiting",
  id: `waiting ${path}`,
  pull,
  because,
  ...(partly && { partly }),
});

async function sendToEach(
  deps: Announcing,
  notice: Notice,
  channels: readonly Notifier[],
): Promise<unknown[]> {
  const untold = channels.filter((notifier) => !isTold(deps, notifier, notice));
  const sent = await Promise.allSettled(untold.map((notifier) => send(deps, notifier, [notice], true)));
  return sent.filter((each) => each.status === "rejected").map(({ reason }) => reason);
}

/** Reads the tip anew: a request that waits by now may have been merged after the round, and would be missing at the round's tip. */
async function findNumber(
  { github, repository }: Pick<Deps, "github" | "repository">,
  path: string,
): Promise<number | undefined> {
  const commit = await repository.findAddition(await repository.defaultTip(), path);
  return commit === undefined ? undefined : (await findMergedPull({ github }, commit))?.number;
}
