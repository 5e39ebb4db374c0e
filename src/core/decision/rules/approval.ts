import type { Person } from "../../access/lease.ts";
import type { CountedReview } from "../../access/review.ts";
import { parseRequestPath } from "../../files/request.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import type { Evidence } from "../evidence.ts";
import { membersOf } from "../github-facts.ts";
import { listApprovingTeams, listCandidates, listEligibleFor, unite } from "./candidates.ts";
import { countNeeded, countPeople, describeMissing, listOthers } from "./missing.ts";
import { ownersOf, teamOf } from "./owners.ts";
import { accountsOf } from "./people.ts";
import { latestDecisive, listObjections, type Objection } from "./reviews.ts";
import { type Approval, failed, type Judgement, met, type Rule, waiting } from "./rule.ts";
import { explainUncounted } from "./uncounted.ts";
import { findFlaw } from "./validity.ts";

/** People whose approval of exactly this head counts. */
export const listApprovers = (
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Person[] => unite(reviewed.map((path) => listApproversFor(evidence, approvals, path)));

function listApproversFor(evidence: Evidence, approvals: readonly Approval[], path: string): Person[] {
  const latest = latestDecisive(evidence);
  return listEligibleFor(evidence, approvals, path).filter(({ id }) => {
    const review = latest.get(id);
    return review?.state === "APPROVED" && findFlaw(review, evidence, approvals) === undefined;
  });
}

export const approvedByOwners: Rule = {
  name: "Code owners approved exactly this",
  judge({ evidence, approvals, reviewed }) {
    if (approvals === undefined || reviewed.length === 0) return undefined;
    const needed = countNeeded(approvals);
    const short = reviewed.find(
      (path) => countPeople(listEligibleFor(evidence, approvals, path), evidence) < needed,
    );
    if (short !== undefined) return failed(explainShort(evidence, approvals, short, needed));
    const objections = listStanding(evidence, approvals, reviewed);
    if (objections.length > 0) return describeObjections(objections);
    const approvers = listApprovers(evidence, approvals, reviewed);
    const lacking = listLacking(evidence, approvals, reviewed);
    if (lacking.length === 0) return met(`Approved by ${names(approvers)}.`);
    const pending = unite(lacking.map(({ people }) => people));
    const { brief, says } = describeMissing(
      Math.max(...lacking.map(({ missing }) => missing)),
      needed,
      pending,
    );
    return waiting(`${says}${explainUncounted(evidence, approvals, reviewed, approvers)}`, brief);
  },
};

/** People of whom so many have to approve yet. */
export interface ApproverGroup {
  /** Whose approval would count and is not given. Never the people who are barred. */
  readonly people: readonly Person[];
  readonly missing: number;
  /** Ids of the teams that they approve as members of. */
  readonly teams: readonly number[];
}

/** The approvals that a request waits for: of each group so many. */
export interface AwaitedApprovals {
  readonly groups: readonly ApproverGroup[];
  /** Why approvals that GitHub shows do not count, as sentences; "" when all count. */
  readonly uncounted: string;
}

/** The approvals still missing; undefined while none is, while too few people can give them, or while an owner asked for changes. */
export function findAwaited(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): AwaitedApprovals | undefined {
  const groups = listLacking(evidence, approvals, reviewed);
  const isShort = groups.some(({ people, missing }) => countPeople(people, evidence) < missing);
  if (groups.length === 0 || isShort || listStanding(evidence, approvals, reviewed).length > 0)
    return undefined;
  const approvers = listApprovers(evidence, approvals, reviewed);
  return { groups, uncounted: explainUncounted(evidence, approvals, reviewed, approvers).trim() };
}

/** One group for each path whose owners have not approved; paths with the same people are one group. */
function listLacking(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): ApproverGroup[] {
  const needed = countNeeded(approvals);
  const groups = reviewed.map((path): ApproverGroup => {
    const given = listApproversFor(evidence, approvals, path);
    return {
      people: listOthers(listEligibleFor(evidence, approvals, path), given, evidence),
      missing: needed - countPeople(given, evidence),
      teams: listApprovingTeams(evidence, approvals, path).map(({ id }) => id),
    };
  });
  const lacking = groups.filter(({ missing }) => missing > 0);
  return [...new Map(lacking.map((group) => [groupKey(group), group])).values()];
}

const groupKey = ({ people, missing }: ApproverGroup): string =>
  JSON.stringify([missing, people.map(({ id }) => id).sort((a, b) => a - b)]);

function explainShort(
  evidence: Evidence,
  approvals: readonly Approval[],
  path: string,
  needed: number,
): Finding {
  const members = listCandidates(evidence, approvals, path);
  const barred = members.filter(({ because }) => because !== undefined);
  const can = countPeople(listEligibleFor(evidence, approvals, path), evidence);
  const strangers = explainUncounted(
    evidence,
    approvals,
    [path],
    members.map(({ member }) => member),
  );
  return mistake(
    "NOBODY_CAN_APPROVE",
    `${countApprovals(needed)} needed; ${can} people who own ${path} can give one.${barred.map(({ member, because }) => ` ${member.login} ${because}.`).join("")}${strangers}`,
    "Let an owner who had no hand in it approve. Or put the file on a new branch, with a name that was never used, and open another pull request: only the people behind that branch are barred then. Or ask the owners of policies/ to name a larger team.",
  );
}

/** Objections count even from people who cannot approve: a requester could forge a commit in their name to silence them. */
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

function describeObjections(objections: readonly Objection[]): Judgement {
  const brief = `${names(objections.map(({ by }) => by))} asked for changes`;
  const inVain = objections.flatMap(({ by, dismissedBy }) => {
    if (dismissedBy === undefined) return [];
    const what =
      dismissedBy === null
        ? `The review of ${by.login} was dismissed, and GitHub does not tell by which account`
        : `${dismissedBy.login} dismissed the review of ${by.login}`;
    return [` ${what}: that counts only from ${by.login}, or from an approver with no hand in the request.`];
  });
  return waiting(
    `${brief}.${inVain.join("")} Either they approve, or they or an approver with no hand in the request dismiss that review.`,
    brief,
  );
}

const countApprovals = (count: number): string => `${count} approval${count === 1 ? "" : "s"}`;

const names = (people: readonly Person[]): string => people.map(({ login }) => login).join(", ");

/**
 * True if an owner of each path, other than the author, approved exactly this head, and no owner asked for changes. For pull requests
 * that remove ended requests.
 */
export const ownersApproved = (evidence: Evidence, paths: readonly string[]): boolean =>
  paths.every((path) => findApprovingOwner(evidence, path) !== undefined);

/** An owner of the path who approved; undefined when none did, or one asked for changes. */
export const findApprovingOwner = (evidence: Evidence, path: string): Person | undefined =>
  listOwnerReviews(evidence, path)[0]?.reviewer;

/** Did an owner of the path approve who is none of these people, whichever account each used? */
export const isReviewedByOthers = (evidence: Evidence, path: string, people: readonly Person[]): boolean => {
  const own = people.flatMap(({ id }) => accountsOf(evidence.rules.settings, id));
  return listOwnerReviews(evidence, path).some(({ reviewer }) => !own.includes(reviewer.id));
};

/** The approvals of this head by owners of the path; none when one of them asked for changes. */
export function listOwnerReviews(evidence: Evidence, path: string): CountedReview[] {
  const latest = latestDecisive(evidence);
  const own = accountsOf(evidence.rules.settings, evidence.pull.author.id);
  const counted = { includeChildTeams: countsChildTeams(evidence, path) };
  const owners = ownersOf(evidence, path)
    .flatMap((owner) => teamOf(owner, evidence) ?? [])
    .flatMap((team) => membersOf(team, counted))
    .filter(({ id }) => !own.includes(id));
  if (listObjections(evidence, owners, owners).length > 0) return [];
  return owners
    .flatMap(({ id }) => latest.get(id) ?? [])
    .flatMap(({ id, state, commit, reviewer, submittedAt: at }) =>
      state === "APPROVED" && commit === evidence.pull.head.sha && reviewer.type === "User"
        ? [{ id, reviewer: { id: reviewer.id, login: reviewer.login }, commit, at }]
        : [],
    );
}

/** Every policy that serves the folder of this request counts members of child teams. */
function countsChildTeams({ rules: { policies } }: Evidence, path: string): boolean {
  const folder = parseRequestPath(path)?.team;
  const serving = policies.filter(({ folders }) => folders.some((each) => each === folder));
  return serving.length > 0 && serving.every(({ approvals }) => approvals.includeChildTeams === true);
}
