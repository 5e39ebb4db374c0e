import { addMilliseconds } from "date-fns";
import { parseDuration } from "./duration.ts";
import type { Entitlement } from "./entitlement.ts";
import type { Evidence } from "./evidence.ts";
import { type Finding, isError } from "./finding.ts";
import type { Lease, Person } from "./lease.ts";
import type { Policy } from "./policy.ts";
import { parseRequestPath } from "./request.ts";
import { listApprovers, listEligible } from "./rules/approval.ts";
import { mergeRules, rules } from "./rules/manual.ts";
import { listLimits, matchPolicies } from "./rules/policy.ts";
import type { Facts, Judgement, Rule } from "./rules/rule.ts";
import { principalOf } from "./settings.ts";

/** What one rule said. `open` = it could not be judged, because something before it is wrong. */
export type Verdict = { readonly rule: string } & (Judgement | { readonly status: "open" });

/** What is asked, in resolved terms. Present as soon as the file can be read. */
export interface Terms {
  readonly id: string;
  readonly subject: Person;
  readonly entitlements: readonly (Entitlement & { readonly policy?: string; readonly principal?: string })[];
  readonly durationMs: number;
  readonly reason: string;
}

/** Approved, waiting or denied, with its reasons. Check run, comment, command line and report print this one. */
export interface Decision {
  readonly status: "approved" | "waiting" | "denied";
  readonly verdicts: readonly Verdict[];
  readonly terms?: Terms;
  /** People whose approval counts. */
  readonly approvers: readonly Person[];
  /** People whose approval would count. */
  readonly eligible: readonly Person[];
}

/** Total: whatever the evidence, it answers. Approved only when every rule is met; a rule that cannot be judged denies. */
export function decide(evidence: Evidence): Decision {
  const facts = establish(evidence);
  const manual = evidence.merge === undefined ? rules : [...rules, ...mergeRules];
  const verdicts = manual.map((rule) => judge(rule, evidence));
  const terms = describeTerms(facts);
  const policies = facts.policies ?? [];
  return {
    status: summarise(verdicts),
    verdicts,
    ...(terms === undefined ? {} : { terms }),
    approvers: listApprovers(evidence, policies),
    eligible: listEligible(evidence, policies),
  };
}

/** After a merge the rules before it and the rules of now must both allow: the worse of the two judgements stands. */
function judge(rule: Rule, evidence: Evidence): Verdict {
  const readings =
    evidence.merge === undefined
      ? [evidence]
      : [evidence, { ...evidence, rules: evidence.merge.rulesBefore }];
  const judgements = readings.map(
    (reading): Judgement | { status: "open" } => rule.judge(establish(reading)) ?? { status: "open" },
  );
  const worst = (["failed", "open", "waiting"] as const)
    .map((status) => judgements.find((judgement) => judgement.status === status))
    .find((judgement) => judgement !== undefined);
  return { rule: rule.name, ...(worst ?? judgements[0] ?? { status: "open" }) };
}

function summarise(verdicts: readonly Verdict[]): Decision["status"] {
  if (verdicts.some(({ status }) => status === "failed" || status === "open")) return "denied";
  return verdicts.every(({ status }) => status === "met") ? "approved" : "waiting";
}

function establish(evidence: Evidence): Facts {
  const place = evidence.file && parseRequestPath(evidence.file.path);
  const parsed = evidence.file?.parsed;
  const request = parsed?.findings.some(isError) ? undefined : parsed?.value;
  const matches =
    place &&
    request?.entitlements.map((entitlement) =>
      matchPolicies(evidence.rules.policies, place.team, entitlement),
    );
  const policies = matches?.flatMap((found) => (found.length === 1 ? found : []));
  const limits = place && request && listLimits(evidence.rules.policies, place.team, request.entitlements);
  return {
    evidence,
    ...(limits === undefined || limits.length === 0 ? {} : { limits }),
    ...(place === undefined ? {} : { id: place.id, folder: place.team }),
    ...(request === undefined ? {} : { request }),
    ...(policies === undefined || policies.length !== matches?.length ? {} : { policies }),
  };
}

function describeTerms({ evidence, id, request, policies }: Facts): Terms | undefined {
  if (id === undefined || request === undefined) return undefined;
  const { author } = evidence.pull;
  const { settings } = evidence.rules;
  return {
    id,
    subject: { id: author.id, login: author.login },
    entitlements: request.entitlements.map((entitlement, index) => {
      const policy: Policy | undefined = policies?.[index];
      const principal = settings && principalOf(settings, author.id, entitlement.provider);
      return { ...entitlement, ...(policy && { policy: policy.name }), ...(principal && { principal }) };
    }),
    durationMs: parseDuration(request.duration),
    reason: request.reason,
  };
}

export const listFindings = (decision: Decision): Finding[] =>
  decision.verdicts.flatMap((verdict) => (verdict.status === "failed" ? verdict.findings : []));

/** One lease per entitlement of an approved, merged request. Throws on anything else: our bug. */
export function leasesOf(decision: Decision, evidence: Evidence): Lease[] {
  const { terms, status } = decision;
  const { merge, pull } = evidence;
  if (status !== "approved" || terms === undefined || merge === undefined)
    throw new Error(
      `Leases were asked of #${pull.number}, which is ${status} and ${merge ? "" : "not "}merged.`,
    );
  return terms.entitlements.map(({ provider, resource, role, principal }) => {
    if (principal === undefined)
      throw new Error(`#${pull.number} was approved without a principal at ${provider}.`);
    return {
      request: terms.id,
      entitlement: { provider, resource, role },
      principal,
      subject: terms.subject,
      approvers: decision.approvers,
      pull: pull.number,
      reason: terms.reason,
      startsAt: merge.at,
      endsAt: addMilliseconds(merge.at, terms.durationMs),
    };
  });
}

/** What the check run's `external_id` binds, before hashing: the content, the rules and the people this decision is about. */
export function bindingOf(evidence: Evidence, at: Evidence["rules"] = evidence.rules): string {
  const { repository, pull, file } = evidence;
  return JSON.stringify([
    repository.id,
    pull.number,
    pull.head.sha,
    file?.path ?? null,
    file?.blob ?? null,
    at.ids.policies,
    at.ids.codeowners,
    at.ids.settings,
    pull.author.id,
    pull.author.id,
  ]);
}
