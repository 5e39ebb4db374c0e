/** Where a call is stopped: before its server hears of it, or once the server has answered and its caller does not know yet. */
export type Moment = "before" | "after";

/** A call that is waited for, and then held. */
export interface Hold<Call> {
  readonly moment: Moment;
  readonly matches: (call: Call) => boolean;
  /** Resolves once the call is being held. */
  readonly reached: Promise<void>;
  /** Lets it go on, whether or not anybody is left to hear of it. */
  release(): void;
}

/** What a proxy does with the calls that pass it. */
export interface Holds<Call> {
  /** Holds the first call from now on that matches. */
  arm(moment: Moment, matches: (call: Call) => boolean): Hold<Call>;
  /** Waits while this call is held at this moment. */
  pass(moment: Moment, call: Call): Promise<void>;
  /** Holds every call that is not under way yet. Answers what lets them go. */
  pause(): () => void;
  /** Lets everything go, and holds nothing more. */
  releaseAll(): void;
}

interface Armed<Call> extends Hold<Call> {
  readonly released: Promise<void>;
  reach(): void;
}

export function createHolds<Call>(): Holds<Call> {
  const waiting = new Set<Armed<Call>>();
  const all = new Set<Armed<Call>>();
  const pauses = new Set<{ readonly over: Promise<void>; readonly end: () => void }>();
  return {
    arm(moment, matches) {
      const { promise: reached, resolve: reach } = signal();
      const { promise: released, resolve: release } = signal();
      const hold = { moment, matches, reached, released, reach, release };
      waiting.add(hold);
      all.add(hold);
      return hold;
    },
    pause() {
      const { promise: over, resolve } = signal();
      const pause = { over, end: resolve };
      pauses.add(pause);
      return () => {
        pauses.delete(pause);
        resolve();
      };
    },
    async pass(moment, call) {
      if (moment === "before") for (const { over } of pauses) await over;
      const hold = [...waiting].find((armed) => armed.moment === moment && armed.matches(call));
      if (hold === undefined) return;
      waiting.delete(hold);
      hold.reach();
      await hold.released;
    },
    releaseAll() {
      waiting.clear();
      for (const { release } of all) release();
      for (const { end } of pauses) end();
      pauses.clear();
    },
  };
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
