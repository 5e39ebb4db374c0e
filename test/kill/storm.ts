import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "../simulation/random.ts";
import type { Machine } from "./machine.ts";

const KINDS = ["kill", "kill", "kill", "wipe", "garble", "github", "github", "postgres", "clock"] as const;
const CLOCKS = [-7200, -3600, -90, 90, 3600, 7200] as const;

/** One thing after another goes wrong until then. Answers how often what did. */
export async function storm(machine: Machine, random: Random, until: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  while (Date.now() < until) {
    const kind = random.pick(KINDS);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    await trouble(machine, random, kind);
    await pause(500 + random.below(9_000));
  }
  return counts;
}

async function trouble(machine: Machine, random: Random, kind: (typeof KINDS)[number]): Promise<void> {
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
  }
}

const drawBytes = (random: Random): Uint8Array =>
  Uint8Array.from({ length: random.below(200) }, () => random.below(256));
