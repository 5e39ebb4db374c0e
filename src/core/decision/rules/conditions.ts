import { compile, isExcess } from "../../conditions/condition.ts";
import type { Values } from "../../conditions/language.ts";
import { valuesOf } from "../../conditions/values.ts";
import type { Policy } from "../../files/policy.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import { isSensitiveIn } from "../../policy/pattern.ts";
import { requesterOf } from "../evidence.ts";
import { beginningOf } from "./beginning.ts";
import { type Facts, met, metUnless, type Rule } from "./rule.ts";

export type Conditions = NonNullable<Policy["when"]>;

/** Only what is true lets a request through: what is false, an error, or about something that is not known, denies. */
export const conditionsHold: Rule = {
  name: "The policy's conditions hold",
  judge(facts) {
    const { request, policies } = facts;
    if (request === undefined || policies === undefined) return undefined;
    if (policies.every(({ when }) => when === undefined)) return met("The policy sets none.");
    const findings = policies.flatMap((policy, index) =>
      listUnmet(policy, policy.when ?? [], facts, index).map((unmet) => explain(policy, unmet, index)),
    );
    const all = new Set(policies.flatMap(({ when = [] }) => when.map(({ condition }) => condition)));
    return metUnless(findings, `It is true that ${[...all].join(", and that ")}.`);
  },
};

/** A condition that is not true; `error`: it could not be judged. */
export interface Unmet {
  readonly condition: string;
  readonly says: string;
  readonly error?: string;
}

/** Those that are not true of the entitlement at this place of the request. What depends on the history was judged at the grant. */
export function listUnmet(policy: Policy, conditions: Conditions, facts: Facts, index: number): Unmet[] {
  if (conditions.length === 0) return [];
  const values = valuesAt(policy, facts, index);
  return conditions.flatMap(({ condition, says }): Unmet[] => {
    const made = compile(condition);
    if (isExcess(made)) return [{ condition, says, error: made.says }];
    if (values === undefined) return [{ condition, says, error: "too little is known of the request" }];
    if (made.variables.has("history") && facts.evidence.granted) return [];
    const value = made.judge(values);
    if (value === true) return [];
    return [value === false ? { condition, says } : { condition, says, error: value.error }];
  });
}

function valuesAt(policy: Policy, facts: Facts, index: number): Values | undefined {
  const { evidence, request, id, folder } = facts;
  const entitlement = request?.entitlements[index];
  const { subject, earlier, rules } = evidence;
  if (entitlement === undefined || id === undefined || folder === undefined || subject === undefined)
    return undefined;
  return request === undefined
    ? undefined
    : valuesOf({
        ...{ id, folder, request, subject, earlier },
        requester: requesterOf(evidence),
        policy: policy.name,
        time: beginningOf(evidence, request, entitlement),
        isSensitive: (asked) => rules.policies.some(({ entitlements }) => isSensitiveIn(entitlements, asked)),
      });
}

const explain = ({ name }: Policy, { condition, says, error }: Unmet, index: number): Finding =>
  error === undefined
    ? mistake(
        "CONDITION_FALSE",
        `Policy "${name}" wants: ${says}`,
        `Change the request so that this is true: ${condition}`,
        `/entitlements/${index}`,
      )
    : mistake(
        "CONDITION_ERROR",
        `A condition of policy "${name}" could not be judged, which denies: ${error}.`,
        `Ask the owners of policies/ to correct it: ${condition}`,
        `/entitlements/${index}`,
      );
