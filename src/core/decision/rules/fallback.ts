import { addMilliseconds } from "date-fns/addMilliseconds";
import { max } from "date-fns/max";
import { subMinutes } from "date-fns/subMinutes";
import { parseDuration } from "../../text/duration.ts";
import type { Evidence, KnownTeam } from "../evidence.ts";
import { awaitedSince } from "./awaited-since.ts";
import { approvingTeam, fallbackTeam, ownersOf } from "./owners.ts";
import type { Approval } from "./rule.ts";

/** A team that owns the path, and approves for every one of these approvals, for some of them as a fallback. */
export interface Fallback {
  readonly team: KnownTeam;
  /** From when on it may approve; `undefined`: nobody knows since when the request waits, so it may not. */
  readonly from: Date | undefined;
}

export const listFallbacks = (evidence: Evidence, approvals: readonly Approval[], path: string): Fallback[] =>
  ownersOf(evidence, path).flatMap((owner) => {
    const late = approvals.filter((approval) => approvingTeam(owner, approval, evidence) === undefined);
    const teams = late.map((approval) => fallbackTeam(owner, approval, evidence));
    const [team] = teams;
    return team === undefined || teams.includes(undefined) ? [] : [{ team, from: findTurn(evidence, late) }];
  });

/** By the longest of their times. */
function findTurn(evidence: Evidence, approvals: readonly Approval[]): Date | undefined {
  const since = awaitedSince(evidence);
  const waits = approvals.flatMap(({ approvals: { fallback } }) =>
    fallback ? [parseDuration(fallback.after)] : [],
  );
  return since && max(waits.map((ms) => addMilliseconds(since, ms)));
}

/** A clock that is ahead of GitHub's merges nothing that is refused afterwards. */
const AHEAD_MINUTES = 1;

/** Whether a fallback's time had come: at the merge, or now. */
export const isItsTurn = ({ merge, now }: Pick<Evidence, "merge" | "now">, from: Date | undefined): boolean =>
  from !== undefined && from <= (merge?.at ?? subMinutes(now, AHEAD_MINUTES));
