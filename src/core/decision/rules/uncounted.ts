import type { Person } from "../../access/lease.ts";
import { describeOwner } from "../../files/codeowners.ts";
import type { Evidence } from "../evidence.ts";
import { type Candidate, listApprovingTeams, listCandidates } from "./candidates.ts";
import { ownersOf } from "./owners.ts";
import { latestDecisive } from "./reviews.ts";
import type { Approval } from "./rule.ts";
import { listStepCandidates } from "./steps.ts";
import { findFlaw } from "./validity.ts";

/** The most clauses of one message; the message gives the number of the others. */
const MOST_CLAUSES = 10;

/** Explains why approvals that GitHub shows do not count, one clause for each; "" when all count. */
export function explainUncounted(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
  counted: readonly Person[],
): string {
  const candidates = [
    ...reviewed.flatMap((path) => listCandidates(evidence, approvals, path)),
    ...listStepCandidates(evidence, approvals),
  ];
  const clauses = [...latestDecisive(evidence).values()]
    .filter(({ state, reviewer }) => state === "APPROVED" && !counted.some(({ id }) => id === reviewer.id))
    .map((review) => {
      const { reviewer } = review;
      const why =
        explainMember(candidates, reviewer) ??
        (isCandidate(candidates, reviewer)
          ? findFlaw(review, evidence, approvals)
          : explainStranger(evidence, approvals, reviewed, reviewer));
      return ` ${reviewer.login}'s approval does not count: ${why ?? "it is not for all of this"}.`;
    });
  const rest = clauses.length - MOST_CLAUSES;
  return `${clauses.slice(0, MOST_CLAUSES).join("")}${rest > 0 ? ` Nor do ${rest} more.` : ""}`;
}

const isCandidate = (candidates: readonly Candidate[], { id }: Person): boolean =>
  candidates.some(({ member }) => member.id === id);

function explainMember(candidates: readonly Candidate[], { id, login }: Person): string | undefined {
  const because = candidates.find(({ member }) => member.id === id)?.because;
  return because === undefined ? undefined : `${login} ${because}`;
}

function explainStranger(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
  { id, login }: Person,
): string {
  const below = reviewed
    .flatMap((path) => listApprovingTeams(evidence, approvals, path))
    .find(({ children }) => children?.members.some((member) => member.id === id));
  if (below !== undefined)
    return `${login} is in a child team of ${below.slug} and not in ${below.slug} itself`;
  const owners = new Set(reviewed.flatMap((path) => ownersOf(evidence, path).map(describeOwner)));
  return `${login} is not in ${[...owners].join(" or ")}`;
}
