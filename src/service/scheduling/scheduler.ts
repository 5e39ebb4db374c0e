import { alertOf, raiseAlert } from "../../core/ports/alert.ts";
import type { Log } from "../../core/ports/log.ts";
import { createQueue, type Queue } from "../../lanes/queue.ts";
import { createRetry, createTimer, type Retry, type Timer } from "./timer.ts";

/** One kind of work: a row of the table in `steps.ts`. */
export interface Step<Name extends string> {
  readonly name: Name;
  /** Runs in one lane are made one at a time; lanes run side by side. A function answers a lane for each subject. */
  readonly lane: string | ((subject: string) => string);
  /** Minutes between two runs that no event asked for. Absent: only on events. */
  readonly every?: number;
  /** Runs before everything that waits in its lane. */
  readonly urgent?: boolean;
  /** The log entry of a failed run, and whether it is retried. */
  readonly failure: OnFailure;
  /** The fields of the log about the subject. */
  readonly about?: (subject: string) => object;
  /** Answers in how many milliseconds it wants to run again. `undefined`: on the next event or sweep. */
  readonly run: (subject: string) => Promise<number | undefined>;
}

/**
 * "back-off": after about a second, then ever later, up to a minute. "pause": the same, but at least as long as GitHub asks for.
 * "no": the next event or sweep runs it again.
 */
export interface OnFailure {
  readonly retry: "back-off" | "pause" | "no";
  readonly level: "warn" | "error";
  readonly message: string;
}

/** Runs steps: on events, on a sweep every minute, after a delay, and again after a failure. */
export interface Scheduler<Name extends string> {
  /** Sets the table. Call it once, before any step runs. */
  use(steps: readonly Step<Name>[]): void;
  /** Starts the sweeps, with the first one now. */
  start(): void;
  /** Runs a step as soon as its lane is free. A run that waits already is enough: it reads everything anew. */
  soon(name: Name, subject?: string | number): void;
  /** Runs a step after everything that waits in its lane, even if the step is urgent. */
  enqueue(name: Name): void;
  /** A lane for work that is no step of the table. A failed job is logged, and not retried. */
  lane(name: string, failure: Omit<OnFailure, "retry">): Queue;
  /** A timer that stops with the scheduler. Create it once: the scheduler keeps it. */
  timer(ring: () => void): Timer;
  /** A back-off that stops with the scheduler. Create it once: the scheduler keeps it. */
  retry(ring: () => void): Retry;
  /** Resolves once nothing waits or runs, in one lane or in all. A timer's work waits only after its time. */
  idle(lane?: string): Promise<void>;
  /** How many runs have failed so far. */
  failures(): number;
  /** Starts nothing more. Resolves once everything that runs has finished. */
  stop(): Promise<void>;
}

/** When one step runs again by itself for one subject. */
interface Again {
  readonly asked: Timer;
  readonly failed: Retry;
}

const SWEEP_MS = 60_000;

/** `random` answers in [0, 1): it spreads retries, so that steps which failed together are not retried together. */
export function createScheduler<Name extends string>(log: Log, random: () => number): Scheduler<Name> {
  const table = new Map<Name, Step<Name>>();
  let failures = 0;
  const tell: TellFailure = (fields, error, how) => {
    failures++;
    logFailure(log, fields, error, how);
  };
  const lanes = createLanes(tell);
  const clocks = createClocks(random);
  const runner = createRunner(tell, random, (step, subject) => add(step, subject, step.urgent));

  const add = (step: AnyStep, subject: string, urgent = false): void => {
    const lane = typeof step.lane === "string" ? step.lane : step.lane(subject);
    lanes.get(lane).add(idOf(step, subject), () => runner.run(step, subject), { urgent });
  };

  const find = (name: Name): Step<Name> => {
    const step = table.get(name);
    if (step === undefined) throw new Error(`The table of steps has no row "${name}".`);
    return step;
  };

  const soon = (name: Name, subject: string | number = ""): void => {
    const step = find(name);
    add(step, String(subject), step.urgent);
  };

  let minute = 0;
  const sweep = (): void => {
    for (const { name, every } of table.values()) if (every !== undefined && minute % every === 0) soon(name);
    minute++;
    sweepTimer.set(SWEEP_MS);
  };
  const sweepTimer = clocks.timer(sweep);

  return {
    use(steps) {
      for (const step of steps) table.set(step.name, step);
    },
    start: sweep,
    soon,
    enqueue: (name) => add(find(name), ""),
    lane: (name, failure) => lanes.get(name, failure),
    timer: clocks.timer,
    retry: clocks.retry,
    idle: lanes.idle,
    failures: () => failures,
    async stop() {
      clocks.stop();
      runner.stop();
      lanes.stop();
      await lanes.idle();
    },
  };
}

type AnyStep = Step<string>;

const idOf = ({ name }: AnyStep, subject: string): string => (subject === "" ? name : `${name} ${subject}`);

/** Runs a step once, and sees to it that it runs again: when it asked for that, and when it failed. */
function createRunner(
  tell: TellFailure,
  random: () => number,
  add: (step: AnyStep, subject: string) => void,
): { run(step: AnyStep, subject: string): Promise<void>; stop(): void } {
  const again = new Map<string, Again>();

  const againOf = (step: AnyStep, subject: string): Again =>
    getOrAdd(again, idOf(step, subject), () => ({
      asked: createTimer(() => add(step, subject)),
      failed: createRetry(() => add(step, subject), random),
    }));

  return {
    async run(step, subject) {
      const { asked, failed } = againOf(step, subject);
      const { retry } = step.failure;
      try {
        const delayMs = await step.run(subject);
        failed.succeeded();
        asked.unset();
        if (delayMs === undefined) again.delete(idOf(step, subject));
        else asked.set(delayMs);
      } catch (error) {
        tell({ step: step.name, ...step.about?.(subject) }, error, step.failure);
        if (retry !== "no") failed.failed(retry === "pause" ? error : undefined);
      }
    },
    stop() {
      for (const { asked, failed } of again.values()) {
        asked.clear();
        failed.clear();
      }
    },
  };
}

function createLanes(tell: TellFailure): {
  get(name: string, failure?: Omit<OnFailure, "retry">): Queue;
  idle(name?: string): Promise<void>;
  stop(): void;
} {
  const lanes = new Map<string, Queue>();
  let isStopped = false;
  // A step logs its own failures.
  const own = { level: "error", message: "failed" } as const;
  return {
    get(name, failure = own) {
      const lane = getOrAdd(lanes, name, () =>
        createQueue((key, error) => tell({ step: key }, error, failure)),
      );
      if (isStopped) lane.stop();
      return lane;
    },
    async idle(name) {
      if (name !== undefined) return lanes.get(name)?.idle();
      // The work of one lane may give work to another.
      const isBusy = () => [...lanes.values()].some((lane) => lane.isBusy());
      while (isBusy()) await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
    stop() {
      isStopped = true;
      for (const lane of lanes.values()) lane.stop();
    },
  };
}

function createClocks(random: () => number): Pick<Scheduler<string>, "timer" | "retry"> & { stop(): void } {
  const clocks: (Timer | Retry)[] = [];
  const keep = <T extends Timer | Retry>(clock: T): T => {
    clocks.push(clock);
    return clock;
  };
  return {
    timer: (ring) => keep(createTimer(ring)),
    retry: (ring) => keep(createRetry(ring, random)),
    stop() {
      for (const clock of clocks) clock.clear();
    },
  };
}

type TellFailure = (fields: object, error: unknown, how: Omit<OnFailure, "retry">) => void;

/** Alerts if the error asks for it: a failure that passes by itself alerts no one. */
function logFailure(
  log: Log,
  fields: object,
  error: unknown,
  { level, message }: Omit<OnFailure, "retry">,
): void {
  const code = alertOf(error);
  if (level === "warn" || code === undefined) log[level]({ ...fields, err: error }, message);
  else raiseAlert(log, code, { ...fields, err: error }, message);
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const created = create();
  map.set(key, created);
  return created;
}
