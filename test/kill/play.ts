import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "../../demo/src/postgres/postgres.ts";
import { createRandom, type Random } from "../simulation/random.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";
import { ASKERS, seedWithAskers } from "./askers.ts";
import { type Desk, openDesk } from "./desk.ts";
import { type Disk, openDisk } from "./disk.ts";
import { judge } from "./judge.ts";
import { type Lookout, openLookout } from "./lookout.ts";
import { createMachine, type Machine, stateDirOf } from "./machine.ts";
import { inspectLedger, inspectNews } from "./papers.ts";
import { storm } from "./storm.ts";

export interface Played {
  readonly violations: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

interface Scene {
  readonly stage: Stage;
  readonly desk: Desk;
  readonly lookout: Lookout;
  readonly machine: Machine;
  readonly random: Random;
  readonly people: Random;
  readonly say: (line: string) => void;
}

const STORM_MS = 30_000;
/** People go on asking, and what was merged in the storm is granted or refused. */
const ASKING_MS = 10_000;
const CATCH_UP_MS = 30_000;
/** A lease's longest time, and a promise of a minute. */
const CALM_MS = 100_000;
const MINUTE_MS = 60_000;
/** Notice that a kill lost are told a minute later, by the sweep after that. */
const NEWS_MS = 240_000;
const LONGEST_SECONDS = 40;

/** Real PostgreSQL, the sandbox, the app as a process of its own; for so many minutes things go wrong at random, and are right for a while. */
export async function play(seed: number, minutes: number, say: (line: string) => void): Promise<Played> {
  const postgres = await startPostgres({ dir: tmpdir(), logins: ASKERS });
  const stage = await startStage(postgres, "alice", seedWithAskers());
  const lookout = await openLookout(postgres, ASKERS);
  const disk = await openDisk(stateDirOf(stage));
  say(describeDisk(disk));
  try {
    const [random, people] = [createRandom(seed), createRandom(seed + 1)];
    const scene = {
      stage,
      desk: openDesk(stage),
      lookout,
      machine: createMachine(stage, disk),
      random,
      people,
      say,
    };
    return await playOn(scene, Date.now() + minutes * 60_000);
  } finally {
    await lookout.close();
    await stage.endApps();
    await disk.close();
    await stage.stop();
    await postgres.stop();
  }
}

async function playOn(scene: Scene, deadline: number): Promise<Played> {
  const { stage, desk, lookout, machine, random, say } = scene;
  const counts: Record<string, number> = {};
  const violations: string[] = [];
  const watching = keepDoing(async () => {
    await lookout.look();
    await pause(150);
  });
  const looking = keepDoing(async () => {
    await desk.look();
    await pause(1_000);
  });
  await machine.heal();
  while (Date.now() < deadline) {
    await lookout.closeTricks();
    const asking = keepDoing(() => actAsPeople(scene));
    for (const [kind, count] of await storm(
      { machine, lookout, logins: ASKERS },
      random,
      Math.min(deadline, Date.now() + STORM_MS),
    ))
      counts[kind] = (counts[kind] ?? 0) + count;
    await machine.heal();
    await pause(ASKING_MS);
    await asking.stop();
    await catchUp(scene);
    violations.push(...(await calmDown(scene)));
    say(
      `${desk.asked.length} asked, ${desk.asked.filter(({ mergedAt }) => mergedAt).length} merged, ${describe(counts)}`,
    );
  }
  await looking.stop();
  await watching.stop();
  await desk.look();
  violations.push(...(await settleNews(scene)));
  const code = await machine.stop();
  if (code !== 0) violations.push(`The app ended with ${code} after SIGTERM.\n${stage.story()}`);
  violations.push(...(await inspectLedger(stage, desk.asked)));
  violations.push(...summarise(scene));
  const { samples } = lookout;
  const merged = desk.asked.filter(({ mergedAt }) => mergedAt !== undefined).length;
  const times = ASKERS.flatMap((login) => {
    const own = samples.filter((sample) => sample.login === login);
    return own.filter((sample, index) => sample.held && !own[index - 1]?.held);
  }).length;
  const used = samples.filter((sample) => sample.used).length;
  const seen = { asked: desk.asked.length, merged, looks: samples.length, used, times };
  return { violations, counts: { ...counts, ...seen } };
}

/** Somebody asks for a while, mostly with approval; now and then carol ends what is merged. */
async function actAsPeople({ desk, people }: Scene): Promise<void> {
  await pause(800 + people.below(3_000));
  if (people.chance(0.25)) return desk.endNewest();
  await desk.ask(people.pick(ASKERS), 8 + people.below(LONGEST_SECONDS - 8), people.chance(0.8));
}

/** What was approved is merged, and granted or refused. It is no promise how soon: whatever is left is counted. */
const catchUp = ({ desk }: Scene): Promise<unknown> =>
  until(
    "what was approved is merged",
    async () => desk.asked,
    (asked) => asked.every(({ approved, mergedAt }) => !approved || mergedAt !== undefined),
    { deadlineMs: CATCH_UP_MS },
  ).catch(() => undefined);

/** Nothing is in the way any more: what is over by then is gone a minute later. A slow machine merges late: that minute counts from the last end. */
async function calmDown({ desk, lookout, stage }: Scene): Promise<string[]> {
  const calm = Date.now() + CALM_MS;
  const look = async () => {
    const ends = desk.asked.map(({ mergedAt = 0, seconds }) => mergedAt + seconds * 1000);
    const over = Math.max(0, ...ends) + 1_000;
    const isHeld = lookout.isAnythingHeld();
    return {
      isHeld,
      isGone: over < Date.now() && !isHeld,
      isLate: Math.max(calm, over + MINUTE_MS) < Date.now(),
    };
  };
  try {
    const { isGone } = await until("nothing is held any more", look, (seen) => seen.isGone || seen.isLate, {
      deadlineMs: CALM_MS + NEWS_MS,
    });
    return isGone ? [] : [`Something is held a minute after its end.\n${stage.story()}`];
  } catch (error) {
    return [String(error)];
  }
}

/** Everybody whose request was decided is told so, once. */
async function settleNews({ stage, desk }: Scene): Promise<string[]> {
  let found: string[] = [];
  await until(
    "everybody is told",
    async () => {
      found = await inspectNews(stage, desk.asked);
      return found;
    },
    (wrong) => wrong.length === 0,
    { deadlineMs: NEWS_MS },
  ).catch(() => undefined);
  return found;
}

/** The first of each kind says enough. */
function summarise({ desk, lookout, machine }: Scene): string[] {
  const found = judge(desk.asked, lookout.samples, machine.troubles);
  const [first, ...others] = found;
  if (first === undefined) return [];
  const facts = JSON.stringify({ asked: desk.asked, troubles: machine.troubles });
  return [`${new Date(first.at).toISOString()}: ${first.says}; and ${others.length} more.\n${facts}`];
}

const describeDisk = ({ fault }: Disk): string =>
  fault === undefined
    ? "Nothing may be mounted here, and root may write everywhere: no disk is full."
    : `The disk of the state folder answers ${fault} at times.`;

const describe = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");

/** Does it again and again until told to stop; what fails is tried again. */
function keepDoing(work: () => Promise<void>): { stop(): Promise<void> } {
  let isOver = false;
  const done = (async () => {
    while (!isOver) await work().catch(() => pause(200));
  })();
  return {
    stop: async () => {
      isOver = true;
      await done;
    },
  };
}
