import { isEqual } from "date-fns/isEqual";
import { type Holding, holdingKey } from "../../core/access/holding.ts";
import { LONGEST_RETRY_MS, remainingOf, type Wait, waitLonger } from "../../core/plan/back-off.ts";
import type { Change } from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";

/** The number of calls in a row without an answer after which a provider counts as away. */
const AWAY_AFTER = 3;

/** A provider may ask for a longer wait; it is called after this one all the same. */
const LONGEST_ASKED_FOR_MS = 15 * 60_000;

/** While a provider is away, fresh revocations are retried this often. */
const FRESH_MS = 1_000;

/** Twice the longest deadline that the configuration allows. */
const LATE_SECONDS_UNTOLD = 600;

type Held = Pick<Holding, "principal" | "entitlement">;
type Until = Held & Pick<Holding, "until">;

/**
 * Remembers failed calls and how long to wait before the next try. A restart forgets them and tries everything at once. A provider
 * that is away receives revocations only, which wait a minute at most; now and then one other call tests whether it is back.
 */
export interface ProviderBackoff {
  /** True if the provider may get calls other than revocations. */
  mayAsk(provider: string, now: Date): boolean;
  /** Throws the provider's last error while it is away. While one call tests the provider, the others wait. */
  admit(provider: string, now: Date): void;
  /** The provider answered, also with a refusal. Returns "back" when it was away. */
  noteAnswer(provider: string): "back" | undefined;
  /** A call failed. Returns "away" when this makes the provider count as away. */
  noteFailure(provider: string, call: "ask" | "revoke", error: unknown, now: Date): "away" | undefined;
  /** Milliseconds until the next try of this revocation; 0 = now. */
  untilRevocation(holding: Held, now: Date): number;
  noteRevoked(holding: Held): void;
  noteUnrevoked(holding: Held, error: unknown, now: Date): void;
  /** Milliseconds until a grant of it may be tried: an earlier grant or revocation that timed out may still take effect and undo it. */
  untilGrant(holding: Until, now: Date): number;
  /** A grant of it timed out at `now`. It may still take effect, with the end it was called with. */
  noteUnanswered(holding: Until, error: unknown, now: Date): void;
  /** Seconds for which a call of that provider may still take effect. Noted early: a provider that is away cannot be asked. */
  noteLate(provider: string, seconds: number): void;
  /** The error that makes it wait: its own, otherwise that of its provider. */
  reasonOf(holding: Held): unknown;
  /** Sorts untried changes first, then the longest untried: a change that hangs does not block the others. */
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

/** `random` returns a number in [0, 1) and spreads the retries of calls that failed together. */
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
