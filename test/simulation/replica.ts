import type { LedgerState } from "../../src/core/ledger/ledger.ts";
import { backOff } from "../../src/core/plan/back-off.ts";
import { listOverdue } from "../../src/core/plan/overdue.ts";
import { entitlementsOf, nextTurn } from "../../src/core/plan/plan.ts";
import type { Log } from "../../src/core/ports/log.ts";
import { watchDisk } from "../../src/git/ledger/watch-disk.ts";
import { createLocks } from "../../src/lanes/one-at-a-time.ts";
import { announce } from "../../src/operations/announce.ts";
import { watchLeases } from "../../src/operations/ending/early-ends.ts";
import { endDue, endLate } from "../../src/operations/ending/end.ts";
import { removeRefused } from "../../src/operations/ending/remove.ts";
import { findReceipts } from "../../src/operations/looking-back/find-receipts.ts";
import { createLookback } from "../../src/operations/memory/lookback.ts";
import { createProviderBackoff } from "../../src/operations/memory/provider-backoff.ts";
import { createRecheckSchedule } from "../../src/operations/memory/recheck-schedule.ts";
import { createSettledCache } from "../../src/operations/memory/settled-cache.ts";
import { reconcile } from "../../src/operations/reconcile.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { guardProvider } from "../../src/operations/round/guard.ts";
import { readState } from "../../src/operations/round/state.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { type Clock, createClock } from "../../src/service/clock.ts";
import { createDiskWatch, explainUnwritable } from "../../src/service/state/disk-watch.ts";
import { memoryRepository } from "./git.ts";
import { cloneOf, headOf, memoryComments, memoryGitHub, memoryReverts, PIN } from "./github.ts";
import { memoryJournal, memoryLedger } from "./ledger.ts";
import { Crash, createMachine, Injected, type Machine } from "./machine.ts";
import { DEADLINE_SECONDS, memorySite } from "./provider.ts";
import type { Disk, Replica, Waking } from "./replica-state.ts";
import { count, tellLanding, type World } from "./world.ts";

const NEVER = Number.POSITIVE_INFINITY;

export function createReplica(world: World, name: string): Replica {
  const replica: Replica = {
    name,
    disk: { journal: [], ledger: { known: 0 }, clone: cloneOf(world.git) },
    backup: undefined,
    kept: undefined,
    machine: undefined,
    deps: undefined,
    skew: 0,
    clock: undefined,
    aheadBy: () => (replica.clock === undefined ? replica.skew : replica.clock.now().getTime() - world.now),
    noteClock() {
      const ahead = replica.aheadBy();
      if (ahead <= 0) return;
      replica.wasAheadAt = world.now;
      replica.wasAheadBy = ahead;
    },
    clockSetAt: 0,
    wasAheadAt: 0,
    wasAheadBy: 0,
    lag: 0,
    missing: new Set(),
    missingEndedAt: 0,
    aliveSince: undefined,
    due: {
      turn: NEVER,
      fetch: NEVER,
      look: NEVER,
      watch: NEVER,
      retry: NEVER,
      end: NEVER,
      sweep: NEVER,
      restart: NEVER,
    },
    failures: 0,
    unwatched: 0,
    watched: undefined,
    sweeps: 0,
    knownAt: [],
    rested: undefined,
    reviewed: new Map(),
    scheduler: {
      name: `replica ${name}`,
      limit: 60_000,
      runsSince: () =>
        replica.aliveSince === undefined ? undefined : Math.max(replica.aliveSince, replica.clockSetAt),
      reachesSince: (provider) => {
        if (replica.missing.has(provider)) return undefined;
        const since = world.skies.fineSince(name, provider);
        return since === undefined ? undefined : Math.max(since, replica.missingEndedAt);
      },
      knowsSince: (index) => replica.knownAt.find(({ known }) => known > index)?.at,
      watchesSince: () =>
        replica.lag > 0 ? undefined : mostRecent(world.skies.fineSince(name, "github"), world.lagEndedAt),
      // What failed by a clock that was ahead waits until that time has come once more.
      lateBy: () =>
        Math.max(0, -replica.aheadBy()) + (world.now - replica.wasAheadAt < 300_000 ? replica.wasAheadBy : 0),
    },
    noteKnown() {
      const { known } = replica.disk.ledger;
      const last = replica.knownAt.at(-1);
      if (last === undefined || last.known < known) replica.knownAt.push({ at: world.now, known });
    },
    plugIn: () => start(world, replica),
  };
  return replica;
}

const mostRecent = (since: number | undefined, other: number): number | undefined =>
  since === undefined ? undefined : Math.max(since, other);

/** A new process on the old disk; where that is full, with a copy of it in a scratch folder, which goes with the process. */
export function start(world: World, replica: Replica): void {
  const isFull = world.skies.at(replica.name, "disk")?.down === true;
  if (isFull) {
    count(world, "start on a full disk");
    replica.kept ??= replica.disk;
    replica.disk = copyDisk(replica.disk);
  }
  const machine = createMachine({
    name: replica.name,
    weather: (boundary) =>
      isFull && boundary === "disk" ? undefined : world.skies.at(replica.name, boundary),
    random: () => world.random,
    jitter: () => (world.isCrowded ? world.random.below(4) : 0),
    count: (fault) => count(world, fault),
  });
  replica.machine = machine;
  replica.aliveSince = world.now;
  replica.failures = 0;
  replica.rested = undefined;
  replica.reviewed.clear();
  const { due } = replica;
  due.turn = due.fetch = due.look = due.watch = due.retry = due.end = due.restart = NEVER;
  replica.sweeps = 0;
  replica.unwatched = 0;
  replica.watched = undefined;
  due.sweep = world.now;
  const deps = createDeps(world, replica, machine, isFull);
  replica.deps = world.sabotage.deps?.(deps, world) ?? deps;
  replica.noteKnown();
}

export const copyDisk = ({ journal, ledger, clone }: Disk): Disk => ({
  journal,
  ledger: { ...ledger },
  clone: { tip: clone.tip, heads: new Map(clone.heads) },
});

/** Nothing in memory is left, nor in a scratch folder. */
export function stop(replica: Replica): void {
  if (replica.kept !== undefined) {
    replica.disk = replica.kept;
    replica.kept = undefined;
    replica.knownAt = [];
  }
  if (replica.machine !== undefined) replica.machine.isDead = true;
  replica.machine = undefined;
  replica.deps = undefined;
  replica.aliveSince = undefined;
  replica.clock = undefined;
  const { due } = replica;
  due.turn = due.fetch = due.look = due.watch = due.retry = due.end = due.sweep = due.restart = NEVER;
}

const createLog = (world: World, machine: string): Log => ({
  info: () => undefined,
  warn: () => undefined,
  error: ({ err, alert, step, provider, role, principal }, message) => {
    if (alert === true && step === "revocation")
      world.oracle.alerted(machine, { provider: `${provider}`, role: `${role}`, principal: `${principal}` });
    noteSurprise(world, err, message);
  },
});

function createDeps(world: World, replica: Replica, machine: Machine, isFull: boolean): Deps {
  const { git, hub } = world;
  const { disk } = replica;
  const clock = createClock({
    wall: () => world.now + replica.skew,
    monotonic: () => world.now,
    onStep: () => undefined,
  });
  replica.clock = clock;
  const { now } = clock;
  const own = {
    machine: world.deaf ? machine : hearDates(world, replica, machine, clock),
    hub,
    now: () => world.now,
  };
  const log = createLog(world, replica.name);
  const disks = createDiskWatch(log);
  const backoff = createProviderBackoff(() => world.random.next());
  const providers = [...world.sites.values()]
    .filter(({ name }) => !replica.missing.has(name))
    .map((site) =>
      memorySite({
        machine,
        site,
        now: () => world.now,
        known: () => (world.isCrowded ? knownBefore(world, replica) : disk.ledger.known),
        witness: {
          onHold: (actor, slot, until, before, asked) => world.oracle.held(actor, slot, until, before, asked),
          onRevoke: (actor, slot, before, asked, known) =>
            world.oracle.revoked(actor, slot, before, asked, known),
          onForget: (slot) => world.oracle.forgot(slot),
          onCling: (actor, slot) => world.oracle.clung(actor, slot),
        },
        delay: () => drawDelay(world, replica.name, site.name),
        isStale: () => world.skies.at(replica.name, site.name)?.stale === true,
      }),
    );
  return {
    repository: watchDisk(
      memoryRepository({
        machine,
        git,
        clone: disk.clone,
        headOf: (number) => {
          const pull = hub.pulls.get(number);
          return pull && headOf(pull);
        },
        fetchLedger: () => {
          disk.ledger.known = Math.max(disk.ledger.known, world.ledger.commits.length);
          replica.noteKnown();
        },
      }),
      (error) => disks.note("The clone", error),
    ),
    // The settings of the simulated organisation name no provider under externalIdentities.
    comments: memoryComments({ ...own, lag: () => replica.lag }),
    identities: { hasProvider: async () => false, read: async () => undefined },
    github: memoryGitHub({
      ...own,
      lag: () => replica.lag,
      onMerged: (pull) => {
        tellLanding(world, pull, true);
      },
    }),
    notifiers: [{ name: "comments", notify: () => machine.call("github", () => undefined) }],
    replies: {
      answer: () => machine.call("github", () => undefined),
      listAnswered: () => machine.call("github", () => new Set<number>()),
    },
    reverts: memoryReverts(own),
    ledger: memoryLedger({
      machine,
      branch: world.ledger,
      clone: disk.ledger,
      onAppended: ({ entries, state, defaultCommit }, index) =>
        world.oracle.appended(replica.name, defaultCommit, entries, state, index),
      onKnown: replica.noteKnown,
    }),
    journal: memoryJournal({
      machine,
      disk,
      onAppended: (entries) => {
        for (const entry of entries)
          if (entry.kind === "ended") world.oracle.ended(entry.request, entry.because);
      },
      onWrite: (error) => disks.note("The journal", error),
    }),
    providers: new Map(
      providers.map((provider) => [provider.name, guardProvider(provider, { backoff, log, now })]),
    ),
    backoff,
    locks: createLocks(),
    settledCache: createSettledCache(),
    rechecks: createRecheckSchedule(),
    log,
    now,
    pin: PIN,
    trustedCommit: world.trusted,
    ...(world.config.profile === "standard" && { lookback: createLookback() }),
    stops: () => [...(isFull ? [explainUnwritable("The state folder", "ENOSPC")] : []), ...disks.stops()],
  };
}

/** The same machine, which learns from every answer of GitHub what time it is. */
const hearDates = (world: World, replica: Replica, machine: Machine, clock: Clock): Machine => ({
  ...machine,
  call: async (boundary, effect, lost) => {
    const answer = await machine.call(boundary, effect, lost);
    const before = replica.aheadBy();
    replica.noteClock();
    const said = new Date(Math.floor(world.now / 1000) * 1000);
    clock.note({ said, sentAt: world.now, receivedAt: world.now });
    if (replica.aheadBy() !== before) replica.clockSetAt = world.now;
    return answer;
  },
});

/** Between reading what it knows and making a call a machine may learn more: what it learned in this very moment does not count. */
const knownBefore = ({ now }: World, { knownAt }: Replica): number =>
  knownAt.findLast(({ at }) => at < now)?.known ?? 0;

export function drawDelay(world: World, machine: string, provider: string): number | undefined {
  const late = world.skies.at(machine, provider)?.late ?? 0;
  if (late === 0 || !world.random.chance(late)) return undefined;
  count(world, "effect that lands late");
  return 1 + world.random.below(2 * DEADLINE_SECONDS - 1);
}

const EXPECTED = [
  /^The head of #\d+ is .* at GitHub and .* in git\.$/u,
  /^The ledger moved \d+ times/u,
  /^The server's configuration has no provider/u,
  /^There is no (?:commit|blob)/u,
  /No space left on device$/u,
  /^A late call gave ".*" .* again after its end\./u,
  /^The rest of the request is no longer approved/u,
];

/** Remembers an error that nobody injected: a bug, or a promise that does not hold. */
export function noteSurprise(world: World, error: unknown, step: string): void {
  if (error instanceof AggregateError) {
    for (const each of error.errors) noteSurprise(world, each, step);
    return;
  }
  if (
    error === undefined ||
    error instanceof Crash ||
    error instanceof Injected ||
    error instanceof ProviderError
  )
    return;
  const message = error instanceof Error ? error.message : String(error);
  if (EXPECTED.some((shape) => shape.test(message))) return;
  const words = `${step}: ${error instanceof Error ? (error.stack ?? message) : message}`;
  world.surprises.set(words, (world.surprises.get(words) ?? 0) + 1);
}

/** Wakes it for one piece of work. A machine that died stays down until somebody starts it. */
export async function wake(world: World, replica: Replica, work: Waking, pull?: number): Promise<void> {
  const { deps, machine } = replica;
  if (deps === undefined || machine === undefined) return;
  try {
    if (work === "review") await review(world, replica, deps, pull);
    else if (work === "watch") await watch(world, replica, deps);
    else {
      if (work !== "reconcile") await turnNow(world, replica, deps);
      if (work !== "end") await reconcileNow(world, replica, deps);
    }
  } catch (error) {
    noteSurprise(world, error, work);
    retrySoon(world, replica);
  }
  if (machine.isDead && replica.machine === machine) stop(replica);
}

/** Of all pull requests: those of which something moved since this replica looked at them, and one in twenty of the others. */
async function review(world: World, replica: Replica, deps: Deps, pull: number | undefined): Promise<void> {
  const numbers = pull === undefined ? await deps.github.listOpenPulls() : [pull];
  for (const number of numbers) {
    const before = world.git.tip;
    const seen = describePull(world, replica, number);
    if (pull === undefined && replica.reviewed.get(number) === seen && !world.random.chance(0.05)) continue;
    replica.reviewed.set(number, seen);
    await reviewPullRequest(deps, number).catch((error: unknown) => noteSurprise(world, error, "review"));
    if (world.git.tip !== before) replica.due.look = Math.min(replica.due.look, world.now + 1000);
  }
}

function describePull({ hub, git }: World, { lag, disk }: Replica, number: number): string {
  const pull = hub.pulls.get(number);
  const said = pull?.reviews.filter(({ dismissedAt }) => dismissedAt !== undefined).length;
  return `${git.tip.rules} ${pull?.heads.length} ${pull?.reviews.length} ${said} ${lag} ${hub.members.length} ${pull?.ref.startsWith("hallpass/") ? disk.ledger.known : 0}`;
}

const retrySoon = (world: World, replica: Replica): void => {
  replica.due.retry = world.now + backOff(replica.failures++);
};

async function reconcileNow(world: World, replica: Replica, deps: Deps): Promise<void> {
  await lookBack(world, deps);
  const seen = describeInputs(world, replica);
  const round = await reconcile(deps).catch(async (error: unknown) => {
    await lookForLate(world, deps);
    throw error;
  });
  if (round.unwatched) watchLater(world, replica);
  if (round.complete) replica.failures = 0;
  else retrySoon(world, replica);
  if (round.lookAgainAt !== undefined) replica.due.look = localTime(world, replica, round.lookAgainAt);
  replica.rested = round.complete && round.entries.length === 0 ? seen : undefined;
  await turn(world, replica, deps, round.state);
  if (round.entries.length > 0 && world.random.chance(0.1)) await announce(deps, round);
  if (round.state.refusals.size > 0 && world.random.chance(0.2)) await removeRefused(deps);
}

/** Finds the receipts that were merged, for the ledger. The worker does it in a lane of its own, and tries again. */
async function lookBack(world: World, deps: Deps): Promise<void> {
  const { lookback } = deps;
  if (lookback === undefined) return;
  try {
    // A run looks up a few: so many find all that a history can have.
    for (let runs = 0; runs < 3; runs++) if ((await findReceipts({ ...deps, lookback })) === 0) return;
  } catch (error) {
    noteSurprise(world, error, "look back");
  }
}

/** What a round depends on, apart from the time. */
export const describeInputs = (world: World, replica: Replica): string =>
  `${world.git.tip.sha} ${world.hub.pulls.size} ${world.ledger.commits.length} ${replica.disk.journal.length} ${replica.clockSetAt} ${[...world.sites.values()].map(({ writes, late }) => writes + late.length * 1e6).join()}`;

/** What only GitHub knows has ended early, and of what. */
export const describeEnds = ({ hub, ledger }: World): string =>
  `${hub.comments.length} ${hub.tasks.length} ${hub.gone.size} ${ledger.commits.length}`;

const localTime = (world: World, replica: Replica, time: Date): number =>
  world.now + Math.max(0, time.getTime() - (world.now + replica.aheadBy()));

const FETCH_BEFORE_END_MS = 5000;

async function turn(world: World, replica: Replica, deps: Deps, state: LedgerState): Promise<void> {
  const next = nextTurn(state, deps.now());
  replica.due.turn = next === undefined ? NEVER : localTime(world, replica, next);
  const early = replica.due.turn - FETCH_BEFORE_END_MS;
  if (early > world.now) replica.due.fetch = early;
  const overdue = new Set(listOverdue(state, deps.now()).map(({ entitlement }) => entitlement.provider));
  await Promise.all([...overdue].map((provider) => endNow(world, replica, deps, provider)));
}

async function endNow(world: World, replica: Replica, deps: Deps, provider: string): Promise<void> {
  const { due } = replica;
  try {
    const { outcomes, retryInMs } = await endDue(deps, provider);
    if (outcomes.length > 0) due.look = Math.min(due.look, world.now);
    if (retryInMs !== undefined) due.end = Math.min(due.end, world.now + Math.max(retryInMs, 1));
  } catch (error) {
    noteSurprise(world, error, "end");
    retrySoon(world, replica);
  }
}

async function lookForLate(world: World, deps: Deps): Promise<void> {
  const { state } = await readState(deps);
  const looks = [...entitlementsOf(state, deps.now()).keys()].map((provider) => endLate(deps, provider));
  for (const look of await Promise.allSettled(looks))
    if (look.status === "rejected") noteSurprise(world, look.reason, "look");
}

const watchLater = (world: World, replica: Replica): void => {
  replica.due.watch = world.now + backOff(replica.unwatched++);
};

async function watch(world: World, replica: Replica, deps: Deps): Promise<void> {
  const seen = describeEnds(world);
  const { ended, unjudged } = await watchLeases(deps);
  if (unjudged > 0) watchLater(world, replica);
  else replica.unwatched = 0;
  replica.watched = unjudged > 0 || replica.lag > 0 ? undefined : seen;
  if (ended.length === 0) return;
  await turnNow(world, replica, deps);
  await reconcileNow(world, replica, deps);
}

async function turnNow(world: World, replica: Replica, deps: Deps): Promise<void> {
  await turn(world, replica, deps, (await readState(deps)).state);
}
