import type { Basis } from "../../access/basis.ts";
import type { Lease } from "../../access/lease.ts";
import type { Policy } from "../../files/policy.ts";
import { mistake } from "../../findings/finding.ts";
import { isOnCallBy } from "../../on-call/on-call.ts";
import { DEFAULT_PER_DAY, DEFAULT_PER_PERSON } from "../../policy/automatic-schema.ts";
import { isSensitiveIn } from "../../policy/pattern.ts";
import { parseDuration } from "../../text/duration.ts";
import type { EarlierGrants } from "../earlier-grants.ts";
import { type Evidence, requesterOf } from "../evidence.ts";
import { listUnmet } from "./conditions.ts";
import { accountsOf } from "./people.ts";
import { type Facts, failed, met, type Rule } from "./rule.ts";
import { approvalsFor } from "./steps.ts";
import { isLastingMember } from "./subject.ts";

/** Whether a policy lets a request through with no approval of an owner: what it rests on, or each reason why not. */
export type WithoutReview =
  | { readonly basis: Basis; readonly says: string }
  | { readonly basis?: undefined; readonly because: readonly string[] };

/** undefined: nothing about the request asks for it, or too little is known to tell; its owners review it. */
export function judgeWithoutReview(facts: Facts): WithoutReview | undefined {
  const { request, policies } = facts;
  if (request === undefined || policies === undefined || policies.length === 0) return undefined;
  if (request.breakGlass === true) return judgeBreakGlass(facts);
  return policies.some(({ automatic }) => automatic !== undefined) ? judgeAutomatic(facts) : undefined;
}

/** A request that says `breakGlass` never falls back to a review: who reads "emergency" in the history has to be able to believe it. */
export const emergencyAllowed: Rule = {
  name: "An emergency is one of those that a policy provides for",
  judge(facts) {
    const { evidence, request, policies } = facts;
    if (request === undefined || evidence.subject === undefined) return undefined;
    if (request.breakGlass !== true) return met("It is no emergency.");
    if (policies === undefined) return undefined;
    const free = judgeBreakGlass(facts);
    if (free.basis !== undefined) return met(free.says);
    return failed(
      mistake(
        "BREAK_GLASS_REFUSED",
        `It cannot be granted as an emergency: ${free.because.join(", and ")}.`,
        "Remove `breakGlass` and let an owner approve it, or ask an owner to review the last emergency first.",
        "/breakGlass",
      ),
    );
  },
};

function judgeAutomatic(facts: Facts): WithoutReview {
  const { policies = [] } = facts;
  const because = [
    ...listCommonReasons(facts),
    ...findSensitive(facts),
    ...policies.flatMap((policy, index) => exceedAutomatic(policy, facts, index)),
  ];
  return because.length > 0
    ? { because: [...new Set(because)] }
    : { basis: "automatic", says: `Policy ${listNames(policies)} approves it without a review.` };
}

function judgeBreakGlass(facts: Facts): WithoutReview {
  const { policies = [] } = facts;
  const because = [
    ...listCommonReasons(facts),
    ...policies.flatMap((policy) => exceedBreakGlass(policy, facts)),
    ...listUnreviewed(facts),
  ];
  return because.length > 0
    ? { because: [...new Set(because)] }
    : {
        basis: "break-glass",
        says: `An emergency: policy ${listNames(policies)} lets it through without an approval. It is reviewed afterwards.`,
      };
}

/** A start or an extension would let a person collect access ahead, and a request for another has two people whom nobody asked. */
function listCommonReasons({ evidence, request }: Facts): string[] {
  const { subject, rules } = evidence;
  const isOwn = subject !== undefined && subject.id === requesterOf(evidence).id;
  return [
    ...(rules.settings?.profile === "standard" ? [] : ["the settings do not say `profile: standard`"]),
    ...(isOwnWork(evidence) ? [] : ["another person wrote or pushed it"]),
    ...(isByApplication(evidence) ? ["an application asked for it"] : []),
    ...(isOwn ? [] : ["it is for another person than the one who asks"]),
    ...(request?.start === undefined ? [] : ["it begins later"]),
    ...(request?.extends === undefined ? [] : ["it extends other access"]),
  ];
}

/** A role that any policy marks counts everywhere. */
const findSensitive = ({ evidence, request }: Facts): string[] =>
  (request?.entitlements ?? [])
    .filter((asked) => evidence.rules.policies.some(({ entitlements }) => isSensitiveIn(entitlements, asked)))
    .map(({ role, resource }) => `${role} on ${resource} is marked as sensitive`);

function exceedAutomatic(policy: Policy, facts: Facts, index: number): string[] {
  const { automatic, name } = policy;
  const { evidence, request } = facts;
  if (automatic === undefined) return [`policy ${name} has no \`automatic\``];
  return [
    ...(isLonger(request, automatic.maximum)
      ? [`it is longer than the ${automatic.maximum} that policy ${name} approves without a review`]
      : []),
    ...(hasDueStep(policy, request) ? [`policy ${name} asks for further approvals`] : []),
    ...(isLasting(policy.requesters, evidence) ? [] : ["only membership that was lent lets them ask"]),
    ...listUnmet(policy, automatic.when ?? [], facts, index).map(({ condition, says, error }) =>
      error === undefined
        ? `it is not true that ${condition}: ${says}`
        : `it cannot be told whether ${condition}: ${error}`,
    ),
    ...exceedCaps(name, automatic, evidence),
  ];
}

const hasDueStep = (policy: Policy, request: Facts["request"]): boolean =>
  (request?.entitlements ?? []).some(({ role }) => approvalsFor(policy, role).approvals.steps !== undefined);

/** Of a team, by name, or on call now: it begins at its merge. Lent membership would let one grant without a review lead to the next. */
function isLasting(
  named: Parameters<typeof isLastingMember>[0] & { readonly onCall?: readonly string[] },
  evidence: Evidence,
): boolean {
  const { subject, merge, now, rules } = evidence;
  if (subject === undefined) return false;
  return (
    isLastingMember(named, evidence, subject.id) ||
    isOnCallBy(rules.rotas, named.onCall, subject.id, merge?.at ?? now)
  );
}

function exceedCaps(name: string, caps: NonNullable<Policy["automatic"]>, evidence: Evidence): string[] {
  const { letThrough, subject, rules } = evidence;
  if (letThrough === undefined || subject === undefined) return ["earlier requests are not known"];
  const { perPerson = DEFAULT_PER_PERSON, perDay = DEFAULT_PER_DAY } = caps;
  const accounts = accountsOf(rules.settings, subject.id);
  const given = letThrough.automatic.filter((lease) => lease.policy?.name === name);
  const own = given.filter((lease) => accounts.includes(lease.subject.id));
  const isTakenBack = own.some(({ ended }) => ended?.by !== undefined && !accounts.includes(ended.by.id));
  return [
    ...(isTakenBack ? ["another person ended such access of theirs within 24 hours"] : []),
    ...(countRequests(own) >= perPerson
      ? [`policy ${name} approved ${perPerson} for this person within 24 hours`]
      : []),
    ...(countRequests(given) >= perDay ? [`policy ${name} approved ${perDay} within 24 hours`] : []),
  ];
}

const isLonger = (request: Facts["request"], maximum: string): boolean =>
  request === undefined || parseDuration(request.duration) > parseDuration(maximum);

const countRequests = (leases: readonly Lease[]): number =>
  new Set(leases.map(({ request }) => request)).size;

function exceedBreakGlass({ breakGlass, name }: Policy, { evidence, request }: Facts): string[] {
  if (breakGlass === undefined) return [`policy ${name} has no \`breakGlass\``];
  const { subject } = evidence;
  const mayBreak = isLasting(breakGlass, evidence);
  return [
    ...(mayBreak
      ? []
      : [
          `${subject?.login ?? "the subject"} is in none of the teams that may, or only by a lease: ${breakGlass.teams.map(({ slug }) => slug).join(", ")}${describeRotas(breakGlass)}`,
        ]),
    ...(isLonger(request, breakGlass.maximum)
      ? [`it is longer than the ${breakGlass.maximum} that policy ${name} allows in an emergency`]
      : []),
  ];
}

const describeRotas = ({ onCall = [] }: NonNullable<Policy["breakGlass"]>): string =>
  onCall.length === 0 ? "" : `; and is not on call by ${onCall.join(", ")}`;

/** Their own review does not count, whichever account they used. */
function listUnreviewed({ evidence }: Facts): string[] {
  const { letThrough, subject, rules } = evidence;
  if (letThrough === undefined || subject === undefined) return ["earlier requests are not known"];
  const own = accountsOf(rules.settings, subject.id);
  const isOpen = ({ reviewers }: EarlierGrants["brokenGlass"][number]): boolean =>
    reviewers.every(({ id }) => own.includes(id));
  return letThrough.brokenGlass
    .filter(isOpen)
    .map(({ request }) => `nobody has reviewed their last emergency yet, ${request}`);
}

const listNames = (policies: readonly Policy[]): string =>
  [...new Set(policies.map(({ name }) => `"${name}"`))].join(", ");

/** Whoever else wrote it asks in the name of the person who opened the pull request. What Hallpass opened, it also wrote. */
function isOwnWork(evidence: Evidence): boolean {
  const { asked, commits = [], pushers = [], rules } = evidence;
  if (asked?.asker !== undefined) return true;
  const own = accountsOf(rules.settings, requesterOf(evidence).id);
  const hands = commits
    .filter(({ updates }) => !updates)
    .flatMap(({ author, committer, inBrowser }) => [author, inBrowser ? undefined : committer]);
  return [...pushers, ...hands].every((person) => person === undefined || own.includes(person.id));
}

/** An application asks for somebody without an act of that person. */
const isByApplication = ({ asked }: Evidence): boolean =>
  asked?.asker !== undefined && asked.issue === undefined;
