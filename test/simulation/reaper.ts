import { sweep } from "../../action/sweep.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { memoryRepository } from "./git.ts";
import { cloneOf, headOf, memoryReverts } from "./github.ts";
import { memoryLedger } from "./ledger.ts";
import { createMachine } from "./machine.ts";
import type { Ender } from "./oracle/held.ts";
import { memorySite } from "./provider.ts";
import { drawDelay, noteSurprise } from "./replica.ts";
import { count, type World } from "./world.ts";

export const REAPER_EVERY_MS = 900_000;

/** The scheduled Action: a fresh clone each time. */
export interface Reaper {
  enabledSince: number | undefined;
  /** When it ran last. */
  ranAt: number;
  /** The last ledger a run verified, and when. */
  kept: { readonly known: number; readonly at: number };
  readonly ender: Ender;
}

const NAME = "action";

export function createReaper(world: World): Reaper {
  const reaper: Reaper = {
    enabledSince: world.now,
    ranAt: world.now,
    kept: { known: 0, at: 0 },
    ender: {
      name: "the Action",
      limit: REAPER_EVERY_MS + 60_000,
      runsSince: () => reaper.enabledSince,
      reachesSince: (provider) => world.skies.fineSince(NAME, provider),
      knowsSince: (index) =>
        reaper.kept.known > index ? reaper.kept.at : world.skies.fineSince(NAME, "github"),
      lateBy: () => 0,
    },
  };
  return reaper;
}

/** One run of the Action. `fuse`: after so many effects its runner is taken away. */
export async function runAction(world: World, fuse = -1): Promise<void> {
  const { git, hub } = world;
  world.reaper.ranAt = world.now;
  const machine = createMachine({
    name: NAME,
    weather: (boundary) => world.skies.at(NAME, boundary),
    random: () => world.random,
    jitter: () => (world.isCrowded ? world.random.below(4) : 0),
    count: (fault) => count(world, fault),
  });
  machine.fuse = fuse;
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
  const ledger = memoryLedger({
    machine,
    branch: world.ledger,
    clone,
    onAppended: () => undefined,
    onKnown: () => undefined,
  });
  const now = (): Date => new Date(world.now);
  const providers = createProviders(world, machine);
  try {
    const isThere = await repository.fetch().then(
      () => true,
      () => false,
    );
    if (!isThere) clone.known = world.reaper.kept.known;
    if (clone.known > world.reaper.kept.known) world.reaper.kept = { known: clone.known, at: world.now };
    const reverts = memoryReverts({ machine, hub, now: () => world.now });
    const closing = isThere ? { repository, reverts, defaultBranch: "main" } : undefined;
    await sweep({ closing, ledger: await ledger.read(), providers, now });
  } catch (error) {
    noteSurprise(world, error, "action");
  }
}

const createProviders = (world: World, machine: ReturnType<typeof createMachine>): Map<string, Provider> =>
  new Map(
    [...world.sites.values()].map((site) => [
      site.name,
      memorySite({
        machine,
        site,
        now: () => world.now,
        witness: {
          onHold: (actor, slot, until, before, asked) => world.oracle.held(actor, slot, until, before, asked),
          onRevoke: (actor, slot, before, asked) => world.oracle.revoked(actor, slot, before, asked),
        },
        delay: () => drawDelay(world, NAME, site.name),
        isStale: () => world.skies.at(NAME, site.name)?.stale === true,
      }),
    ]),
  );
