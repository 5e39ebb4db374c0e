import type { Decision, Verdict } from "../decision/decision.ts";

/** How a decision can differ, the gravest first. */
export const DIFFERENCES = [
  "automatic",
  "allowed",
  "fewer approvals",
  "waits no more",
  "denied",
  "reviewed",
  "more approvals",
  "waits",
] as const;

export type Difference = (typeof DIFFERENCES)[number];

/** A decision in short. */
interface Outcome {
  readonly denied: boolean;
  /** It passes with no approval of an owner. */
  readonly free: boolean;
  /** Approvals that the history does not have. */
  readonly missing: number;
  /** Something other than an approval is awaited, such as a window. */
  readonly waits: boolean;
}

/** A rule that is not met, and what it says. */
export interface Unmet {
  readonly rule: string;
  readonly says: string;
}

/** How the second decision differs from the first about the same request; undefined: it does not. */
export function compareDecisions(before: Decision, after: Decision): Difference | undefined {
  const [old, now] = [before, after].map(summarise) as [Outcome, Outcome];
  if (old.denied || now.denied) {
    if (old.denied === now.denied) return undefined;
    if (now.denied) return "denied";
    return now.free ? "automatic" : "allowed";
  }
  if (old.free !== now.free) return now.free ? "automatic" : "reviewed";
  if (old.missing !== now.missing) return now.missing > old.missing ? "more approvals" : "fewer approvals";
  if (old.waits !== now.waits) return now.waits ? "waits" : "waits no more";
  return undefined;
}

/** Why the stricter one of the two does not let the request pass: the first rules. */
export function explainDifference(difference: Difference, before: Decision, after: Decision): Unmet[] {
  const isStricter = DIFFERENCES.indexOf(difference) >= DIFFERENCES.indexOf("denied");
  return (isStricter ? after : before).verdicts.flatMap(listUnmet).slice(0, MOST_REASONS);
}

const MOST_REASONS = 3;

function listUnmet(verdict: Verdict): Unmet[] {
  const { rule } = verdict;
  if (verdict.status === "waiting") return [{ rule, says: verdict.says }];
  if (verdict.status !== "failed") return [];
  return verdict.findings.map(({ code, message }) => ({ rule, says: `${code}: ${message}` }));
}

function summarise({ status, basis, awaited, verdicts }: Decision): Outcome {
  const missing = awaited?.groups.reduce((sum, group) => sum + group.missing, 0) ?? 0;
  const waiting = verdicts.filter((verdict) => verdict.status === "waiting").length;
  return {
    denied: status === "denied",
    free: basis !== undefined,
    missing,
    waits: waiting > (missing > 0 ? 1 : 0),
  };
}
