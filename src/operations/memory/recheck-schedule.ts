import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import {
  emptyRechecks,
  type Look,
  type RecheckRecord,
  type WaitingRequest,
} from "../../core/ledger/recheck-record.ts";

/** GitHub's reads may lag its writes: a refusal stands once it was come to twice, this far apart. */
const SECONDS_BETWEEN_READINGS = 60;

/** Of the same, and not at a time that a clock which was put back says is still to come. */
const isKnown = <T extends Look>(look: T | undefined, key: string, now: Date): look is T =>
  look?.key === key && !isBefore(now, look.at);

/**
 * When this process looks at a request again: a minute after it was refused for the first time, or when one that is approved may be
 * granted. Kept over restarts: an app that is restarted each minute would refuse nothing, and verify everything each time.
 */
export interface RecheckSchedule {
  /** When `path`, for what `key` says it is, may be looked at again; undefined = now. */
  notBefore(path: string, key: string, now: Date): Date | undefined;
  /** Refused at this reading. Does it agree with one long enough ago? Otherwise it is remembered as the first. */
  confirm(path: string, key: string, now: Date): boolean;
  /** Good at `now`, and not before that time: answers that time. */
  defer(path: string, key: string, until: Date, now: Date): Date;
  /** Since when this process knows of something. */
  knownSince(what: string, now: Date): Date;
  /** That is over: it is new when it is known the next time. */
  forget(what: string): void;
  /** It could not be judged, for this reason. Answers since when that is so, whatever the reasons were. */
  noteWaiting(request: Pick<WaitingRequest, "path" | "pull" | "until">, because: string, now: Date): Date;
  noteJudged(path: string): void;
  /** It was judged before, and is looked at again later: it still waits where it is known until when. */
  noteLater(path: string, now: Date): void;
  /** Of what is noted to wait, only these requests still do. */
  keepWaiting(paths: readonly string[]): void;
  /** People know that it waits. */
  noteTold(path: string): void;
  /** Requests that have waited for so long by `now` without people knowing it, and why. */
  listWaiting(seconds: number, now: Date): WaitingRequest[];
}

/** `onChange` hears of everything new that is worth keeping. */
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
      // The ledger is told next; until it knows, the first reading stands.
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
    listWaiting: (seconds, now) =>
      [...waiting.values()].filter(({ since, told }) => !told && !isBefore(now, addSeconds(since, seconds))),
  };
}
