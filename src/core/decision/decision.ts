import { addMilliseconds } from "date-fns/addMilliseconds";
import { min } from "date-fns/min";
import type { Basis } from "../access/basis.ts";
import type { Entitlement } from "../access/entitlement.ts";
import type { AppliedPolicy, Lease, Person } from "../access/lease.ts";
import type { CountedReview } from "../access/review.ts";
import type { Policy } from "../files/policy.ts";
import { classifyPull } from "../files/pull-kind.ts";
import { type AccessRequest, parseRequestPath } from "../files/request.ts";
import { type Finding, isError } from "../findings/finding.ts";
import { parseDuration } from "../text/duration.ts";
import { parseInstant } from "../text/instant.ts";
import { type Evidence, requesterOf } from "./evidence.ts";
import { findReviewFile, listReviewApprovals } from "./rules/access-review.ts";
import { accountAt } from "./rules/account.ts";
import { type AwaitedApprovals, findAwaited, findBasis, listApprovers } from "./rules/approval.ts";
import { beginningOf } from "./rules/beginning.ts";
import { listEligible, unite } from "./rules/candidates.ts";
import { deriveOffer } from "./rules/policy.ts";
import { latestDecisive } from "./rules/reviews.ts";
import type { Approval, Facts, Judgement, Rule } from "./rules/rule.ts";
import { listReviewedRules } from "./rules/rule-change.ts";
import {
  accessReviewRules,
  type RuleSet,
  requestRules,
  restoringRules,
  ruleChangeRules,
} from "./rules/rule-sets.ts";
import { approvalsFor, listStepEligible } from "./rules/steps.ts";
import { longestTotal } from "./rules/timing.ts";
import { closingOf } from "./rules/windows.ts";

/** The result of one rule. `open` = it could not be judged, because something it depends on is wrong. */
export type Verdict = { readonly rule: string } & (Judgement | { readonly status: "open" });

/** One entitlement, with the policy that offers it and the account that receives it, as far as they are known. */
export interface AskedEntitlement extends Entitlement {
  readonly policy?: string;
  /** The policy's text about what the access is for. */
  readonly description?: string;
  readonly applied?: AppliedPolicy;
  readonly principal?: string;
}

/** The request in resolved terms. Present as soon as the file can be read. */
export interface Terms {
  readonly id: string;
  readonly subject: Person;
  /** The person who asks, if it is not the subject. */
  readonly requester?: Person;
  readonly entitlements: readonly AskedEntitlement[];
  readonly durationMs: number;
  /** The start that was asked for, if any. */
  readonly start?: Date;
  /** The request it extends: it begins where that one ends. */
  readonly extends?: string;
  /** Milliseconds of the request and all requests it extends; absent when it extends none that was granted. */
  readonly totalMs?: number;
  /** The most milliseconds one request may ask for; set only where `totalMs` is more. */
  readonly longestMs?: number;
  /** The issue or pull request whose closing ends it. */
  readonly until?: number;
  /** Asked for as an emergency, with no approval before. */
  readonly breakGlass?: true;
  readonly reason: string;
}

/** The git objects a decision is about. */
export interface DecidedOn {
  readonly head: string;
  /** Absent: no request file. */
  readonly blob?: string;
  /** The commit of the default branch whose rules applied, and its CODEOWNERS. */
  readonly rules: string;
  readonly codeowners: string;
}

/** Approved, waiting or denied, with its reasons. Check run, comment, command line and report print this one. */
export interface Decision {
  readonly status: "approved" | "waiting" | "denied";
  /** What an approval rests on, if not on those of owners. */
  readonly basis?: Basis;
  readonly verdicts: readonly Verdict[];
  readonly terms?: Terms;
  readonly on: DecidedOn;
  /** People whose approval counts. */
  readonly approvers: readonly Person[];
  /** Their reviews. */
  readonly reviews: readonly CountedReview[];
  /** People whose approval would count. */
  readonly eligible: readonly Person[];
  /** The approvals still missing; absent while none is, and while one could not be given. */
  readonly awaited?: AwaitedApprovals;
}

/**
 * Decides a request, a change of the rules, or an access review. Total: it answers on any evidence. Approved only when every rule is met;
 * a rule that cannot be judged denies.
 */
export function decide(evidence: Evidence): Decision {
  const facts = deriveFacts(evidence);
  const { rules, mergeRules } = ruleSetOf(evidence);
  const manual = evidence.merge === undefined ? rules : [...rules, ...mergeRules];
  const terms = describeTerms(facts);
  const { approvals = [], reviewed } = facts;
  const readings = listReadings(evidence).map((each) => (each === evidence ? facts : deriveFacts(each)));
  const verdicts = manual.map((rule) => judge(rule, readings));
  const status = summarise(verdicts);
  const basis = readings.map(findBasis).find((found) => found !== undefined);
  const awaited = basis === undefined ? findAwaited(evidence, approvals, reviewed) : undefined;
  const approvers = listApprovers(evidence, approvals, reviewed);
  return {
    status,
    ...(status === "approved" && basis && { basis }),
    verdicts,
    ...(terms === undefined ? {} : { terms }),
    on: describeObjects(evidence),
    approvers,
    reviews: listCounted(evidence, approvers),
    eligible: unite([listEligible(evidence, approvals, reviewed), listStepEligible(evidence, approvals)]),
    ...(awaited && { awaited }),
  };
}

const describeObjects = ({ pull, file, rules }: Evidence): DecidedOn => ({
  head: pull.head.sha,
  ...(file && { blob: file.blob }),
  rules: rules.commit,
  codeowners: rules.ids.codeowners,
});

function listCounted(evidence: Evidence, approvers: readonly Person[]): CountedReview[] {
  const latest = latestDecisive(evidence);
  return approvers.flatMap((person) => {
    const review = latest.get(person.id);
    return review?.commit === undefined
      ? []
      : [{ id: review.id, reviewer: person, commit: review.commit, at: review.submittedAt }];
  });
}

function ruleSetOf(evidence: Evidence): RuleSet {
  if (isAccessReview(evidence)) return accessReviewRules;
  if (!isRuleChange(evidence)) return requestRules;
  return evidence.restores ? restoringRules : ruleChangeRules;
}

const isRuleChange = ({ changes }: Evidence): boolean => classifyPull(changes) === "rules";

const isAccessReview = ({ changes }: Evidence): boolean => classifyPull(changes) === "review";

/** The worse of the judgements under all the rules that have to allow it. */
function judge(rule: Rule, readings: readonly Facts[]): Verdict {
  const judgements = readings.map((facts) => rule.judge(facts));
  const first = (status: Judgement["status"]): Judgement | undefined =>
    judgements.find((judgement) => judgement?.status === status);
  const judged = judgements.includes(undefined) ? undefined : (first("waiting") ?? first("met"));
  return { rule: rule.name, ...(first("failed") ?? judged ?? { status: "open" }) };
}

/** After a merge the rules before it and the rules of now must both allow a request; a change of the rules is judged by those before it. */
function listReadings(evidence: Evidence): Evidence[] {
  if (evidence.merge === undefined) return [evidence];
  const { rulesBefore: rules, ownersErrorsBefore: ownersErrors } = evidence.merge;
  const before = { ...evidence, rules, ownersErrors };
  return isRuleChange(evidence) ? [before] : [evidence, before];
}

function summarise(verdicts: readonly Verdict[]): Decision["status"] {
  if (verdicts.some(({ status }) => status === "failed" || status === "open")) return "denied";
  return verdicts.every(({ status }) => status === "met") ? "approved" : "waiting";
}

function deriveFacts(evidence: Evidence): Facts {
  if (isRuleChange(evidence)) return establishRuleChange(evidence);
  if (isAccessReview(evidence)) return establishAccessReview(evidence);
  const place = evidence.file && parseRequestPath(evidence.file.path);
  const parsed = evidence.file?.parsed;
  const request = parsed?.findings.some(isError) ? undefined : parsed?.value;
  const offer = place && request && deriveOffer(request, place.team, evidence.rules.policies);
  return {
    evidence,
    reviewed: evidence.file === undefined ? [] : [evidence.file.path],
    ...(place === undefined ? {} : { id: place.id, folder: place.team }),
    ...(request === undefined ? {} : { request }),
    ...offer,
    ...(offer?.policies === undefined ? {} : { approvals: listApprovals(offer.policies, request) }),
  };
}

const listApprovals = (policies: readonly Policy[], request: AccessRequest | undefined): Approval[] =>
  policies.map((policy, index) => approvalsFor(policy, request?.entitlements[index]?.role));

function establishRuleChange(evidence: Evidence): Facts {
  const approvals = evidence.rules.settings?.rules?.approvals;
  const reviewed = listReviewedRules(evidence);
  return approvals === undefined
    ? { evidence, reviewed }
    : { evidence, reviewed, approvals: [{ name: "rules", approvals }] };
}

function establishAccessReview(evidence: Evidence): Facts {
  const path = findReviewFile(evidence.changes)?.path;
  const approvals = listReviewApprovals(evidence);
  return { evidence, reviewed: path === undefined ? [] : [path], ...(approvals && { approvals }) };
}

function describeTerms({ evidence, id, request, policies }: Facts): Terms | undefined {
  const { subject } = evidence;
  if (id === undefined || request === undefined || subject === undefined) return undefined;
  const { login, id: author } = requesterOf(evidence);
  return {
    id,
    subject: { id: subject.id, login: subject.login },
    ...(subject.id === author ? {} : { requester: { id: author, login } }),
    entitlements: request.entitlements.map((entitlement, index) => {
      const policy: Policy | undefined = policies?.[index];
      const principal = accountAt(entitlement.provider, evidence);
      const applied = policy && describeApplied(policy, evidence);
      return {
        ...entitlement,
        ...(policy && { policy: policy.name }),
        ...(policy?.description !== undefined && { description: policy.description }),
        ...(applied && { applied }),
        ...(principal && { principal }),
      };
    }),
    durationMs: parseDuration(request.duration),
    ...describeTiming(request),
    ...describeTotal(request, evidence, policies),
    ...(request.breakGlass && { breakGlass: true as const }),
    reason: request.reason,
  };
}

function describeApplied({ name }: Policy, { rules }: Evidence): AppliedPolicy | undefined {
  const blob = rules.policyBlobs?.get(name);
  return blob === undefined ? undefined : { name, blob, commit: rules.commit };
}

/** The total of a chain of extensions, and the limit of one request if the total exceeds it: approvers have to see both. */
function describeTotal(
  request: AccessRequest,
  { chain = [] }: Evidence,
  policies: readonly Policy[] = [],
): Partial<Terms> {
  if (chain.length === 0) return {};
  const totalMs = longestTotal(request, chain);
  const longestMs = Math.min(...policies.map(({ duration }) => parseDuration(duration.maximum)));
  return { totalMs, ...(totalMs > longestMs && { longestMs }) };
}

function describeTiming({ start, extends: extended, until }: AccessRequest): Partial<Terms> {
  const time = start === undefined ? undefined : parseInstant(start);
  return {
    ...(time && { start: time }),
    ...(extended !== undefined && { extends: extended }),
    ...(until && { until: until.closed }),
  };
}

export const listFindings = (decision: Decision): Finding[] =>
  decision.verdicts.flatMap((verdict) => (verdict.status === "failed" ? verdict.findings : []));

/** One lease per entitlement of an approved, merged request. Throws on anything else: our bug. */
export function leasesOf(decision: Decision, evidence: Evidence): Lease[] {
  const { terms, status } = decision;
  const { merge, pull, file } = evidence;
  const request = file?.parsed.value;
  if (status !== "approved" || terms === undefined || merge === undefined || request === undefined)
    throw new Error(
      `Leases were asked of #${pull.number}, which is ${status} and ${merge ? "" : "not "}merged.`,
    );
  const readings = listReadings(evidence).map(deriveFacts);
  return terms.entitlements.map(({ provider, resource, role, principal, applied }, index) => {
    if (principal === undefined)
      throw new Error(`#${pull.number} was approved without a principal at ${provider}.`);
    const entitlement = { provider, resource, role };
    const startsAt = beginningOf(evidence, request, entitlement);
    const closings = readings.flatMap(({ policies }) => {
      const policy = policies?.[index];
      return (policy && closingOf(policy, startsAt)) ?? [];
    });
    return {
      request: terms.id,
      entitlement,
      principal,
      subject: terms.subject,
      ...(terms.requester && { requester: terms.requester }),
      approvers: decision.approvers,
      ...(decision.basis && { basis: decision.basis, owners: decision.eligible.slice(0, MOST_OWNERS) }),
      ...(applied && { policy: applied }),
      pull: pull.number,
      reason: terms.reason,
      startsAt,
      endsAt: min([addMilliseconds(startsAt, terms.durationMs), ...closings]),
      ...(terms.extends !== undefined && { extends: terms.extends }),
      ...(terms.until !== undefined && { until: terms.until }),
    };
  });
}

/** Of a team of hundreds the ledger names so many. */
const MOST_OWNERS = 50;

/** The text whose hash goes into the check run's `external_id`: the content, the rules and the people that the decision is about. */
export function bindingOf(evidence: Evidence, at: Evidence["rules"] = evidence.rules): string {
  const { repository, pull, file, subject, pushers } = evidence;
  const providers = file?.parsed.value?.entitlements.map(({ provider }) => provider) ?? [];
  return JSON.stringify([
    repository.id,
    pull.number,
    pull.head.sha,
    file?.path ?? null,
    file?.blob ?? null,
    at.ids.policies,
    at.ids.codeowners,
    at.ids.settings,
    requesterOf(evidence).id,
    subject?.id ?? null,
    providers.map((provider) => accountAt(provider, { ...evidence, rules: at }) ?? null),
    pushers?.map(({ id }) => id).sort((a, b) => a - b) ?? null,
  ]);
}
