import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import {
  emptyRechecks,
  type Look,
  type RecheckRecord,
  type WaitingRequest,
} from "../../core/ledger/recheck-record.ts";

/** A refusal is final after two equal readings this far apart: GitHub's reads may lag its writes. */
const SECONDS_BETWEEN_READINGS = 60;

/** The same refusal, and not from the future of a clock that was set back. */
const isKnown = <T extends Look>(look: T | undefined, key: string, now: Date): look is T =>
  look?.key === key && !isBefore(now, look.at);

/**
 * Schedules the next verification of a request: a minute after its first refusal, or when an approved one may be granted. Survives
 * restarts: an app restarted every minute would otherwise refuse nothing and verify everything each time.
 */
export interface RecheckSchedule {
  /** When to verify `path` again, as the content that `key` stands for; undefined = now. */
  notBefore(path: string, key: string, now: Date): Date | undefined;
  /** Notes a refusal. Returns whether it confirms one that is old enough; if not, this one counts as the first. */
  confirm(path: string, key: string, now: Date): boolean;
  /** Approved at `now`, to be granted at `until` at the earliest: returns that time. */
  defer(path: string, key: string, until: Date, now: Date): Date;
  /** Since when this process has known about `what`. */
  knownSince(what: string, now: Date): Date;
  /** Forgets `what`: the next time counts as the first. */
  forget(what: string): void;
  /** The request could not be judged, for this reason. Returns since when, also if the reasons changed. */
  noteWaiting(
    request: Pick<WaitingRequest, "path" | "pull" | "partly" | "until">,
    because: string,
    now: Date,
  ): Date;
  noteJudged(path: string): void;
  /** The request was judged before and is due later: it keeps waiting where the end of the wait is known. */
  noteLater(path: string, now: Date): void;
  /** Keeps only these among the requests that wait. */
  keepWaiting(paths: readonly string[]): void;
  /** People were told that it waits. */
  noteTold(path: string): void;
  /** Requests that have waited that long by `now` without people being told, and why. */
  listWaiting(seconds: number, now: Date): WaitingRequest[];
  /** All requests that wait, also those that people were told of. */
  countWaiting(): number;
}

/** Calls `onChange` with each change worth keeping. */
export function createRecheckSchedule(
  record: RecheckRecord = emptyRechecks(),
  onChange: (record: RecheckRecord) => void = () => undefined,
): RecheckSchedule {
  const { suspicions, deferred, learned, waiting } = record;
  const next = ({ at }: Look): Date => addSeconds(at, SECONDS_BETWEEN_READINGS);
  const noteJudged = (path: string): void => {
    if (waiting.delete(path)) onChange(record);
  };
  return {
    notBefore(path, key, now) {
      const later = deferred.get(path);
      if (isKnown(later, key, now) && isBefore(now, later.until)) return later.until;
      deferred.delete(path);
      const known = suspicions.get(path);
      return isKnown(known, key, now) && isBefore(now, next(known)) ? next(known) : undefined;
    },
    confirm(path, key, now) {
      const known = suspicions.get(path);
      // The refusal goes to the ledger next; until it is there, the first reading counts.
      if (isKnown(known, key, now)) return !isBefore(now, next(known));
      suspicions.set(path, { key, at: now });
      onChange(record);
      return false;
    },
    defer(path, key, until, now) {
      deferred.set(path, { key, until, at: now });
      onChange(record);
      return until;
    },
    knownSince(what, now) {
      const since = learned.get(what);
      if (since !== undefined && !isBefore(now, since)) return since;
      learned.set(what, now);
      onChange(record);
      return now;
    },
    forget(what) {
      if (learned.delete(what)) onChange(record);
    },
    noteWaiting(request, because, now) {
      const before = waiting.get(request.path);
      const since = before === undefined || isBefore(now, before.since) ? now : before.since;
      waiting.set(request.path, { ...request, since, because, told: before?.told ?? false });
      if (since !== before?.since) onChange(record);
      return since;
    },
    noteTold(path) {
      const known = waiting.get(path);
      if (known === undefined) return;
      waiting.set(path, { ...known, told: true });
      onChange(record);
    },
    noteJudged,
    noteLater(path, now) {
      const until = waiting.get(path)?.until;
      if (until === undefined || !isBefore(now, until)) noteJudged(path);
    },
    keepWaiting(paths) {
      const kept = new Set(paths);
      const gone = [...waiting.keys()].filter((path) => !kept.has(path));
      for (const path of gone) waiting.delete(path);
      if (gone.length > 0) onChange(record);
    },
    countWaiting: () => waiting.size,
    listWaiting: (seconds, now) =>
      [...waiting.values()].filter(({ since, told }) => !told && !isBefore(now, addSeconds(since, seconds))),
  };
}
