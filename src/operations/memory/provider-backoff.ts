import { isEqual } from "date-fns/isEqual";
import { type Holding, holdingKey } from "../../core/access/holding.ts";
import { LONGEST_RETRY_MS, remainingOf, type Wait, waitLonger } from "../../core/plan/back-off.ts";
import type { Change } from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";

/** A provider that gave no answer so many times in a row is taken to be away. */
const AWAY_AFTER = 3;

/** A provider may ask for more; it is asked all the same. */
const LONGEST_ASKED_FOR_MS = 15 * 60_000;

/** While a provider is away, what has just ended there is tried as often as this. */
const FRESH_MS = 1_000;

/** Twice the longest deadline that can be set. */
const LATE_SECONDS_UNTOLD = 600;

type Held = Pick<Holding, "principal" | "entitlement">;
type Until = Held & Pick<Holding, "until">;

/**
 * What this process remembers of calls that failed, and for how long it leaves them alone. A restart forgets it, and tries
 * everything at once. A provider that is away is asked for nothing but revocations, which never wait longer than a minute;
 * once in a while one call more finds out whether it is back.
 */
export interface ProviderBackoff {
  /** Is the provider to be asked for something else than a revocation? */
  mayAsk(provider: string, now: Date): boolean;
  /** Throws what the provider's last call failed with, while it is not to be asked. The one that is let through keeps others back. */
  admit(provider: string, now: Date): void;
  /** It answered: with what was asked for, or with a refusal. "back" when it was away. */
  noteAnswer(provider: string): "back" | undefined;
  /** A call failed. "away" when that is what makes the provider count as away. */
  noteFailure(provider: string, call: "ask" | "revoke", error: unknown, now: Date): "away" | undefined;
  /** Milliseconds until this revocation is to be tried (again); 0 = now. */
  untilRevocation(holding: Held, now: Date): number;
  noteRevoked(holding: Held): void;
  noteUnrevoked(holding: Held, error: unknown, now: Date): void;
  /** Milliseconds until a grant of it is to be tried: a grant to another end or a revocation, that nobody answered, may still undo it. */
  untilGrant(holding: Until, now: Date): number;
  /** A grant of it that was given up at `now` may be made all the same, with the end it was asked for. */
  noteUnanswered(holding: Until, error: unknown, now: Date): void;
  /** For how long a call of that provider may still take effect: it cannot be asked once it is away. */
  noteLate(provider: string, seconds: number): void;
  /** What keeps it waiting: what it failed with itself, else what its provider did. */
  reasonOf(holding: Held): unknown;
  /** What was never tried first, then what was tried longest ago: one that hangs keeps no other from its turn. */
  sort(changes: readonly Change[]): Change[];
}

interface Silence {
  readonly times: number;
  readonly isAway: boolean;
  readonly error: unknown;
  readonly asks: Wait | undefined;
  readonly revocations: Wait | undefined;
}

interface Unrevoked {
  readonly wait: Wait;
  readonly error: unknown;
}

interface Unanswered {
  readonly error: unknown;
  readonly until: Date;
  readonly wait: Omit<Wait, "failures">;
}

/** `random` answers in [0, 1): it spreads what failed together. */
export function createProviderBackoff(random: () => number): ProviderBackoff {
  const silences = new Map<string, Silence>();
  const unrevoked = new Map<string, Unrevoked>();
  const unanswered = new Map<string, Unanswered>();
  const late = new Map<string, number>();

  const findAway = (provider: string): Silence | undefined => {
    const silence = silences.get(provider);
    return silence?.isAway ? silence : undefined;
  };
  const left = (wait: Wait | undefined, now: Date): number =>
    wait === undefined ? 0 : remainingOf(wait, now);

  const mayAsk = (provider: string, now: Date): boolean => left(findAway(provider)?.asks, now) === 0;

  return {
    mayAsk,

    admit(provider, now) {
      const away = findAway(provider);
      if (away === undefined) return;
      if (!mayAsk(provider, now)) throw away.error;
      silences.set(provider, { ...away, asks: waitLonger(away.asks, now, random, 0) });
    },

    noteAnswer(provider) {
      const wasAway = findAway(provider) !== undefined;
      silences.delete(provider);
      return wasAway ? "back" : undefined;
    },

    noteFailure(provider, call, error, now) {
      const before = silences.get(provider);
      const { retryAfterSeconds } = readFailure(error);
      const asked = retryAfterSeconds * 1000;
      const times = (before?.times ?? 0) + 1;
      const isAway = before?.isAway === true || asked > 0 || times >= AWAY_AFTER;
      const asks = waitLonger(before?.asks, now, random, Math.min(asked, LONGEST_ASKED_FOR_MS));
      const revocations =
        call === "ask" && asked === 0
          ? before?.revocations
          : waitLonger(before?.revocations, now, random, Math.min(asked, LONGEST_RETRY_MS));
      silences.set(provider, { times, isAway, error, asks, revocations });
      return isAway && before?.isAway !== true ? "away" : undefined;
    },

    untilRevocation(holding, now) {
      const own = unrevoked.get(holdingKey(holding));
      const theirs = findAway(holding.entitlement.provider)?.revocations;
      if (own !== undefined) return Math.max(left(own.wait, now), left(theirs, now));
      if (theirs === undefined) return 0;
      return left({ ...theirs, milliseconds: Math.min(theirs.milliseconds, FRESH_MS) }, now);
    },

    noteRevoked(holding) {
      unrevoked.delete(holdingKey(holding));
    },

    noteUnrevoked(holding, error, now) {
      const key = holdingKey(holding);
      unrevoked.set(key, { wait: waitLonger(unrevoked.get(key)?.wait, now, random, 0), error });
    },

    untilGrant(holding, now) {
      const key = holdingKey(holding);
      const asked = unanswered.get(key);
      if (asked === undefined || isEqual(asked.until, holding.until)) return 0;
      const wait = remainingOf(asked.wait, now);
      if (wait === 0) unanswered.delete(key);
      return wait;
    },

    noteUnanswered(holding, error, now) {
      const { until, entitlement } = holding;
      const seconds = late.get(entitlement.provider) ?? LATE_SECONDS_UNTOLD;
      const wait = { since: now, milliseconds: seconds * 1000 };
      unanswered.set(holdingKey(holding), { error, until, wait });
    },

    noteLate(provider, seconds) {
      late.set(provider, seconds);
    },

    reasonOf: (holding) =>
      unrevoked.get(holdingKey(holding))?.error ??
      unanswered.get(holdingKey(holding))?.error ??
      silences.get(holding.entitlement.provider)?.error,

    sort(changes) {
      const triedAt = ({ holding }: Change): number =>
        unrevoked.get(holdingKey(holding))?.wait.since.getTime() ?? 0;
      return changes.toSorted((a, b) => triedAt(a) - triedAt(b));
    },
  };
}
