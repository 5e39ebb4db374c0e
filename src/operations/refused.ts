import { differenceInSeconds } from "date-fns";

/** GitHub may be late, so a refusal is not believed at once; but neither is it asked for ever. */
const MOST_READINGS = 3;
const SECONDS_BETWEEN = 60;

/** A request on the default branch that is not granted, and why. `pull` is absent when no pull request brought it. */
export interface Refusal {
  readonly path: string;
  readonly pull?: number;
  readonly codes: readonly string[];
}

/** A refusal, for what (`key`), and how often and when it was come to. */
export interface Refused {
  readonly key: string;
  readonly refusal: Refusal;
  readonly readings: number;
  readonly at: Date;
}

/** Is there anything to be learnt from verifying this once more? */
export const isTimeToVerify = (known: Refused | undefined, key: string, now: Date): boolean =>
  known?.key !== key ||
  (known.readings < MOST_READINGS && differenceInSeconds(now, known.at) >= SECONDS_BETWEEN);

/** What this process refused, by path. A restart forgets it, and everything is verified again. */
export interface RefusalMemory {
  /** The refusal that still stands; undefined = verify. */
  recall(path: string, key: string, now: Date): Refusal | undefined;
  keep(refusal: Refusal, key: string, now: Date): void;
}

export function createRefusalMemory(): RefusalMemory {
  const refused = new Map<string, Refused>();
  return {
    recall(path, key, now) {
      const known = refused.get(path);
      return isTimeToVerify(known, key, now) ? undefined : known?.refusal;
    },
    keep(refusal, key, at) {
      const known = refused.get(refusal.path);
      const readings = known?.key === key ? known.readings + 1 : 1;
      refused.set(refusal.path, { key, refusal, readings, at });
    },
  };
}
