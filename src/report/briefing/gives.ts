import type { Abilities } from "../../core/decision/check-result.ts";
import type { AskedEntitlement, Terms } from "../../core/decision/decision.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { describeProse } from "../markdown/prose.ts";

/** What the access gives: the policies that offer it, with their own words, and what the systems say that holders may do. */
export function describeGives(terms: Terms, abilities: readonly Abilities[]): string {
  return [describePolicies(terms), describeAbilities(terms, abilities)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function describePolicies({ entitlements }: Terms): string {
  const offered = entitlements.filter(({ policy }) => policy !== undefined);
  const policies = [...new Map(offered.map((each) => [each.policy, each])).values()];
  const [only, ...more] = policies.map(describePolicy);
  if (only === undefined) return "";
  if (more.length === 0) return `**What it gives:** ${only}`;
  return `**What it gives:**\n\n${[only, ...more].map((each) => `- ${each}`).join("\n")}`;
}

function describePolicy({ policy = "", description }: AskedEntitlement): string {
  return description === undefined
    ? `the access of policy ${code(policy)}, which has no description.`
    : `${describeProse(description)} Policy: ${code(policy)}.`;
}

/** Names of tables and the like are by other people too. */
function describeAbilities({ entitlements }: Terms, abilities: readonly Abilities[]): string {
  if (abilities.length === 0) return "";
  const lines = abilities.flatMap(({ entitlement: { provider, resource, role }, says }) => {
    const of = entitlements.length === 1 ? "" : `${code(role)} on ${code(`${provider}/${resource}`)}: `;
    return says.map((each) => `- ${of}${escapeMarkdown(each)}.`);
  });
  return `**The system says it may:**\n\n${lines.join("\n")}`;
}
