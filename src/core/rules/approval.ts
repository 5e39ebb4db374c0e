import { describeOwner, findOwners, type Owner } from "../codeowners.ts";
import type { Evidence } from "../evidence.ts";
import type { Review, Team } from "../github-facts.ts";
import type { Person } from "../lease.ts";
import { DEFAULT_APPROVAL_COUNT, type Policy } from "../policy.ts";
import { type Facts, failed, met, metUnless, mistake, type Rule, waiting } from "./rule.ts";

/** The teams that own a path by the deciding CODEOWNERS line, as written there. */
export function ownersOf({ rules }: Evidence, path: string): readonly Owner[] {
  return rules.codeowners === undefined ? [] : (findOwners(rules.codeowners, path)?.owners ?? []);
}

/** The owner's team, when it exists and this policy names it by slug and by id. */
function approvingTeam(owner: Owner, policy: Policy, evidence: Evidence): Team | undefined {
  if (owner.kind !== "team") return undefined;
  const named = policy.approvals.teams.find(({ slug }) => slug === owner.slug);
  const team = evidence.teams.get(owner.slug);
  return named !== undefined && team?.id === named.id ? team : undefined;
}

export const ownersAreApprovers: Rule = {
  name: "The folder is owned by the policy's approving teams, and by nobody else",
  judge({ evidence, policies }: Facts) {
    if (policies === undefined || evidence.file === undefined) return undefined;
    const { path } = evidence.file;
    const owners = ownersOf(evidence, path);
    if (owners.length === 0)
      return failed(
        mistake(
          "UNOWNED",
          "",
          `No CODEOWNERS line gives ${path} an owner.`,
          "Ask the owners of .github/ to add one.",
        ),
      );
    const findings = policies.flatMap((policy) =>
      owners
        .filter((owner) => approvingTeam(owner, policy, evidence) === undefined)
        .map((owner) =>
          mistake(
            "OWNER_NOT_APPROVER",
            "",
            `${describeOwner(owner)} owns ${path}, but is no approving team of policy "${policy.name}": ${policy.approvals.teams.map(({ slug, id }) => `${slug} (${id})`).join(", ")}.`,
            "File the request in the folder that those teams own, or ask the owners of policies/.",
          ),
        ),
    );
    return metUnless(findings, `Owned by ${owners.map(describeOwner).join(", ")}.`);
  },
};

/** Who may approve: members of the owning teams, never the requester, who is the subject. */
export function listEligible(evidence: Evidence, policies: readonly Policy[]): Person[] {
  if (evidence.file === undefined) return [];
  const teams = ownersOf(evidence, evidence.file.path).flatMap((owner) => {
    const found = policies.map((policy) => approvingTeam(owner, policy, evidence));
    return found.every((team) => team !== undefined) ? found.slice(0, 1) : [];
  });
  const members = new Map(teams.flatMap((team) => team?.members ?? []).map((member) => [member.id, member]));
  members.delete(evidence.pull.author.id);
  return [...members.values()];
}

/** The last review of each person that says yes, no or "taken back". A comment changes nothing; a dismissal revives nothing. */
function latestDecisive(reviews: readonly Review[]): Map<number, Review> {
  const decisive = reviews.filter(({ state }) => state !== "COMMENTED" && state !== "PENDING");
  return new Map(decisive.map((review) => [review.reviewer.id, review]));
}

/** People whose approval of exactly this head counts. */
export function listApprovers(evidence: Evidence, policies: readonly Policy[]): Person[] {
  const latest = latestDecisive(evidence.reviews);
  return listEligible(evidence, policies).filter(({ id }) => {
    const review = latest.get(id);
    return (
      review?.state === "APPROVED" &&
      review.reviewer.type === "User" &&
      review.commit === evidence.pull.head.sha &&
      (evidence.merge === undefined || review.submittedAt <= evidence.merge.at)
    );
  });
}

export const approvedByOwners: Rule = {
  name: "Code owners approved exactly this",
  judge({ evidence, policies }) {
    if (policies === undefined) return undefined;
    const eligible = listEligible(evidence, policies);
    const approvers = listApprovers(evidence, policies);
    const latest = latestDecisive(evidence.reviews);
    const against = eligible.filter(({ id }) => latest.get(id)?.state === "CHANGES_REQUESTED");
    const needed = Math.max(...policies.map((policy) => policy.approvals.count ?? DEFAULT_APPROVAL_COUNT));
    if (eligible.length < needed)
      return failed(
        mistake(
          "NOBODY_CAN_APPROVE",
          "",
          `${countApprovals(needed)} needed; ${eligible.length} other people own the folder.`,
          "Ask the owners of policies/ to name a team with more members.",
        ),
      );
    if (against.length > 0) return waiting(`${names(against)} asked for changes.`);
    if (approvers.length >= needed) return met(`Approved by ${names(approvers)}.`);
    return waiting(`${countApprovals(needed - approvers.length)} by ${names(eligible)} still needed.`);
  },
};

const countApprovals = (count: number): string => `${count} approval${count === 1 ? "" : "s"}`;

const names = (people: readonly Person[]): string => people.map(({ login }) => login).join(", ");

/** Owners of each of these paths, other than the author, approved exactly this head. For pull requests that ask for nothing. */
export function ownersApproved(evidence: Evidence, paths: readonly string[]): boolean {
  const latest = latestDecisive(evidence.reviews);
  return paths.every((path) =>
    ownersOf(evidence, path)
      .flatMap((owner) => (owner.kind === "team" ? (evidence.teams.get(owner.slug)?.members ?? []) : []))
      .some(({ id }) => {
        const review = latest.get(id);
        return (
          id !== evidence.pull.author.id &&
          review?.state === "APPROVED" &&
          review.commit === evidence.pull.head.sha
        );
      }),
  );
}
