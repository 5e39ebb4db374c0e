import { compareAsc, isBefore, max, subMilliseconds } from "date-fns";
import { DEFAULT_APPROVAL_COUNT, DEFAULT_MEMBER_FOR, DEFAULT_VALID_FOR } from "../approvals.ts";
import { describeOwner, findOwners, type Owner } from "../codeowners.ts";
import { describeDuration, parseDuration } from "../duration.ts";
import type { Evidence, KnownTeam, Member } from "../evidence.ts";
import type { Review } from "../github-facts.ts";
import { parseInstant } from "../instant.ts";
import type { Person } from "../lease.ts";
import { personOf } from "../settings.ts";
import { accountsOf, findBar } from "./people.ts";
import { type Approval, failed, met, metUnless, mistake, type Rule, waiting } from "./rule.ts";

/** The owners of a path by the deciding CODEOWNERS line, as written there. */
export function ownersOf({ rules }: Evidence, path: string): readonly Owner[] {
  return rules.codeowners === undefined ? [] : (findOwners(rules.codeowners, path)?.owners ?? []);
}

/** The owner's team, of this organisation, when it exists and is named here by slug and by id. */
function approvingTeam(owner: Owner, { approvals }: Approval, evidence: Evidence): KnownTeam | undefined {
  const team = teamOf(owner, evidence);
  return approvals.teams.some(({ slug, id }) => slug === team?.slug && id === team.id) ? team : undefined;
}

/** Another organisation's team of the same name is another team. */
function teamOf(owner: Owner, { teams, repository }: Evidence): KnownTeam | undefined {
  if (owner.kind !== "team" || owner.org.toLowerCase() !== repository.owner.toLowerCase()) return undefined;
  return teams.get(owner.slug);
}

export const ownersAreApprovers: Rule = {
  name: "What is approved is owned by the approving teams, and by nobody else",
  judge({ evidence, approvals, reviewed }) {
    if (approvals === undefined || reviewed.length === 0) return undefined;
    const findings = reviewed.flatMap((path) => judgeOwners(evidence, approvals, path));
    const owners = new Set(reviewed.flatMap((path) => ownersOf(evidence, path).map(describeOwner)));
    return metUnless(findings, `Owned by ${[...owners].join(", ")}.`);
  },
};

function judgeOwners(evidence: Evidence, approvals: readonly Approval[], path: string) {
  const owners = ownersOf(evidence, path);
  if (owners.length === 0)
    return [
      mistake(
        "UNOWNED",
        "",
        `No CODEOWNERS line gives ${path} an owner.`,
        "Ask the owners of .github/ to add one.",
      ),
    ];
  return approvals.flatMap((approval) =>
    owners
      .filter((owner) => approvingTeam(owner, approval, evidence) === undefined)
      .map((owner) =>
        mistake(
          "OWNER_NOT_APPROVER",
          "",
          `${describeOwner(owner)} owns ${path}, but is no approving team of "${approval.name}": ${approval.approvals.teams.map(({ slug, id }) => `${slug} (${id})`).join(", ")}.`,
          "File the request in the folder that those teams own, or ask the owners of policies/.",
        ),
      ),
  );
}

/** A member of an owning team, and why their approval cannot count; undefined = it can. */
interface Candidate {
  readonly member: Member;
  readonly because: string | undefined;
}

const candidates = new WeakMap<
  Evidence,
  { approvals: readonly Approval[]; path: string; found: Candidate[] }
>();

/** Several rules ask for the same ones in a row, and none of what they depend on ever changes. */
function listCandidates(evidence: Evidence, approvals: readonly Approval[], path: string): Candidate[] {
  const last = candidates.get(evidence);
  if (last !== undefined && last.approvals === approvals && last.path === path) return last.found;
  const found = findCandidates(evidence, approvals, path);
  candidates.set(evidence, { approvals, path, found });
  return found;
}

function findCandidates(evidence: Evidence, approvals: readonly Approval[], path: string): Candidate[] {
  const teams = ownersOf(evidence, path).flatMap((owner) => {
    const found = approvals.map((approval) => approvingTeam(owner, approval, evidence));
    return found.every((team) => team !== undefined) ? found : [];
  });
  const memberFor = longest(approvals.map((each) => each.approvals.memberFor ?? DEFAULT_MEMBER_FOR));
  const members = teams.flatMap((team) => team.members);
  return [...new Set(members.map(({ id }) => id))].flatMap((id) => {
    const memberships = members.filter((member) => member.id === id);
    const judged = memberships.map((member) => ({
      member,
      because: judgeMember(member, evidence, memberFor),
    }));
    return judged.find(({ because }) => because === undefined) ?? judged.slice(0, 1);
  });
}

function judgeMember(member: Member, evidence: Evidence, memberFor: number): string | undefined {
  const { settings } = evidence.rules;
  if (settings === undefined || personOf(settings, member.id) === undefined)
    return "is not in the identity map, so nobody knows whose account it is";
  const bar = findBar(evidence, settings, member.id);
  if (bar !== undefined) return bar.because;
  if (member.leased) return "is in the team by a lease";
  const longAgo = subMilliseconds(evidence.merge?.at ?? evidence.now, memberFor);
  // NB. A time that is none is before and after nothing.
  return member.since === undefined || member.since <= longAgo
    ? undefined
    : `has been in the team for less than ${describeDuration(memberFor)}`;
}

const longest = (durations: readonly string[]): number => Math.max(0, ...durations.map(parseDuration));

/** Who may approve all of it: members of the owning teams with no hand in it. */
export const listEligible = (
  evidence: Evidence,
  approvals: readonly Approval[],
  reviewed: readonly string[],
): Person[] => unite(reviewed.map((path) => listEligibleFor(evidence, approvals, path)));

const listEligibleFor = (evidence: Evidence, approvals: readonly Approval[], path: string): Person[] =>
  listCandidates(evidence, approvals, path)
    .filter(({ because }) => because === undefined)
    .map(({ member: { id, login } }) => ({ id, login }));

/** One entry a person. */
const unite = (people: readonly (readonly Person[])[]): Person[] => [
  ...new Map(people.flat().map((person) => [person.id, person])).values(),
];

/**
 * The last review of each account, by its time, that says yes, no or "taken back". A comment changes nothing; a dismissal revives
 * nothing. After the merge nobody approves any more, and nobody takes back for others what was said: anybody who may write could.
 */
function latestDecisive({ reviews, merge }: Evidence): Map<number, Review> {
  const end = merge?.at;
  const isLate = ({ state, submittedAt }: Review): boolean =>
    end !== undefined && state === "APPROVED" && submittedAt > end;
  const decisive = reviews
    .map((review) => (end === undefined ? review : asOf(review, end)))
    .filter((review) => !isLate(review))
    .filter(({ state }) => state !== "COMMENTED" && state !== "PENDING")
    .toSorted((a, b) => compareAsc(a.submittedAt, b.submittedAt));
  return new Map(decisive.map((review) => [review.reviewer.id, review]));
}

const asOf = ({ dismissed, ...review }: Review, time: Date): Review =>
  dismissed !== undefined && dismissed.at > time ? { ...review, state: dismissed.was } : review;

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
          "Let one of the owners who had no hand in it approve, or ask the owners of policies/ to name a larger team.",
        ),
      );
    const latest = latestDecisive(evidence);
    const against = listAgainst(evidence, eligible, latest);
    if (against.length > 0) return waiting(`${names(against)} asked for changes.`);
    const missing = Math.max(
      ...reviewed.map((path) => needed - countPeople(listApproversFor(evidence, approvals, path), evidence)),
    );
    if (missing <= 0) return met(`Approved by ${names(listApprovers(evidence, approvals, reviewed))}.`);
    return waiting(
      `${countApprovals(missing)} by ${names(eligible)} still needed.${explainOld(evidence, approvals, eligible, latest)}`,
    );
  },
};

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

/** Who of them asked for changes and stands by it, with whichever account. */
function listAgainst(
  { rules: { settings } }: Evidence,
  eligible: readonly Person[],
  latest: ReadonlyMap<number, Review>,
): Person[] {
  const accounts = new Set(eligible.flatMap(({ id }) => accountsOf(settings, id)));
  return [...latest.values()]
    .filter(({ state, reviewer }) => state === "CHANGES_REQUESTED" && accounts.has(reviewer.id))
    .map(({ reviewer }) => reviewer);
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
  const reviews = ownersOf(evidence, path)
    .flatMap((owner) => teamOf(owner, evidence)?.members ?? [])
    .filter(({ id }) => !own.includes(id))
    .flatMap(({ id }) => latest.get(id) ?? []);
  const approval = reviews.find(
    ({ state, commit, reviewer }) =>
      state === "APPROVED" && commit === evidence.pull.head.sha && reviewer.type === "User",
  );
  if (approval === undefined || reviews.some(({ state }) => state === "CHANGES_REQUESTED")) return undefined;
  return { id: approval.reviewer.id, login: approval.reviewer.login };
}
