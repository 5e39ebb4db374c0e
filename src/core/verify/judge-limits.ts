import { addMilliseconds } from "date-fns/addMilliseconds";
import { listChain } from "../access/chain.ts";
import { describeEntitlement } from "../access/entitlement.ts";
import { compile, isExcess } from "../conditions/condition.ts";
import { valuesOf } from "../conditions/values.ts";
import { listEarlier } from "../decision/earlier.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import { findCoolDown, listConcurrent } from "../decision/repetition.ts";
import { closingOf } from "../decision/rules/windows.ts";
import type { Policy } from "../files/policy.ts";
import { type AccessRequest, parseRequestPath, requestPath } from "../files/request.ts";
import { isWithin } from "../hours/is-within.ts";
import { type LedgerState, leasesOf } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { isSensitiveIn } from "../policy/pattern.ts";
import { hasPattern } from "../policy/reason-pattern.ts";
import { parseDuration } from "../text/duration.ts";

/** How a grant exceeds what its policy says of times, repetition and the reason, in words. `merged`: when its request was merged. */
export function listExcesses(
  { lease, at }: Intent,
  policy: Policy,
  { merged, rules, before }: { merged: Date | undefined; rules: RepositoryRules; before: LedgerState },
): string[] {
  const { startsAt, endsAt, reason } = lease;
  const { windows, maximumLead, activation } = policy;
  const isOutside = windows !== undefined && !isWithin(windows, startsAt);
  const closes = isOutside ? undefined : closingOf(policy, startsAt);
  const isAfter = (late: Date, early: Date, most: string | undefined): boolean =>
    most !== undefined && late > addMilliseconds(early, parseDuration(most));
  return [
    ...(isOutside ? ["it begins outside of the windows"] : []),
    ...(closes !== undefined && endsAt > closes ? ["it lasts longer than the window it began in"] : []),
    ...(merged !== undefined && isAfter(startsAt, merged, maximumLead)
      ? [`it begins more than ${maximumLead} after its merge`]
      : []),
    ...(isAfter(at, startsAt, activation)
      ? [`it was granted more than ${activation} after its beginning`]
      : []),
    ...(policy.reason?.pattern !== undefined && !hasPattern(policy.reason.pattern, reason)
      ? [`its reason has nothing of the form ${policy.reason.pattern}`]
      : []),
    ...listRepetitions(lease, policy, rules, before),
  ];
}

function listRepetitions(
  { subject, request, extends: base, entitlement, startsAt, endsAt }: Intent["lease"],
  policy: Policy,
  { settings }: RepositoryRules,
  before: LedgerState,
): string[] {
  const { concurrency, coolDown } = policy;
  if (concurrency === undefined && coolDown === undefined) return [];
  const earlier = listEarlier(before, settings, subject, request);
  const bases = new Set(listBases(before, base));
  const planned = { entitlement, startsAt, endsAt, bases };
  const others = listConcurrent(policy, earlier, planned);
  const until = findCoolDown(policy, earlier, planned);
  return [
    ...(concurrency !== undefined && others.length >= concurrency
      ? [`${subject.login} had ${others.join(", ")} at the same time`]
      : []),
    ...(until === undefined
      ? []
      : [
          `${subject.login} could have ${describeEntitlement(entitlement)} again from ${until.toISOString()} on`,
        ]),
  ];
}

function listBases(before: LedgerState, base: string | undefined): string[] {
  return base === undefined
    ? []
    : listChain((id) => leasesOf(before.holdings, id), base).map((lease) => lease.request);
}

/** The conditions of the policy that were not true of a grant, in words. `request`: the file at its merge, where it can be read. */
export function listFalse(
  { lease }: Intent,
  policy: Policy,
  {
    request,
    rules,
    before,
  }: { request: AccessRequest | undefined; rules: RepositoryRules; before: LedgerState },
): string[] {
  const free = lease.basis === "automatic" ? policy.automatic?.when : undefined;
  const when = [...(policy.when ?? []), ...(free ?? [])];
  if (when.length === 0 || request === undefined) return [];
  const { subject, requester = subject, startsAt: time } = lease;
  const values = valuesOf({
    ...{ id: lease.request, request, requester, subject, time, policy: policy.name },
    folder: parseRequestPath(requestPath(lease.request))?.team ?? "",
    earlier: listEarlier(before, rules.settings, subject, lease.request),
    isSensitive: (asked) => rules.policies.some(({ entitlements }) => isSensitiveIn(entitlements, asked)),
  });
  return when.flatMap(({ condition }) => {
    const made = compile(condition);
    return !isExcess(made) && made.judge(values) === true ? [] : [`it is not true that ${condition}`];
  });
}
