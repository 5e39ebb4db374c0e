import type { Activity } from "../../core/access/activity.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Api } from "./api/api.ts";
import { isActivityList } from "./api/shapes.ts";
import { repositoryPath } from "./places/repository.ts";

const LONGEST = 200;
const DAY_MS = 24 * 3_600_000;

/** GitHub's words for the last so many days. */
const PERIODS = [
  ["day", 1],
  ["week", 7],
  ["month", 28],
  ["quarter", 90],
  ["year", 365],
] as const;

export interface Period {
  /** Numeric id of the repository. */
  readonly repository: number;
  readonly person: { readonly id: number; readonly login: string };
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

/**
 * The person's pushes, merges and changes of branches ("List repository activities", which needs Contents: read). GitHub keeps no record of
 * reading that an App may see, so no activity proves nothing: `undefined`, as where the App may not read it.
 */
export async function readActivity(api: Api, period: Period): Promise<Activity[] | undefined> {
  const { repository, person, from, until, now } = period;
  if (from >= until) return [];
  const query = new URLSearchParams({ actor: person.login, time_period: choosePeriod(from, now) });
  const all = await readAll(api, `${repositoryPath(repository)}/activity?${query}`);
  const found = (all ?? []).flatMap(({ actor, timestamp, activity_type, ref }): Activity[] => {
    const at = new Date(timestamp);
    const isOwn = actor?.id === person.id && at >= from && at < until;
    return isOwn ? [{ at, action: describe(activity_type, ref) }] : [];
  });
  return found.length === 0 ? undefined : found.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const readAll = (api: Api, path: string) =>
  api.list(isActivityList, path).catch((error: unknown) => {
    if (error instanceof ProviderError && ["REFUSED", "UNKNOWN_ENTITLEMENT"].includes(error.code))
      return undefined;
    throw error;
  });

const choosePeriod = (from: Date, now: Date): string =>
  PERIODS.find(([, days]) => now.getTime() - from.getTime() < days * DAY_MS)?.[0] ?? "year";

const describe = (kind: string, ref: string): string =>
  `${kind} on ${ref}`.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
