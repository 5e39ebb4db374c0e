import type { Basis } from "../../access/basis.ts";
import type { Person } from "../../access/lease.ts";
import type { CountedReview } from "../../access/review.ts";
import { parseRequestPath } from "../../files/request.ts";
import { personOf } from "../../files/settings.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import { assign, isMet } from "../assign.ts";
import type { Evidence } from "../evidence.ts";
import { membersOf } from "../github-facts.ts";
import { listCandidates, listEligibleFor, unite } from "./candidates.ts";
import { countNeeded, countPeople, describeMissing, listOthers } from "./missing.ts";
import { ownersOf, teamOf } from "./owners.ts";
import { accountsOf } from "./people.ts";
import { latestDecisive, listObjections, type Objection } from "./reviews.ts";
import { type Approval, type Facts, failed, type Judgement, met, type Rule, waiting } from "./rule.ts";
import { listRequirements, listStepCandidates, listStepEligible, toNeeds } from "./steps.ts";
import { explainUncounted } from "./uncounted.ts";
import { findFlaw } from "./validity.ts";
import { judgeWithoutReview, type WithoutReview } from "./without-review.ts";

/** People whose approval of exactly this head counts. */
export const listApprovers = (
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Person[] =>
  unite([
    ...reviewed.map((path) => listEligibleFor(evidence, approvals, path)),
    listStepEligible(evidence, approvals),
  ]).filter(approvedBy(evidence, approvals));

function approvedBy(evidence: Evidence, approvals: readonly Approval[]): (person: Person) => boolean {
  const latest = latestDecisive(evidence);
  return ({ id }) => {
    const review = latest.get(id);
    return review?.state === "APPROVED" && findFlaw(review, evidence, approvals) === undefined;
  };
}

export const approvedByOwners: Rule = {
  name: "Code owners approved exactly this",
  judge(facts) {
    const { evidence, approvals, reviewed } = facts;
    if (approvals === undefined || reviewed.length === 0) return undefined;
    const objections = listStanding(evidence, approvals, reviewed);
    const lacking = listLacking(evidence, approvals, reviewed);
    const free = judgeWithoutReview(facts);
    if (free?.basis !== undefined && lacking.length > 0 && objections.length === 0) return met(free.says);
    const needed = countNeeded(approvals);
    const short = reviewed.find(
      (path) => !isMet(toNeeds(listRequirements(evidence, approvals, path), evidence)),
    );
    if (short !== undefined) return failed(explainShort(evidence, approvals, short, needed));
    if (objections.length > 0) return describeObjections(objections);
    const approvers = listApprovers(evidence, approvals, reviewed);
    if (lacking.length === 0) return met(`Approved by ${names(approvers)}.`);
    const { brief, says } = hasSteps(approvals) ? describeSteps(lacking) : describeLacking(lacking, needed);
    const uncounted = explainUncounted(evidence, approvals, reviewed, approvers);
    return waiting(`${says}${uncounted}${explainReviewed(free)}`, brief);
  },
};

const explainReviewed = (free: WithoutReview | undefined): string =>
  free === undefined || free.basis !== undefined
    ? ""
    : ` It needs this review, because ${free.because.join(", and ")}.`;

/** What an approved request rests on, if not on the approvals of owners. */
export function findBasis(facts: Facts): Basis | undefined {
  const { evidence, approvals, reviewed } = facts;
  if (approvals === undefined || listLacking(evidence, approvals, reviewed).length === 0) return undefined;
  return judgeWithoutReview(facts)?.basis;
}

const hasSteps = (approvals: readonly Approval[]): boolean =>
  approvals.some((each) => each.approvals.steps !== undefined);

const describeLacking = (lacking: readonly ApproverGroup[], needed: number) =>
  describeMissing(
    Math.max(...lacking.map(({ missing }) => missing)),
    needed,
    unite(lacking.map(({ people }) => people)),
  );

function describeSteps(lacking: readonly ApproverGroup[]): { readonly brief: string; readonly says: string } {
  const parts = lacking.map(({ missing, people }) => `${countApprovals(missing)} of ${names(people)}`);
  const brief = `Waiting for ${parts.join(" and ")}`;
  return { brief, says: `${brief}. Nobody counts for two of the policy's steps.` };
}

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

/** One group for each requirement of each path that is not met; those of the same people are one group. */
function listLacking(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): ApproverGroup[] {
  const isApproved = approvedBy(evidence, approvals);
  const lacking = reviewed.flatMap((path): ApproverGroup[] => {
    const requirements = listRequirements(evidence, approvals, path);
    const all = unite(requirements.map(({ eligible }) => eligible));
    const given = all.filter(isApproved);
    const filled = assign(toNeeds(requirements, evidence, isApproved));
    return requirements.flatMap(({ eligible, needed, teams }, index): ApproverGroup[] => {
      const missing = needed - (filled[index] ?? 0);
      if (missing === 0) return [];
      const own = listOthers(eligible, given, evidence);
      // Where those are too few, somebody else can take the place of one who approved.
      const others =
        countPeople(own, evidence) >= missing ? [] : listOthers(all, [...given, ...own], evidence);
      return [{ people: [...own, ...others], missing, teams: teams.map(({ id }) => id) }];
    });
  });
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
  if (countPeople(listEligibleFor(evidence, approvals, path), evidence) >= needed)
    return explainShortSteps(evidence, approvals, path);
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

function explainShortSteps(evidence: Evidence, approvals: readonly Approval[], path: string): Finding {
  const steps = listRequirements(evidence, approvals, path).map(
    ({ needed, teams, eligible }) =>
      `${needed} of ${teams.map(({ slug }) => slug).join(" or ") || "a team that cannot be seen"} (${names(eligible) || "nobody"} can)`,
  );
  const barred = listStepCandidates(evidence, approvals).filter(({ because }) => because !== undefined);
  return mistake(
    "NOBODY_CAN_APPROVE",
    `Different people have to approve: ${steps.join("; ")}. There are too few.${barred.map(({ member, because }) => ` ${member.login} ${because}.`).join("")}`,
    "Ask the owners of policies/ to name larger teams in `approvals.steps`.",
  );
}

/** Objections count even from people who cannot approve: a requester could forge a commit in their name to silence them. */
function listStanding(
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Objection[] {
  // An approval is no objection: mostly there is nothing to look for.
  if ([...latestDecisive(evidence).values()].every(({ state }) => state === "APPROVED")) return [];
  const found = reviewed.flatMap((path) => {
    const members = listCandidates(evidence, approvals, path).map(({ member }) => member);
    return listObjections(evidence, members, listEligibleFor(evidence, approvals, path));
  });
  const members = listStepCandidates(evidence, approvals).map(({ member }) => member);
  const standing = [...found, ...listObjections(evidence, members, listStepEligible(evidence, approvals))];
  return [...new Map(standing.map((objection) => [objection.by.id, objection])).values()];
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

/**
 * Did an owner of the path approve who is none of these people, whichever account each used? An account that the identity map does not
 * have may be anybody's, theirs too.
 */
export function isReviewedByOthers(evidence: Evidence, path: string, people: readonly Person[]): boolean {
  const { settings } = evidence.rules;
  const own = people.flatMap(({ id }) => accountsOf(settings, id));
  return listOwnerReviews(evidence, path).some(
    ({ reviewer }) =>
      settings !== undefined && personOf(settings, reviewer.id) !== undefined && !own.includes(reviewer.id),
  );
}

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
  const { pull, repository, retargetedAt } = evidence;
  // Against another base it shows, and its owners approved, other changes than its merge here makes.
  if (pull.base.ref !== repository.pin.defaultBranch) return [];
  return owners
    .flatMap(({ id }) => latest.get(id) ?? [])
    .flatMap(({ id, state, commit, reviewer, submittedAt: at }) =>
      state === "APPROVED" &&
      commit === pull.head.sha &&
      reviewer.type === "User" &&
      (retargetedAt === undefined || retargetedAt < at)
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
