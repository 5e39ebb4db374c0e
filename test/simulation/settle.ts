import { isUsable } from "./oracle/held.ts";
import { runOperator } from "./reaper.ts";
import { start, stop, wake } from "./replica.ts";
import { advance } from "./time.ts";
import { ledgerTip, listEnds, type World } from "./world.ts";

/** The end of a history, and what must be true then. */
export const settle = (world: World): Promise<void> =>
  world.config.settles === "operator" ? settleByHand(world) : settleByItself(world);

/** Invariant 10: a clone, the server's configuration and its credentials suffice to end everything. */
async function settleByHand(world: World): Promise<void> {
  world.isCrowded = false;
  for (const replica of world.replicas) stop(replica);
  world.reaper.enabledSince = undefined;
  world.skies.clear();
  letGo(world);
  await advance(world, Math.max(world.now, listEnds(world).at(-1) ?? 0) + 400_000);
  await runOperator(world, true);
  lookForHeld(world, 10, "an operator's sweep");
}

/** Everything works again. */
async function settleByItself(world: World): Promise<void> {
  heal(world);
  await advance(world, world.now + 400_000);
  for (const replica of world.replicas) await wake(world, replica, "review");
  for (const replica of world.replicas) await wake(world, replica, "retry");
  // What was approved and waited begins only now.
  for (let last = listEnds(world).at(-1) ?? 0; last > world.now; last = listEnds(world).at(-1) ?? 0)
    await advance(world, last + 200_000);
  await lookForRest(world);
  lookForHeld(world, 2, "everything worked again");
  for (const { name, disk } of world.replicas)
    if (disk.journal.length > 0)
      world.oracle.broken(
        9,
        `The journal of ${name} still has ${disk.journal.length} entries the ledger was not told.`,
      );
}

function lookForHeld({ oracle, now }: World, invariant: number, after: string): void {
  for (const thing of oracle.things.values()) {
    const { provider, principal, role, claims } = thing;
    if (isUsable(thing) && claims.every(({ endsAt }) => endsAt <= now))
      oracle.broken(
        invariant,
        `${principal} ${role} at ${provider} is still held when everything has ended, after ${after}.`,
      );
  }
}

function heal(world: World): void {
  world.isCrowded = false;
  world.skies.clear();
  letGo(world);
  for (const replica of world.replicas) {
    if (replica.lag > 0) {
      world.lastLag = replica.lag;
      world.lagEndedAt = world.now;
    }
    replica.lag = 0;
    replica.reviewed.clear();
    if (replica.skew !== 0) replica.clockSetAt = world.now;
    replica.noteClock();
    replica.skew = 0;
    const lacked = replica.missing.size > 0;
    replica.missing.clear();
    if (lacked) replica.missingEndedAt = world.now;
    if (replica.machine === undefined || lacked || replica.kept !== undefined) {
      stop(replica);
      start(world, replica);
    } else replica.machine.fuse = -1;
  }
}

/** Nobody keeps anything from being taken back any more. */
function letGo({ sites, oracle, now }: World): void {
  for (const { slots } of sites.values())
    for (const slot of slots.values()) {
      if (slot.clings === undefined) continue;
      oracle.tookUp(slot, Math.min(slot.clings.until, now));
      slot.clings = undefined;
    }
}

/** Invariant 7: planning after applying gives an empty plan. */
async function lookForRest(world: World): Promise<void> {
  for (const replica of world.replicas) await wake(world, replica, "retry");
  for (const replica of world.replicas) await wake(world, replica, "retry");
  const written = ledgerTip(world);
  const writes = [...world.sites.values()].map((site) => site.writes).join();
  for (const replica of world.replicas) await wake(world, replica, "retry");
  if (ledgerTip(world) !== written) {
    const entries = world.ledger.commits
      .slice(written)
      .flatMap((commit) => commit.entries.map(({ kind }) => kind));
    world.oracle.broken(7, `Nothing had changed, and a round wrote ${entries.join(", ")} to the ledger.`);
  }
  if ([...world.sites.values()].map((site) => site.writes).join() !== writes)
    world.oracle.broken(7, "Nothing had changed, and a round wrote at a provider.");
}
