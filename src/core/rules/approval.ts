import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { subMilliseconds } from "date-fns/subMilliseconds";
import { DEFAULT_APPROVAL_COUNT, DEFAULT_VALID_FOR } from "../approvals.ts";
import { describeDuration, parseDuration } from "../duration.ts";
import type { Evidence } from "../evidence.ts";
import { membersOf, type Review } from "../github-facts.ts";
import { parseInstant } from "../instant.ts";
import type { Person } from "../lease.ts";
import { parseRequestPath } from "../request.ts";
import { listCandidates, listEligible, listEligibleFor, unite } from "./candidates.ts";
import { ownersOf, teamOf } from "./owners.ts";
import { accountsOf } from "./people.ts";
import { latestDecisive, listObjections, type Objection } from "./reviews.ts";
import { type Approval, failed, met, mistake, type Rule, waiting } from "./rule.ts";

/** People whose approval of exactly this head counts. */
export const listApprovers = (
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Person[] => unite(reviewed.map((path) => listApproversFor(evidence, approvals, path)));

function listApproversFor(evidence: Evidence, approvals: readonly Approval[], path: string): Person[] {
  const latest = latestDecisive(evidence);
  const from = countsFrom(evidence, approvals);
  return listEligibleFor(evidence, approvals, path).filter(({ id }) => {
    const review = latest.get(id);
    return review !== undefined && isApproval(review, evidence, from);
  });
}

/** From when on an approval counts: it has to until the merge, and until the beginning where that is later. */
function countsFrom(
  { merge, now, file }: Pick<Evidence, "merge" | "now" | "file">,
  approvals: readonly Approval[],
): Date {
  const { start } = file?.parsed.value ?? {};
  const begins = start === undefined ? undefined : parseInstant(start);
  const until = max([merge?.at ?? now, ...(begins === undefined ? [] : [begins])]);
  return subMilliseconds(until, validFor(approvals));
}

const validFor = (approvals: readonly Approval[]): number =>
  Math.min(...approvals.map((each) => parseDuration(each.approvals.validFor ?? DEFAULT_VALID_FOR)));

function isApproval(review: Review, evidence: Evidence, from: Date): boolean {
  const { pull, merge, retargetedAt } = evidence;
  return (
    review.state === "APPROVED" &&
    review.reviewer.type === "User" &&
    review.commit === pull.head.sha &&
    // Before a merge, one from the future is from a GitHub whose clock is ahead of ours.
    (merge === undefined || review.submittedAt <= merge.at) &&
    // NB. A time that is none is not after anything.
    review.submittedAt >= from &&
    (retargetedAt === undefined || isBefore(retargetedAt, review.submittedAt))
  );
}

/** Distinct people, whatever accounts they use. */
function countPeople(people: readonly Person[], { rules: { settings } }: Evidence): number {
  return new Set(people.map(({ id }) => accountsOf(settings, id)[0])).size;
}

export const approvedByOwners: Rule = {
  name: "Code owners approved exactly this",
  judge({ evidence, approvals, reviewed }) {
    if (approvals === undefined || reviewed.length === 0) return undefined;
    const needed = Math.max(...approvals.map((each) => each.approvals.count ?? DEFAULT_APPROVAL_COUNT));
    const eligible = listEligible(evidence, approvals, reviewed);
    const short = reviewed.find(
      (path) => countPeople(listEligibleFor(evidence, approvals, path), evidence) < needed,
    );
    if (short !== undefined)
      return failed(
        mistake(
          "NOBODY_CAN_APPROVE",
          "",
          `${countApprovals(needed)} needed; ${countPeople(listEligibleFor(evidence, approvals, short), evidence)} people who own ${short} can give one.${explainOthers(evidence, approvals, short)}`,
          "Let an owner who had no hand in it approve. Or put the file on a new branch, with a name that was never used, and open another pull request: only the people behind that branch are barred then. Or ask the owners of policies/ to name a larger team.",
        ),
      );
    const objections = listStanding(evidence, approvals, reviewed);
    if (objections.length > 0) return waiting(describeObjections(objections));
    const latest = latestDecisive(evidence);
    const missing = Math.max(
      ...reviewed.map((path) => needed - countPeople(listApproversFor(evidence, approvals, path), evidence)),
    );
    if (missing <= 0) return met(`Approved by ${names(listApprovers(evidence, approvals, reviewed))}.`);
    return waiting(
      `${countApprovals(missing)} by ${names(eligible)} still needed.${explainOld(evidence, approvals, eligible, latest)}`,
    );
  },
};

/** An objection stands whatever hand its author had in the request: a requester can forge a commit of theirs. */
function listStanding(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Objection[] {
  const found = reviewed.flatMap((path) => {
    const members = listCandidates(evidence, approvals, path).map(({ member }) => member);
    return listObjections(evidence, members, listEligibleFor(evidence, approvals, path));
  });
  return [...new Map(found.map((objection) => [objection.by.id, objection])).values()];
}

function describeObjections(objections: readonly Objection[]): string {
  const inVain = objections.flatMap(({ by, dismissedBy }) => {
    if (dismissedBy === undefined) return [];
    const who = dismissedBy === null ? "GitHub does not tell which account" : dismissedBy.login;
    return [
      ` ${who} dismissed the review of ${by.login}: that counts only from ${by.login}, or from an approver with no hand in the request.`,
    ];
  });
  return `${names(objections.map(({ by }) => by))} asked for changes.${inVain.join("")}`;
}

function explainOld(
  evidence: Evidence,
  approvals: readonly Approval[],
  eligible: readonly Person[],
  latest: ReadonlyMap<number, Review>,
): string {
  const from = countsFrom(evidence, approvals);
  const old = eligible.filter(({ id }) => {
    const review = latest.get(id);
    const isOfThis = review?.state === "APPROVED" && review.commit === evidence.pull.head.sha;
    return isOfThis && review.submittedAt < from;
  });
  if (old.length === 0) return "";
  return ` That of ${names(old)} is from before ${from.toISOString()}, and counts for ${describeDuration(validFor(approvals))}.`;
}

function explainOthers(evidence: Evidence, approvals: readonly Approval[], path: string): string {
  const others = listCandidates(evidence, approvals, path).filter(({ because }) => because !== undefined);
  return others.map(({ member, because }) => ` ${member.login} ${because}.`).join("");
}

const countApprovals = (count: number): string => `${count} approval${count === 1 ? "" : "s"}`;

const names = (people: readonly Person[]): string => people.map(({ login }) => login).join(", ");

/**
 * Owners of each of these paths, other than whoever opened the pull request, approved exactly this head, and none asked for
 * changes. For pull requests that remove what is over.
 */
export const ownersApproved = (evidence: Evidence, paths: readonly string[]): boolean =>
  paths.every((path) => findApprovingOwner(evidence, path) !== undefined);

/** One of the owners of the path who did; undefined when none did, or one asked for changes. */
export function findApprovingOwner(evidence: Evidence, path: string): Person | undefined {
  const latest = latestDecisive(evidence);
  const own = accountsOf(evidence.rules.settings, evidence.pull.author.id);
  const counted = { includeChildTeams: countsChildTeams(evidence, path) };
  const owners = ownersOf(evidence, path)
    .flatMap((owner) => teamOf(owner, evidence) ?? [])
    .flatMap((team) => membersOf(team, counted))
    .filter(({ id }) => !own.includes(id));
  const approval = owners
    .flatMap(({ id }) => latest.get(id) ?? [])
    .find(
      ({ state, commit, reviewer }) =>
        state === "APPROVED" && commit === evidence.pull.head.sha && reviewer.type === "User",
    );
  if (approval === undefined || listObjections(evidence, owners, owners).length > 0) return undefined;
  return { id: approval.reviewer.id, login: approval.reviewer.login };
}

/** Every policy that serves the folder of this request counts members of child teams. */
function countsChildTeams({ rules: { policies } }: Evidence, path: string): boolean {
  const folder = parseRequestPath(path)?.team;
  const serving = policies.filter(({ folders }) => folders.some((each) => each === folder));
  return serving.length > 0 && serving.every(({ approvals }) => approvals.includeChildTeams === true);
}
