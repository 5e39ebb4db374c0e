import { addMilliseconds } from "date-fns/addMilliseconds";
import { entitlementKey } from "../access/entitlement.ts";
import type { Person } from "../access/lease.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import { listJoinedDuties } from "../duties/judge-intent.ts";
import { findOwners } from "../files/codeowners.ts";
import type { Policy } from "../files/policy.ts";
import { type AccessRequest, parseRequestPath, requestPath } from "../files/request.ts";
import { type RuleIds, sameRules } from "../ledger/adoption.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { isOfferedBy } from "../policy/pattern.ts";
import { parseDuration } from "../text/duration.ts";
import { judgeBasis } from "./judge-basis.ts";
import { listExcesses, listFalse } from "./judge-limits.ts";
import type { Violation, ViolationCode } from "./violation.ts";

/** What git says about the proof of one intent. undefined: the clone does not have it. */
export interface GrantFacts {
  /** The commit that the proof names as its merge; `null`: it is not on the line of the default branch. */
  readonly merge: { readonly at: Date; readonly blob: string | undefined } | null;
  /** The request's blob at the reviewed head. */
  readonly reviewed: { readonly blob: string | undefined } | undefined;
  /** The file as parsed; undefined: it is no request. */
  readonly request: AccessRequest | undefined;
  /** The rules at the commit that the lease names. */
  readonly rules: RepositoryRules | undefined;
}

/** An intent with its proof, and what git says about that. */
export interface ProvenGrant {
  readonly intent: Intent;
  readonly facts: GrantFacts;
}

type Finding = readonly [ViolationCode, string];

/** Judges one grant by the proof on the ledger, what git says, and the ledger's state before it. */
export function judgeGrant(entry: Intent, facts: GrantFacts, before: LedgerState): Violation[] {
  const { request } = entry.lease;
  const found = [
    ...judgeMerge(entry, facts),
    ...judgeTerms(entry, facts),
    ...judgeReviews(entry, facts),
    ...judgeApprovers(entry, facts, before),
    ...judgePolicy(entry, facts, before),
    ...judgeRules(entry, facts, before),
    ...listJoinedDuties(entry, facts.rules?.settings, before).map((says): Finding => ["DUTIES_JOINED", says]),
  ];
  return found.map(([code, says]) => ({ code, says, request }));
}

function judgeMerge({ lease, proof }: Intent, { merge, reviewed }: GrantFacts): Finding[] {
  const path = requestPath(lease.request);
  if (merge === null) return [["MERGE_MISSING", `its merge ${proof.merge} is not on the default branch`]];
  const found: Finding[] = [];
  if (merge.blob !== proof.blob)
    found.push([
      "CONTENT_CHANGED",
      `${path} at its merge is ${merge.blob ?? "not there"}, and ${proof.blob} was granted`,
    ]);
  if (reviewed !== undefined && reviewed.blob !== proof.blob)
    found.push([
      "CONTENT_CHANGED",
      `${path} at the reviewed commit ${proof.head} is ${reviewed.blob ?? "not there"}, and ${proof.blob} was granted`,
    ]);
  if (lease.startsAt < merge.at)
    found.push(["TERMS_CHANGED", `it begins at ${lease.startsAt.toISOString()}, before its merge`]);
  return found;
}

function judgeTerms({ lease }: Intent, { merge, request }: GrantFacts): Finding[] {
  if (merge === null) return [];
  if (request === undefined) return [["CONTENT_CHANGED", "the file at its merge is no readable request"]];
  const found: Finding[] = [];
  const asked = request.entitlements.map(entitlementKey);
  if (!asked.includes(entitlementKey(lease.entitlement)))
    found.push(["TERMS_CHANGED", `its file does not ask for ${entitlementKey(lease.entitlement)}`]);
  if (lease.endsAt > addMilliseconds(lease.startsAt, parseDuration(request.duration)))
    found.push(["TERMS_CHANGED", `it lasts longer than the ${request.duration} that its file asks for`]);
  return found;
}

function judgeReviews({ lease, proof }: Intent, { merge }: GrantFacts): Finding[] {
  const { reviews } = proof;
  if (reviews === undefined) return [];
  const found: Finding[] = [];
  const [given, counted] = [lease.approvers, reviews.map(({ reviewer }) => reviewer)].map(idsOf);
  if (given !== counted) found.push(["REVIEW_MISMATCH", "its approvers are not the authors of its reviews"]);
  for (const { id, commit, at } of reviews) {
    if (commit !== proof.head)
      found.push(["REVIEW_MISMATCH", `review ${id} is of ${commit}, and ${proof.head} was merged`]);
    if (merge !== null && at > merge.at)
      found.push(["REVIEW_MISMATCH", `review ${id} is from after the merge`]);
  }
  return found;
}

const idsOf = (people: readonly Person[]): string =>
  people
    .map(({ id }) => id)
    .toSorted((a, b) => a - b)
    .join(" ");

function judgeApprovers(entry: Intent, { rules }: GrantFacts, { teams }: LedgerState): Finding[] {
  const { approvers, subject, requester, request } = entry.lease;
  const barred = approvers.filter(({ id }) => id === subject.id || id === requester?.id);
  const found = barred.map(
    ({ login }): Finding => ["APPROVER_BARRED", `${login} approved their own request`],
  );
  if (rules?.codeowners === undefined) return found;
  // A path without a line has no owner, and nobody may approve it.
  const owners = findOwners(rules.codeowners, requestPath(request))?.owners ?? [];
  const slugs = owners.flatMap((owner) => (owner.kind === "team" ? [owner.slug.toLowerCase()] : []));
  const policy = rules.policies.find(({ name }) => name === entry.lease.policy?.name);
  const stepping = new Set((policy?.approvals.steps ?? []).flatMap((step) => step.teams.map(({ id }) => id)));
  const members = new Set(
    [...teams.values()]
      .filter(({ id, slug }) => slugs.includes(slug) || stepping.has(id))
      .flatMap((team) => [...team.members, ...(team.childMembers ?? [])].map(({ id }) => id)),
  );
  const strangers = approvers.filter(({ id }) => !members.has(id));
  return [
    ...found,
    ...strangers.map(
      ({ login }): Finding => [
        "APPROVER_NOT_OWNER",
        `${login} was in no team that owned ${requestPath(request)} by CODEOWNERS (${slugs.join(", ") || "nobody"})`,
      ],
    ),
  ];
}

function judgePolicy(
  entry: Intent,
  { rules, merge, request: file }: GrantFacts,
  before: LedgerState,
): Finding[] {
  const { lease } = entry;
  const { policy: applied, request, entitlement, startsAt, endsAt } = lease;
  if (applied === undefined || rules === undefined) return [];
  const found: Finding[] = [];
  const blob = rules.policyBlobs?.get(applied.name);
  const policy = rules.policies.find(({ name }) => name === applied.name);
  if (policy === undefined || blob !== applied.blob)
    return [
      [
        "POLICY_CHANGED",
        `the policy ${applied.name} at ${applied.commit} is ${blob ?? "not there"}, and ${applied.blob} was applied`,
      ],
    ];
  if (!offers(policy, parseRequestPath(requestPath(request))?.team ?? "", entitlement))
    found.push([
      "POLICY_EXCEEDED",
      `the policy ${policy.name} does not offer ${entitlementKey(entitlement)} to this folder`,
    ]);
  if (endsAt > addMilliseconds(startsAt, parseDuration(policy.duration.maximum)))
    found.push([
      "POLICY_EXCEEDED",
      `it lasts longer than ${policy.duration.maximum}, the most that the policy ${policy.name} allows`,
    ]);
  for (const excess of listExcesses(entry, policy, { merged: merge?.at, rules, before }))
    found.push(["POLICY_EXCEEDED", `${excess}, and the policy ${policy.name} forbids it`]);
  for (const untrue of listFalse(entry, policy, { request: file, rules, before }))
    found.push(["POLICY_EXCEEDED", `${untrue}, as the policy ${policy.name} wants`]);
  return [...found, ...judgeBasis(entry, policy, rules, before)];
}

const offers = (policy: Policy, folder: string, entitlement: Intent["entitlement"]): boolean =>
  policy.folders.includes(folder) && isOfferedBy(policy.entitlements, entitlement);

/** The last adoption before the grant says which rules counted. */
function judgeRules({ proof }: Intent, { rules }: GrantFacts, { adoptions }: LedgerState): Finding[] {
  if (rules === undefined) return [];
  const { commit, ids } = rules;
  const counted: RuleIds | undefined = adoptions.at(-1)?.ids;
  const isAdopted = counted !== undefined && sameRules(counted, ids);
  const isNamed = proof.codeowners === undefined || proof.codeowners === ids.codeowners;
  return [
    ...(isAdopted
      ? []
      : [["RULES_NOT_ADOPTED", `the rules of ${commit} were not those adopted last`] as const]),
    ...(isNamed
      ? []
      : [
          [
            "RULES_NOT_ADOPTED",
            `CODEOWNERS at ${commit} is ${ids.codeowners}, and ${proof.codeowners} was applied`,
          ] as const,
        ]),
  ];
}
