import { START } from "./cast.ts";
import { isUsable } from "./oracle/held.ts";
import { nextOwnTurn, passTime, remember } from "./provider.ts";
import { REAPER_EVERY_MS, runAction } from "./reaper.ts";
import { describeEnds, describeInputs, start, wake } from "./replica.ts";
import type { Replica } from "./replica-state.ts";
import { listEnds, type World } from "./world.ts";

/** Wakes of one kind that are played one by one in a stretch of time; the rest would find what these found. */
const MOST_REPEATS = 3;
/** A look may be the second verification of a grant, and each grant has one of its own. */
const MOST_LOOKS = 40;
const SWEEP_MS = 60_000;
/** Of one stretch of time. What is due more often needs a `postpone`: time that nobody lives through proves nothing. */
const MOST_WAKES = 2_000;

/** Lets time pass. Whoever has something to do on the way does it, at its time. */
export async function advance(world: World, until: number): Promise<void> {
  const repeats = new Map<string, number>();
  let reapings = 0;
  for (let wakes = 0; ; wakes++) {
    const next = findNext(world, until, reapings);
    if (next.at > until) break;
    if (wakes === MOST_WAKES) {
      // A program that was broken on purpose may run for ever.
      if (Object.keys(world.sabotage).length > 0) break;
      throw new Error(`${MOST_WAKES} wakes, and ${until - world.now} ms are left.`);
    }
    await moveTo(world, next.at);
    if (next.kind === "replica") await wakeDue(world, next.replica, until, repeats);
    if (next.kind !== "action") continue;
    reapings++;
    await runAction(world);
  }
  await moveTo(world, until);
}

type Next =
  | { readonly at: number; readonly kind: "site" }
  | { readonly at: number; readonly kind: "action" }
  | { readonly at: number; readonly kind: "replica"; readonly replica: Replica };

function findNext(world: World, until: number, reapings: number): Next {
  let next: Next = { at: Number.POSITIVE_INFINITY, kind: "site" };
  for (const site of world.sites.values()) {
    const at = nextOwnTurn(site);
    if (at < next.at) next = { at, kind: "site" };
  }
  for (const replica of world.replicas) {
    const { turn, fetch, look, watch, retry, end, sweep, restart } = replica.due;
    const at = Math.max(world.now, Math.min(turn, fetch, look, watch, retry, end, sweep, restart));
    if (at < next.at) next = { at, kind: "replica", replica };
  }
  const at = nextReaping(world, until, reapings);
  return at < next.at ? { at, kind: "action" } : next;
}

/** What a run can find it finds at the first one after an end, and at the last one of the stretch. */
function nextReaping(world: World, until: number, runs: number): number {
  if (world.reaper.enabledSince === undefined) return Number.POSITIVE_INFINITY;
  if (
    ![...world.sites.values()].some(({ slots }) =>
      [...slots.values()].some(({ ours, session }) => ours || session),
    )
  )
    return Number.POSITIVE_INFINITY;
  const grid = (time: number): number =>
    START + Math.ceil((time - START) / REAPER_EVERY_MS) * REAPER_EVERY_MS;
  const last = grid(until) - REAPER_EVERY_MS;
  const first = grid(Math.max(world.now, world.reaper.ranAt + 1));
  const end = listEnds(world).find((each) => grid(each) >= first);
  if (runs < MOST_REPEATS && (end === undefined || end <= world.now || isOverdue(world))) return first;
  const afterEnd = end === undefined ? Number.POSITIVE_INFINITY : Math.max(first, grid(end));
  return Math.min(afterEnd, last > world.now ? last : Number.POSITIVE_INFINITY);
}

const isOverdue = ({ oracle, now }: World): boolean =>
  [...oracle.things.values()].some(
    (thing) => isUsable(thing) && thing.claims.every(({ endsAt }) => endsAt <= now),
  );

async function moveTo(world: World, time: number): Promise<void> {
  if (time > world.now) {
    for (const site of world.sites.values()) remember(site, world.now);
    world.now = time;
    world.oracle.look();
  }
  for (const site of world.sites.values()) passTime(site, world.now, (slot) => world.oracle.expired(slot));
}

async function wakeDue(
  world: World,
  replica: Replica,
  until: number,
  repeats: Map<string, number>,
): Promise<void> {
  const { due } = replica;
  const { now } = world;
  if (due.restart <= now) return start(world, replica);
  const isTurn = due.turn <= now;
  const isSweep = due.sweep <= now;
  const isRetry = due.retry <= now || due.end <= now;
  const isFetch = due.fetch <= now;
  const isWatch = due.watch <= now;
  const isLook = due.look <= now;
  for (const key of ["turn", "fetch", "look", "watch", "retry", "end"] as const)
    if (due[key] <= now) due[key] = Number.POSITIVE_INFINITY;
  if (isSweep) {
    due.sweep = now + SWEEP_MS;
    // The next watches are what ends it.
    if (!world.oracle.isSomethingCalledOff()) postpone(world, replica, "sweep", until, repeats);
    const isReviewing = replica.sweeps++ % 5 === 0;
    if (isReviewing) {
      await wake(world, replica, "review");
      if (replica.watched !== describeEnds(world) || world.random.chance(0.05))
        await wake(world, replica, "watch");
    }
    if (!isTurn && !isRetry && !isFetch && !isWatch && isResting(world, replica)) return;
  }
  if (isWatch) await wake(world, replica, "watch");
  if (isWatch && due.watch < Number.POSITIVE_INFINITY) postpone(world, replica, "watch", until, repeats);
  await wake(world, replica, isTurn || isRetry || isSweep ? "retry" : "reconcile");
  if (due.retry < Number.POSITIVE_INFINITY) postpone(world, replica, "retry", until, repeats);
  if (due.end < Number.POSITIVE_INFINITY) postpone(world, replica, "end", until, repeats);
  if (isLook && due.look < Number.POSITIVE_INFINITY) postpone(world, replica, "look", until, repeats);
}

/** Somebody keeps something from being taken back, or let go so lately that what waits to be tried again is to find out. */
const isKept = ({ sites, now }: World): boolean =>
  [...sites.values()].some(({ slots }) =>
    [...slots.values()].some(({ clings }) => clings !== undefined && clings.until > now - 2 * SWEEP_MS),
  );

const MOST = {
  sweep: MOST_REPEATS,
  watch: 2 * MOST_REPEATS,
  retry: 2 * MOST_REPEATS,
  end: 2 * MOST_REPEATS,
  look: MOST_LOOKS,
} as const;

/** After a few, the next one is the last of the stretch. */
function postpone(
  world: World,
  replica: Replica,
  kind: keyof typeof MOST,
  until: number,
  repeats: Map<string, number>,
): void {
  const key = `${replica.name} ${kind}`;
  const times = (repeats.get(key) ?? 0) + 1;
  repeats.set(key, times);
  const most = MOST[kind];
  if (times < most || isKept(world)) return;
  const last = until - ((until - replica.due[kind]) % SWEEP_MS);
  if (last > replica.due[kind]) replica.due[kind] = last;
}

/** Nothing has moved since a round that found nothing to do. One in twenty looks all the same. */
const isResting = (world: World, replica: Replica): boolean =>
  replica.rested !== undefined &&
  replica.rested === describeInputs(world, replica) &&
  replica.disk.clone.tip === world.git.tip &&
  replica.disk.ledger.known === world.ledger.commits.length &&
  !world.random.chance(0.05);
