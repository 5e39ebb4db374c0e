import type { AccessRequest } from "../files/request.ts";
import type { Finding } from "../findings/finding.ts";
import { deriveOffer } from "./rules/policy.ts";
import type { Judgement, OfflineFacts } from "./rules/rule.ts";
import { offlineRules } from "./rules/rule-sets.ts";

/** Judges a request in this folder by the offline rules. The requester and the approvals are unknown here and left out. */
export function judgeOffer(
  request: AccessRequest,
  folder: string,
  rules: OfflineFacts["evidence"]["rules"],
): Finding[] {
  const facts: OfflineFacts = {
    evidence: { rules, entitlementFindings: [] },
    ...{ request, folder, ...deriveOffer(request, folder, rules.policies) },
  };
  return offlineRules.flatMap((rule) => listFindings(rule.judge(facts)));
}

export const listFindings = (judgement: Judgement | undefined): readonly Finding[] =>
  judgement?.status === "failed" ? judgement.findings : [];
