import { uptime } from "node:os";
import { type Bounds, boundsOf, clampTo, distanceOf, type Reading } from "../core/access/trusted-time.ts";

/** A larger correction needs two answers of GitHub that agree, so that one wrong server moves no end. */
const MAX_CORRECTION_MS = 5_000;
/** A clock that moves by this much was set; it did not drift. */
const STEP_MS = 5_000;
/** `uptime` may count whole seconds. */
const LEAST_SLEEP_MS = 2_000;

export interface Clock {
  /** GitHub's time at its last answer plus the monotonic time since then. Before the first answer: the machine's time. */
  now(): Date;
  /** Milliseconds that never decrease, to measure how long an answer took. */
  monotonic(): number;
  note(reading: Reading): void;
}

interface Sources {
  /** Milliseconds since 1970, by the machine's clock. */
  readonly wall: () => number;
  readonly monotonic: () => number;
  /** Called when the machine's clock was set, with the milliseconds it is ahead of the trusted clock from now on. */
  readonly onStep: (aheadMs: number) => void;
}

/** A clock that ignores the machine's clock once GitHub has answered: that may be set by an hour at any moment. */
export function createClock({ wall, monotonic, onStep }: Sources): Clock {
  let offset: number | undefined;
  let doubt: Bounds | undefined;
  let ahead = 0;

  const correct = (to: number): void => {
    offset = to;
    doubt = undefined;
    notice();
  };

  const notice = (): void => {
    if (offset === undefined) return;
    const current = wall() - (monotonic() + offset);
    if (Math.abs(current - ahead) < STEP_MS) return;
    ahead = current;
    onStep(Math.round(current));
  };

  return {
    monotonic,
    now() {
      notice();
      return new Date(Math.floor(offset === undefined ? wall() : monotonic() + offset));
    },
    note(reading) {
      const bounds = boundsOf(reading);
      const known = offset ?? wall() - monotonic();
      const nearest = clampTo(bounds, known);
      const isSmall = Math.abs(nearest - known) <= MAX_CORRECTION_MS;
      const isConfirmed = doubt !== undefined && distanceOf(doubt, bounds) <= MAX_CORRECTION_MS;
      if (isSmall || isConfirmed) correct(nearest);
      else doubt = bounds;
    },
  };
}

/** A monotonic clock that also counts the time the machine slept, which `performance.now` leaves out. */
export function createMonotonic(
  { awake, since }: { readonly awake: () => number; readonly since: () => number } = {
    awake: () => performance.now(),
    since: () => uptime() * 1000,
  },
): () => number {
  const start = since() - awake();
  let slept = 0;
  return () => {
    const missing = since() - awake() - start;
    if (missing - slept >= LEAST_SLEEP_MS) slept = missing;
    return awake() + slept;
  };
}
