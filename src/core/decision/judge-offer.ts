import type { Policy } from "../files/policy.ts";
import type { AccessRequest } from "../files/request.ts";
import type { Finding } from "../findings/finding.ts";
import { durationWithinBounds, listLimits, policyServes, reasonLongEnough } from "./rules/policy.ts";
import type { Judgement } from "./rules/rule.ts";

/**
 * Judges a request in this folder by the policies alone: offer, duration and reason. Requester and approvals are unknown here and left
 * out.
 */
export function judgeOffer(request: AccessRequest, folder: string, policies: readonly Policy[]): Finding[] {
  const evidence = { rules: { policies }, entitlementFindings: [] };
  const served = policyServes.judge({ evidence, request, folder });
  const limits = listLimits(policies, folder, request.entitlements);
  const facts = limits.length > 0 ? { request, limits } : { request };
  return [served, durationWithinBounds.judge(facts), reasonLongEnough.judge(facts)].flatMap(listFindings);
}

const listFindings = (judgement: Judgement | undefined): readonly Finding[] =>
  judgement?.status === "failed" ? judgement.findings : [];
