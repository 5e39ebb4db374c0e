import type { AskedEntitlement, Terms } from "../../core/decision/decision.ts";
import { code } from "../markdown/escape.ts";
import { describeProse } from "../markdown/prose.ts";

/** What the access gives: the policies that offer it, with their own words. */
export function describeGives({ entitlements }: Terms): string {
  const offered = entitlements.filter(({ policy }) => policy !== undefined);
  const policies = [...new Map(offered.map((each) => [each.policy, each])).values()];
  const [only, ...more] = policies.map(describePolicy);
  if (only === undefined) return "";
  return more.length === 0
    ? `**What it gives:** ${only}`
    : `**What it gives:**\n\n${[only, ...more].map((each) => `- ${each}`).join("\n")}`;
}

function describePolicy({ policy = "", description }: AskedEntitlement): string {
  return description === undefined
    ? `the access of policy ${code(policy)}, which has no description.`
    : `${describeProse(description)} Policy: ${code(policy)}.`;
}
