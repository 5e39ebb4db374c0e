import { sweep } from "../../action/sweep.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { reap } from "../../src/operations/ending/reap.ts";
import { memoryRepository } from "./git.ts";
import { cloneOf, headOf, memoryReverts } from "./github.ts";
import { memoryLedger } from "./ledger.ts";
import { createMachine, type Machine } from "./machine.ts";
import { memorySite } from "./provider.ts";
import type { Reaper } from "./reaper-state.ts";
import { drawDelay, noteSurprise } from "./replica.ts";
import { count, type World } from "./world.ts";

export const REAPER_EVERY_MS = 900_000;

const NAME = "action";

export function createReaper(world: World): Reaper {
  const reaper: Reaper = {
    enabledSince: world.now,
    ranAt: world.now,
    kept: { known: 0, at: 0 },
    scheduler: {
      name: "the Action",
      limit: REAPER_EVERY_MS + 60_000,
      runsSince: () => reaper.enabledSince,
      reachesSince: (provider) => world.skies.fineSince(NAME, provider),
      knowsSince: (index) => (reaper.kept.known > index ? reaper.kept.at : fetchesSince(world)),
      lateBy: () => 0,
    },
  };
  return reaper;
}

/** A runner whose disk is full fetches nothing. */
function fetchesSince({ skies }: World): number | undefined {
  const [github, disk] = [skies.fineSince(NAME, "github"), skies.fineSince(NAME, "disk")];
  return github === undefined || disk === undefined ? undefined : Math.max(github, disk);
}

/** One run of the Action. `fuse`: after so many effects its runner is taken away. */
export async function runAction(world: World, fuse = -1): Promise<void> {
  const { git, hub, reaper } = world;
  reaper.ranAt = world.now;
  const machine = createPasser(world, NAME, fuse);
  const clone = { known: 0 };
  const repository = memoryRepository({
    machine,
    git,
    clone: cloneOf(git),
    headOf: (number) => {
      const pull = hub.pulls.get(number);
      return pull && headOf(pull);
    },
    fetchLedger: () => {
      clone.known = world.ledger.commits.length;
    },
  });
  const now = (): Date => new Date(world.now);
  const providers = createProviders(world, machine, clone);
  try {
    const isThere = await repository.fetch().then(
      () => true,
      () => false,
    );
    if (!isThere) clone.known = reaper.kept.known;
    if (clone.known > reaper.kept.known) reaper.kept = { known: clone.known, at: world.now };
    const reverts = memoryReverts({ machine, hub, now: () => world.now });
    const closing = isThere
      ? { repository, reverts, defaultBranch: "main", receipts: "each" as const }
      : undefined;
    await sweep({ closing, ledger: await readLedger(world, machine, clone), providers, now });
  } catch (error) {
    noteSurprise(world, error, "action");
  }
}

const OPERATOR = "operator";

/** An operator runs `hallpass sweep`, after a fetch or with what the clone has. */
export async function runOperator(world: World, fetches: boolean, fuse = -1): Promise<void> {
  const machine = createPasser(world, OPERATOR, fuse);
  try {
    if (fetches)
      await machine.call("github", () => {
        world.operator.known = world.ledger.commits.length;
      });
    const { state } = await readLedger(world, machine, world.operator);
    await reap(state, createProviders(world, machine, world.operator), () => new Date(world.now));
  } catch (error) {
    noteSurprise(world, error, "sweep");
  }
}

/** A process that comes, does one thing and is gone. */
function createPasser(world: World, name: string, fuse: number): Machine {
  const machine = createMachine({
    name,
    weather: (boundary) => world.skies.at(name, boundary),
    random: () => world.random,
    jitter: () => (world.isCrowded ? world.random.below(4) : 0),
    count: (fault) => count(world, fault),
  });
  machine.fuse = fuse;
  return machine;
}

const readLedger = (world: World, machine: Machine, clone: { known: number }) =>
  memoryLedger({
    machine,
    branch: world.ledger,
    clone,
    onAppended: () => undefined,
    onKnown: () => undefined,
  }).read();

const createProviders = (
  world: World,
  machine: Machine,
  clone: { readonly known: number },
): Map<string, Provider> =>
  new Map(
    [...world.sites.values()].map((site) => [
      site.name,
      memorySite({
        machine,
        site,
        now: () => world.now,
        known: () => clone.known,
        witness: {
          onHold: (actor, slot, until, before, asked) => world.oracle.held(actor, slot, until, before, asked),
          onRevoke: (actor, slot, before, asked, known) =>
            world.oracle.revoked(actor, slot, before, asked, known),
          onForget: (slot) => world.oracle.forgot(slot),
          onCling: (actor, slot) => world.oracle.clung(actor, slot),
        },
        delay: () => drawDelay(world, machine.name, site.name),
        isStale: () => world.skies.at(machine.name, site.name)?.stale === true,
      }),
    ]),
  );
