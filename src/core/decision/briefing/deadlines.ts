import { addMilliseconds } from "date-fns/addMilliseconds";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import type { Person } from "../../access/lease.ts";
import type { Policy } from "../../files/policy.ts";
import { parseDuration } from "../../text/duration.ts";
import type { Decision } from "../decision.ts";
import type { Evidence, Member } from "../evidence.ts";
import { approvedByOwners } from "../rules/approval.ts";
import { awaitedSince } from "../rules/awaited-since.ts";
import { judgeMembers, listApprovingTeams } from "../rules/candidates.ts";
import { listFallbacks } from "../rules/fallback.ts";

/** What happens while a request waits for approval. */
export interface Deadlines {
  /** Since when it waits, as it is now. */
  readonly since: Date;
  /** The time between two reminders, in milliseconds; absent: there are none. */
  readonly remindMs?: number;
  /** When Hallpass closes it; absent: it waits without end. */
  readonly expiresAt?: Date;
  /** Who may approve besides, and from when on. */
  readonly fallback?: {
    readonly from: Date;
    readonly people: readonly Person[];
    readonly teams: readonly number[];
  };
}

/** The deadlines by its policies, of several the shortest; `undefined` where they set none, or where its age is not known. */
export function findDeadlines({ terms }: Pick<Decision, "terms">, evidence: Evidence): Deadlines | undefined {
  const since = awaitedSince(evidence);
  const named = new Set(terms?.entitlements.map(({ policy }) => policy));
  const policies = evidence.rules.policies.filter(({ name }) => named.has(name));
  const reminds = policies.flatMap(({ approvals: { remind } }) => (remind ? [parseDuration(remind)] : []));
  const expires = policies.flatMap(({ approvals: { expire } }) => (expire ? [parseDuration(expire)] : []));
  const fallback = findFallback(policies, evidence);
  if (since === undefined || (reminds.length + expires.length === 0 && fallback === undefined))
    return undefined;
  return {
    since,
    ...(reminds.length > 0 && { remindMs: Math.min(...reminds) }),
    ...(expires.length > 0 && { expiresAt: min(expires.map((ms) => addMilliseconds(since, ms))) }),
    ...(fallback && { fallback }),
  };
}

/** The people who have no hand in the request and approve as members of a fallback alone. */
function findFallback(policies: readonly Policy[], evidence: Evidence): Deadlines["fallback"] {
  const { file } = evidence;
  const late = file === undefined ? [] : listFallbacks(evidence, policies, file.path);
  const [first] = late;
  if (file === undefined || first?.from === undefined) return undefined;
  const own = new Set(
    listApprovingTeams(evidence, policies, file.path).flatMap(({ members }) => members.map(({ id }) => id)),
  );
  const people = late.flatMap(({ team }) => listFree(team.members, evidence, policies));
  return {
    from: max(late.flatMap(({ from }) => from ?? [])),
    people: people.filter(({ id }) => !own.has(id)),
    teams: late.map(({ team }) => team.id),
  };
}

const listFree = (members: readonly Member[], evidence: Evidence, policies: readonly Policy[]): Person[] =>
  judgeMembers(members, evidence, policies)
    .filter(({ because }) => because === undefined)
    .map(({ member: { id, login } }) => ({ id, login }));

/** True while nothing but people is waited for: an approval, or the word of an owner who asked for changes. */
export function isForOwners({ status, verdicts }: Decision): boolean {
  const waiting = verdicts.filter((verdict) => verdict.status === "waiting");
  return status === "waiting" && waiting.length === 1 && waiting[0]?.rule === approvedByOwners.name;
}
