import type { Basis } from "../../access/basis.ts";
import type { Lease } from "../../access/lease.ts";
import type { Policy } from "../../files/policy.ts";
import { mistake } from "../../findings/finding.ts";
import { DEFAULT_PER_DAY, DEFAULT_PER_PERSON } from "../../policy/automatic-schema.ts";
import { isSensitiveIn } from "../../policy/pattern.ts";
import { parseDuration } from "../../text/duration.ts";
import type { EarlierGrants } from "../earlier-grants.ts";
import { type Evidence, requesterOf } from "../evidence.ts";
import { accountsOf } from "./people.ts";
import { type Facts, failed, met, type Rule } from "./rule.ts";
import { isInOneOf } from "./subject.ts";

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
    ...policies.flatMap((policy) => exceedAutomatic(policy, facts)),
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

function exceedAutomatic(policy: Policy, { evidence, request }: Facts): string[] {
  const { automatic, name } = policy;
  if (automatic === undefined) return [`policy ${name} has no \`automatic\``];
  const found: string[] = [];
  if (isLonger(request, automatic.maximum))
    found.push(`it is longer than the ${automatic.maximum} that policy ${name} approves without a review`);
  if (evidence.letThrough === undefined) return [...found, "earlier requests are not known"];
  const given = evidence.letThrough.automatic.filter((lease) => lease.policy?.name === name);
  const { perPerson = DEFAULT_PER_PERSON, perDay = DEFAULT_PER_DAY } = automatic;
  const own = given.filter((lease) => isSamePerson(lease, evidence));
  if (countRequests(own) >= perPerson)
    found.push(`policy ${name} approved ${perPerson} for this person within 24 hours`);
  if (countRequests(given) >= perDay) found.push(`policy ${name} approved ${perDay} within 24 hours`);
  return found;
}

const isLonger = (request: Facts["request"], maximum: string): boolean =>
  request === undefined || parseDuration(request.duration) > parseDuration(maximum);

const countRequests = (leases: readonly Lease[]): number =>
  new Set(leases.map(({ request }) => request)).size;

function isSamePerson({ subject }: Lease, { subject: asked, rules }: Evidence): boolean {
  return asked === undefined || accountsOf(rules.settings, asked.id).includes(subject.id);
}

function exceedBreakGlass({ breakGlass, name }: Policy, { evidence, request }: Facts): string[] {
  if (breakGlass === undefined) return [`policy ${name} has no \`breakGlass\``];
  const { subject } = evidence;
  const mayBreak = subject !== undefined && isInOneOf(breakGlass, evidence, subject.id);
  return [
    ...(mayBreak
      ? []
      : [
          `${subject?.login ?? "the subject"} is in none of the teams that may: ${breakGlass.teams.map(({ slug }) => slug).join(", ")}`,
        ]),
    ...(isLonger(request, breakGlass.maximum)
      ? [`it is longer than the ${breakGlass.maximum} that policy ${name} allows in an emergency`]
      : []),
  ];
}

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
