import { addSeconds, isBefore } from "date-fns";

/** GitHub's reads may lag its writes: a refusal stands once it was come to twice, this far apart. */
const SECONDS_BETWEEN_READINGS = 60;

interface Suspicion {
  readonly key: string;
  readonly at: Date;
}

/**
 * When this process looks at a request again: a minute after it was refused for the first time, or when one that is approved may be
 * granted. A restart forgets it, and begins again: that costs a minute.
 */
export interface Revisits {
  /** When `path`, for what `key` says it is, may be looked at again; undefined = now. */
  notBefore(path: string, key: string, now: Date): Date | undefined;
  /** Refused at this reading. Does it agree with one long enough ago? Otherwise it is remembered as the first. */
  confirm(path: string, key: string, now: Date): boolean;
  /** Good, and not before that time: answers that time. */
  defer(path: string, key: string, until: Date): Date;
}

export function createRevisits(): Revisits {
  const suspicions = new Map<string, Suspicion>();
  const deferred = new Map<string, { readonly key: string; readonly until: Date }>();
  const next = ({ at }: Suspicion): Date => addSeconds(at, SECONDS_BETWEEN_READINGS);
  const recall = (path: string, key: string): Suspicion | undefined => {
    const known = suspicions.get(path);
    return known?.key === key ? known : undefined;
  };
  return {
    notBefore(path, key, now) {
      const later = deferred.get(path);
      if (later?.key === key && isBefore(now, later.until)) return later.until;
      deferred.delete(path);
      const known = recall(path, key);
      return known !== undefined && isBefore(now, next(known)) ? next(known) : undefined;
    },
    confirm(path, key, now) {
      const known = recall(path, key);
      if (known !== undefined && !isBefore(now, next(known))) return suspicions.delete(path);
      if (known === undefined) suspicions.set(path, { key, at: now });
      return false;
    },
    defer(path, key, until) {
      deferred.set(path, { key, until });
      return until;
    },
  };
}
