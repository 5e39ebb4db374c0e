import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";
import type { AccessRequest } from "./request.ts";
import { durationWithinBounds, matchPolicies, policyServes, reasonLongEnough } from "./rules/policy.ts";
import type { Judgement } from "./rules/rule.ts";

/** What the policies say of a request in this folder. Who asks and who approves is not known here, and not judged. */
export function judgeOffer(request: AccessRequest, folder: string, policies: readonly Policy[]): Finding[] {
  const evidence = { rules: { policies }, entitlementFindings: [] };
  const served = policyServes.judge({ evidence, request, folder });
  const serving = request.entitlements.flatMap((one) => matchPolicies(policies, folder, one));
  // Bounds are the policies' own: without one for an entitlement the others still say theirs.
  const facts = serving.length > 0 ? { request, policies: serving } : { request };
  return [served, durationWithinBounds.judge(facts), reasonLongEnough.judge(facts)].flatMap(listFindings);
}

const listFindings = (judgement: Judgement | undefined): readonly Finding[] =>
  judgement?.status === "failed" ? judgement.findings : [];
