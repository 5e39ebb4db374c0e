import {
  EMERGENCY_COUNT,
  PLAIN_COUNT,
  PROVIDERS,
  people,
  ROLES,
  ruleSets,
  TASKS,
  TEAMS,
  TEMPLATE_COUNT,
  templateOf,
} from "./cast.ts";
import { createRandom, type Random } from "./random.ts";
import type { Event, History, Step } from "./step.ts";
import { ACTS } from "./step.ts";
import { fine } from "./weather.ts";
import type { WorldConfig } from "./world.ts";

export const STEPS = 50;

/** The history of a seed: the same one everywhere. */
export function drawHistory(seed: number, steps: number = STEPS): History {
  const random = createRandom(seed);
  // A stream of its own: histories of the strict profile stay as they are.
  const isStandard = createRandom(seed + 0x5eed).chance(0.3);
  const config: WorldConfig = { ...drawConfig(random), ...(isStandard && { profile: "standard" }) };
  return {
    config,
    steps: Array.from(
      { length: steps },
      (): Step => ({ seed: random.below(2 ** 31), ...drawEvent(random, config) }),
    ),
  };
}

const ENDINGS = [false, false, false, true, true, "operator"] as const;

function drawConfig(random: Random): WorldConfig {
  const sites = PROVIDERS.slice(0, 1 + random.below(PROVIDERS.length)).map((name) => ({
    name,
    container: random.chance(0.6) ? ("separate" as const) : ("shared" as const),
    nativeExpiry: random.chance(0.3) ? ("removed" as const) : ("none" as const),
    consistencySeconds: random.chance(0.3) ? 5 : 0,
  }));
  return { sites, replicas: random.chance(0.4) ? 2 : 1, settles: random.pick(ENDINGS) };
}

type Draw = (random: Random, config: WorldConfig) => Event;

const told = (random: Random): boolean => random.chance(0.8);
/** Mostly the latest. */
const recent = (random: Random): number => (random.chance(0.7) ? 0 : random.below(8));

/** Mostly something this configuration has. */
function drawTemplate(random: Random, { sites, profile }: WorldConfig): number {
  const isEmergency = profile === "standard" && random.chance(0.3);
  for (let tries = 0; tries < 20; tries++) {
    const key = isEmergency
      ? TEMPLATE_COUNT + random.below(EMERGENCY_COUNT)
      : random.below(random.chance(0.95) ? PLAIN_COUNT : TEMPLATE_COUNT);
    const { asked } = templateOf(key);
    if (asked.every(({ provider }) => sites.some(({ name }) => name === provider)) || random.chance(0.03))
      return key;
  }
  return random.below(TEMPLATE_COUNT);
}

const draws: readonly (readonly [weight: number, draw: Draw])[] = [
  [
    14,
    (random, config) => ({
      do: "open",
      template: drawTemplate(random, config),
      by: random.chance(0.93) ? -1 : random.below(people.length),
      told: told(random),
    }),
  ],
  [
    16,
    (random) => ({
      do: "review",
      pull: recent(random),
      by: random.chance(0.85) ? -1 : random.below(people.length),
      yes: random.chance(0.93),
      told: told(random),
    }),
  ],
  [5, (random) => ({ do: "merge", pull: recent(random), bypass: random.chance(0.2), told: told(random) })],
  [
    1,
    (random) => ({
      do: "propose rules",
      set: random.below(ruleSets.length),
      by: random.chance(0.9) ? 4 : random.below(people.length),
      told: true,
    }),
  ],
  [3, (random) => ({ do: "extend", back: recent(random), told: told(random) })],
  [
    1.5,
    (random) => ({
      do: "propose removal",
      back: recent(random),
      by: random.below(people.length),
      told: told(random),
    }),
  ],
  [
    1.5,
    (random) => ({
      do: "comment",
      back: recent(random),
      by: random.below(people.length),
      told: told(random),
    }),
  ],
  [0.5, (random) => ({ do: "task", task: random.below(TASKS.length), closed: random.chance(0.6) })],
  [0.2, (random) => ({ do: "leave", who: random.below(3) })],
  [1, (random) => ({ do: "dismiss", pull: recent(random) })],
  [
    1.5,
    (random) => ({
      do: "push",
      pull: recent(random),
      by: random.below(people.length),
      template: random.below(TEMPLATE_COUNT),
      told: told(random),
    }),
  ],
  [0.4, (random) => ({ do: "push request", template: random.below(TEMPLATE_COUNT) })],
  [0.3, (random) => ({ do: "push rules", set: random.below(ruleSets.length) })],
  [0.6, (random) => ({ do: "push removal", which: random.below(5) })],
  [0.3, (random) => ({ do: "rewind", commits: 1 + random.below(3) })],
  [0.4, () => ({ do: "put back" })],
  [
    0.8,
    (random) => ({
      do: "member",
      team: random.below(Object.keys(TEAMS).length),
      who: random.below(people.length),
      joins: random.chance(0.5),
    }),
  ],
  [13, (random) => ({ do: "pass", seconds: drawSeconds(random) })],
  [10, (random) => ({ do: "pass to end", seconds: random.below(13) - 6 })],
  [8, (random) => drawWake(random)],
  [
    3,
    (random) => ({
      do: "amid",
      replica: random.below(2),
      work: random.pick(["reconcile", "reconcile", "reconcile", "retry", "end", "review"]),
      gap: random.below(80),
      act: random.pick(ACTS),
      told: random.chance(0.5),
    }),
  ],
  [5, (random) => drawHolder(random)],
  [0.5, (random) => ({ do: "silence", back: random.below(2), how: random.pick(["edited", "deleted"]) })],
  [0.3, (random) => ({ do: "dismiss merged", back: recent(random) })],
  [0.3, (random) => ({ do: "push after merge", back: recent(random), by: random.below(people.length) })],
  [0.3, (random) => ({ do: "push rename", which: random.below(5) })],
  [0.3, (random) => ({ do: "close", pull: recent(random), closed: random.chance(0.5) })],
  [2, (random) => ({ do: "start", replica: random.below(2) })],
  [1, (random) => ({ do: "kill", replica: random.below(2) })],
  [0.5, (random) => ({ do: "back up", replica: random.below(2) })],
  [0.5, (random) => ({ do: "restore", replica: random.below(2) })],
  [1.5, (random) => ({ do: "action", fuse: random.chance(0.3) ? random.below(12) : -1 })],
  [
    0.8,
    (random) => ({
      do: "sweep",
      fetches: random.chance(0.7),
      fuse: random.chance(0.3) ? random.below(8) : -1,
    }),
  ],
  [0.5, (random) => ({ do: "action on", on: random.chance(0.6) })],
  [4, (random) => drawHand(random)],
  [
    0.5,
    (random) => ({
      do: "clock",
      replica: random.below(2),
      seconds: random.chance(0.4) ? 0 : stretch(random.below(240) - 120),
    }),
  ],
  [
    1,
    (random) => ({ do: "lag", replica: random.below(2), seconds: random.chance(0.5) ? 0 : random.below(45) }),
  ],
  [3, (random, config) => drawTrouble(random, config)],
  [3, () => ({ do: "clear" })],
  [
    0.5,
    (random) => ({
      do: "configure",
      replica: random.below(2),
      provider: random.below(PROVIDERS.length),
      present: random.chance(0.6),
    }),
  ],
  [4, (random) => drawTogether(random)],
];

const TOTAL = draws.reduce((sum, [weight]) => sum + weight, 0);

function drawEvent(random: Random, config: WorldConfig): Event {
  if (config.profile === "standard" && random.chance(0.12)) return drawFast(random, config);
  let left = random.next() * TOTAL;
  for (const [weight, draw] of draws) {
    left -= weight;
    if (left < 0) return draw(random, config);
  }
  return { do: "clear" };
}

/** What people do where not everything is reviewed before: they ask for more in a short time, and review afterwards. */
function drawFast(random: Random, config: WorldConfig): Event {
  if (random.chance(0.5)) return { do: "open", template: drawTemplate(random, config), by: -1, told: true };
  return {
    do: "receipt",
    back: random.chance(0.7) ? 0 : random.below(4),
    by: random.chance(0.7) ? 3 : random.below(people.length),
    told: told(random),
  };
}

/** Most clocks are off by a minute or two; some step by an hour. */
const stretch = (seconds: number): number => (Math.abs(seconds) > 100 ? seconds * 36 : seconds);

function drawSeconds(random: Random): number {
  const most = random.pick([20, 90, 90, 900, 900, 7200, 86_400, 4 * 86_400]);
  return 1 + random.below(most);
}

const drawWake = (random: Random): Event => ({
  do: "wake",
  replica: random.below(2),
  work: random.pick(["reconcile", "reconcile", "retry", "end", "review"]),
  fuse: random.chance(0.5) ? random.below(60) : -1,
  restart: random.pick([1, 1, 60, 600, 7200]),
});

const drawHand = (random: Random): Event => ({
  do: "hand",
  provider: random.below(PROVIDERS.length),
  who: random.below(3),
  role: random.below(ROLES.length),
  what: random.pick(["grant", "grant", "revoke", "revoke", "revoke standing"]),
});

const drawHolder = (random: Random): Event => ({
  do: "holder",
  act: random.pick(["open a session", "open a session", "cling", "cling", "let go", "give again"]),
  which: random.below(8),
  how: random.pick(["locks", "objects", "sessions"]),
  seconds: random.pick([20, 90, 300, 900]),
});

const drawTogether = (random: Random): Event => ({
  do: "together",
  works: Array.from({ length: 2 + random.below(3) }, () =>
    random.pick(["reconcile", "retry", "end", "review"]),
  ),
  action: random.chance(0.4),
  hand: random.chance(0.3) ? random.below(1000) : -1,
  fuse: random.chance(0.3) ? random.below(40) : -1,
});

function drawTrouble(random: Random, { sites }: WorldConfig): Event {
  const boundary = random.chance(0.35)
    ? "github"
    : random.chance(0.2)
      ? "disk"
      : (sites[random.below(sites.length)]?.name ?? "p1");
  const machine = random.pick(["*", "*", "A", "B", "action", "operator"]);
  const rate = (): number => (random.chance(0.4) ? random.next() * 0.4 : 0);
  const trouble = random.chance(0.5)
    ? { ...fine, down: true }
    : {
        ...fine,
        before: rate(),
        after: boundary === "disk" ? 0 : rate(),
        late: boundary === "github" || boundary === "disk" ? 0 : rate(),
        stale: boundary !== "github" && boundary !== "disk" && random.chance(0.3),
      };
  return { do: "trouble", machine, boundary, trouble };
}
