import { addMilliseconds } from "date-fns/addMilliseconds";
import { min } from "date-fns/min";
import { parseDuration } from "../../text/duration.ts";
import type { Decision } from "../decision.ts";
import type { Evidence } from "../evidence.ts";
import { approvedByOwners } from "../rules/approval.ts";
import { awaitedSince } from "../rules/awaited-since.ts";

/** What happens while a request waits for approval. */
export interface Deadlines {
  /** Since when it waits, as it is now. */
  readonly since: Date;
  /** The time between two reminders, in milliseconds; absent: there are none. */
  readonly remindMs?: number;
  /** When Hallpass closes it; absent: it waits without end. */
  readonly expiresAt?: Date;
}

/** The deadlines by its policies, of several the shortest; `undefined` where they set none, or where its age is not known. */
export function findDeadlines({ terms }: Pick<Decision, "terms">, evidence: Evidence): Deadlines | undefined {
  const since = awaitedSince(evidence);
  const named = new Set(terms?.entitlements.map(({ policy }) => policy));
  const policies = evidence.rules.policies.filter(({ name }) => named.has(name));
  const reminds = policies.flatMap(({ approvals: { remind } }) => (remind ? [parseDuration(remind)] : []));
  const expires = policies.flatMap(({ approvals: { expire } }) => (expire ? [parseDuration(expire)] : []));
  if (since === undefined || reminds.length + expires.length === 0) return undefined;
  return {
    since,
    ...(reminds.length > 0 && { remindMs: Math.min(...reminds) }),
    ...(expires.length > 0 && { expiresAt: min(expires.map((ms) => addMilliseconds(since, ms))) }),
  };
}

/** True while nothing but people is waited for: an approval, or the word of an owner who asked for changes. */
export function isForOwners({ status, verdicts }: Decision): boolean {
  const waiting = verdicts.filter((verdict) => verdict.status === "waiting");
  return status === "waiting" && waiting.length === 1 && waiting[0]?.rule === approvedByOwners.name;
}
