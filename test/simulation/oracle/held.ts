import type { Report } from "./violation.ts";

/** A lease as the oracle believes in it: it was approved, and the ledger was told before anything was granted. */
export interface Claimed {
  readonly request: string;
  readonly startsAt: number;
  /** When it is over; before its time when it was ended early. */
  endsAt: number;
  readonly lastsUntil: number;
  readonly pull: number;
  /** When the ledger took it, and as which of its commits it was told of it last. */
  readonly toldAt: number;
  index: number;
  /** The provider held it at a moment it was live. */
  wasHeld: boolean;
  /** Somebody other than Hallpass ended it, or somebody said it does not hold. */
  isOver: boolean;
}

export interface Thing {
  readonly provider: string;
  readonly principal: string;
  readonly role: string;
  readonly claims: Claimed[];
  ours: boolean;
  /** A session is open that was begun with ours. */
  session: boolean;
  /** Until when, or since when no more, its holder keeps it from being taken back. */
  clingsUntil: number;
  /** When ours was taken back last. */
  takenBackAt: number;
  /** A revocation that its holder made fail, and that no alert tells of yet. */
  unalerted: { readonly actor: string; readonly at: number } | undefined;
  standing: boolean;
  /** Somebody else's grant was there when Hallpass first wrote down that it would grant. */
  isProtected: boolean;
  /** Since when whoever looks sees somebody else's grant, but for listings that are old. */
  standingSince: number;
  /** The ledger's commit that says whether it was there. */
  protectedBy: number;
  /** The ledger says that ours is held. */
  isConfirmed: boolean;
  /** The end the provider was asked for, and by whom. */
  askedUntil: number;
  askedBy: string;
  /** When something of ours came to be held for the last time. */
  landedAt: number;
  /** When its holder gave it herself again, since it was taken back. */
  givenAgainAt: number | undefined;
  /** When somebody took ours away by hand for the last time. */
  handedAt: number;
}

/** How the world stood towards one machine that may end things. */
export interface RevocationScheduler {
  readonly name: string;
  /** For how long it may take, from the moment on that nothing stands in its way. */
  readonly limit: number;
  /** Since when it runs; undefined = it does not. */
  runsSince(): number | undefined;
  /** Since when it reaches the provider; undefined = it does not. */
  reachesSince(provider: string): number | undefined;
  /** Since when it has the ledger's commit; undefined = it does not. */
  knowsSince(index: number): number | undefined;
  /** Since when it hears from GitHub what has ended early; undefined = it does not; absent = it never does. */
  watchesSince?(): number | undefined;
  /** By how much its clock is, or was lately, behind. */
  lateBy(): number;
}

export const createThing = (provider: string, role: string, principal: string): Thing => ({
  provider,
  role,
  principal,
  claims: [],
  ours: false,
  session: false,
  clingsUntil: Number.NEGATIVE_INFINITY,
  takenBackAt: Number.NEGATIVE_INFINITY,
  unalerted: undefined,
  standing: false,
  isProtected: false,
  standingSince: Number.NEGATIVE_INFINITY,
  protectedBy: -1,
  isConfirmed: false,
  askedUntil: Number.NEGATIVE_INFINITY,
  askedBy: "",
  landedAt: Number.NEGATIVE_INFINITY,
  givenAgainAt: undefined,
  handedAt: Number.NEGATIVE_INFINITY,
});

export const entitledUntil = ({ claims }: Thing): number =>
  claims.reduce((latest, { endsAt }) => Math.max(latest, endsAt), Number.NEGATIVE_INFINITY);

/** Until when a provider may have been asked to hold it. */
export const promisedUntil = ({ claims }: Thing): number =>
  claims.reduce((latest, { lastsUntil }) => Math.max(latest, lastsUntil), Number.NEGATIVE_INFINITY);

export const describeThing = ({ provider, role, principal }: Thing): string =>
  `${principal} ${role} at ${provider}`;

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** By the grant, or in a session that outlives it. */
export const isUsable = ({ ours, session, standing }: Thing): boolean => ours || (session && !standing);

/** For so long nobody needs to be told that a revocation failed. */
const ALERT_WITHIN_MS = 60_000;

/** What cannot be ended is said aloud by the process that found out, for as long as that runs. */
export function judgeSilence(
  thing: Thing,
  enders: readonly RevocationScheduler[],
  now: number,
  report: Report,
): void {
  const { unalerted } = thing;
  if (unalerted === undefined || now - unalerted.at <= ALERT_WITHIN_MS) return;
  const since = enders.find(({ name }) => name === `replica ${unalerted.actor}`)?.runsSince();
  if (since !== undefined && since < unalerted.at)
    report(2, `${describeThing(thing)} could not be taken back, and ${unalerted.actor} alerted nobody.`);
}

/** A watch every five minutes, a minute to take it back. */
const CALLED_OFF_LIMIT_MS = 360_000;

/** Invariant 2, for what people end early: `calledOff` is the time since when a request is over, by what its subject said or did. */
export function judgeCalledOff(
  thing: Thing,
  calledOff: (claim: Claimed) => number | undefined,
  enders: readonly RevocationScheduler[],
  now: number,
  report: Report,
): void {
  const live = thing.claims.filter(({ endsAt }) => endsAt > now);
  const ends = live.map(calledOff);
  if (!isUsable(thing) || now < thing.clingsUntil || live.length === 0 || ends.includes(undefined)) return;
  const end = Math.max(...ends.map((each) => each ?? 0));
  const index = Math.max(...live.map((claim) => claim.index));
  for (const scheduler of enders) {
    const since = [
      scheduler.runsSince(),
      scheduler.reachesSince(thing.provider),
      scheduler.knowsSince(index),
      scheduler.watchesSince?.(),
    ];
    if (since.includes(undefined)) continue;
    const from = Math.max(end, thing.landedAt, thing.clingsUntil, ...since.map((time) => time ?? 0));
    const taken = now - from - scheduler.lateBy();
    if (taken > CALLED_OFF_LIMIT_MS)
      report(
        2,
        `${describeThing(thing)} is held ${seconds(now - end)} after it was ended early; ${scheduler.name} could have ended it for ${seconds(taken)}.`,
      );
  }
}

/** Invariants 2 and 3: what has ended is gone in time, whoever is there to end it; GitHub is in nobody's way. */
export function judgeOverdue(
  thing: Thing,
  enders: readonly RevocationScheduler[],
  now: number,
  report: Report,
): void {
  const end = entitledUntil(thing);
  // Nothing can end what its holder keeps: from when she lets go on it is a matter of a minute.
  if (!isUsable(thing) || now <= end || now < thing.clingsUntil) return;
  const index = thing.claims.reduce((latest, claim) => Math.max(latest, claim.index), -1);
  for (const scheduler of enders) {
    const since = [
      scheduler.runsSince(),
      scheduler.reachesSince(thing.provider),
      scheduler.knowsSince(index),
    ];
    if (since.includes(undefined)) continue;
    const from = since.reduce<number>(
      (latest, time) => Math.max(latest, time ?? 0),
      Math.max(end, thing.landedAt, thing.clingsUntil),
    );
    // What is given again is surely looked for by those who could at that moment: later it is drift.
    if (thing.givenAgainAt !== undefined && from > thing.givenAgainAt) continue;
    const taken = now - from - scheduler.lateBy();
    if (taken <= scheduler.limit) continue;
    report(
      2,
      `${describeThing(thing)} is held ${seconds(now - end)} past its end; ${scheduler.name} could have ended it for ${seconds(taken)}, and has ${seconds(scheduler.limit)}.`,
    );
  }
}
