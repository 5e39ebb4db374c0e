import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "../simulation/random.ts";
import type { Lookout } from "./lookout.ts";
import type { Machine } from "./machine.ts";
import { TRICKS } from "./tricks.ts";

const KINDS = [
  "kill",
  "kill",
  "kill",
  "wipe",
  "garble",
  "github",
  "github",
  "postgres",
  "clock",
  "full disk",
  "full disk",
  "holder",
  "holder",
  "holder",
] as const;
const CLOCKS = [-7200, -3600, -90, 90, 3600, 7200] as const;

export interface Victims {
  readonly machine: Machine;
  readonly lookout: Pick<Lookout, "trick">;
  readonly logins: readonly [string, ...string[]];
}

/** One thing after another goes wrong until then. Answers how often what did. */
export async function storm(victims: Victims, random: Random, until: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  while (Date.now() < until) {
    const kind = random.pick(KINDS);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    await trouble(victims, random, kind);
    await pause(500 + random.below(9_000));
  }
  return counts;
}

async function trouble(
  { machine, lookout, logins }: Victims,
  random: Random,
  kind: (typeof KINDS)[number],
): Promise<void> {
  switch (kind) {
    case "kill":
    case "wipe":
    case "garble":
      await machine.kill();
      if (kind === "wipe") await machine.wipe();
      if (kind === "garble") await machine.garble(drawBytes(random), random.next());
      await pause(random.below(6_000));
      return machine.start();
    case "github":
    case "postgres":
      machine.pause(kind);
      await pause(1_000 + random.below(8_000));
      return machine.heal();
    case "clock":
      return machine.setClock(random.pick(CLOCKS));
    case "full disk":
      return fillDisk(machine, random);
    case "holder":
      return lookout.trick(random.pick(logins), random.pick(TRICKS));
  }
}

/** While the app runs, and for half of them it is killed and starts on the full disk. */
async function fillDisk(machine: Machine, random: Random): Promise<void> {
  const [isKilled, before, after] = [random.chance(0.5), random.below(6_000), random.below(6_000)];
  if (!(await machine.fillDisk())) return;
  await pause(before);
  if (isKilled) {
    await machine.kill();
    await machine.start();
  }
  await pause(after);
  return machine.heal();
}

const drawBytes = (random: Random): Uint8Array =>
  Uint8Array.from({ length: random.below(200) }, () => random.below(256));
