import { compile, isExcess } from "../conditions/condition.ts";
import { valuesOf } from "../conditions/values.ts";
import { listEarlier } from "../decision/earlier.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import type { Policy } from "../files/policy.ts";
import { type AccessRequest, parseRequestPath, requestPath } from "../files/request.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { isSensitiveIn } from "../policy/pattern.ts";

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
  const { when } = policy;
  if (when === undefined || request === undefined) return [];
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
