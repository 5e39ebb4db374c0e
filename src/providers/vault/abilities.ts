import { listSome, toPhrases } from "../../core/text/phrases.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Api, fieldOf } from "./api.ts";
import { type PathRule, readPolicy } from "./policy-text.ts";

const MOST_PATHS = 4;

/** The capabilities, what needs most care first ("Policies", "Capabilities"). */
const ORDER = ["sudo", "create", "update", "patch", "delete", "read", "list", "subscribe", "recover"];

/** What the policies of a role allow. Hallpass needs no right to read them: without it, their names must do. */
export async function describePolicies(api: Api, policies: readonly string[]): Promise<string[]> {
  const readable = await listReadable(api, policies);
  const phrases: string[] = [];
  for (const policy of policies)
    phrases.push(
      ...(readable.includes(policy)
        ? await describePolicy(api, policy)
        : [`do what the policy ${policy} allows, which Vault does not show to Hallpass`]),
    );
  return toPhrases(phrases);
}

const pathOf = (policy: string): string => `sys/policies/acl/${policy}`;

/** Asked first ("/sys/capabilities-self"): a refused read would look like a token that was revoked. */
async function listReadable(api: Api, policies: readonly string[]): Promise<string[]> {
  const data = await api.post("sys/capabilities-self", { paths: policies.map(pathOf) }).catch(ignoreRefusal);
  return policies.filter((policy) => {
    const rights = fieldOf(data, pathOf(policy));
    return Array.isArray(rights) && (rights.includes("read") || rights.includes("root"));
  });
}

function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
}

/** "/sys/policies", read ACL policy: its text is the field `policy` of the data. */
async function describePolicy(api: Api, name: string): Promise<string[]> {
  const data = await api.get(`sys/policies/acl/${encodeURIComponent(name)}`);
  if (data === undefined) return [`do nothing by the policy ${name}, which does not exist`];
  const text = fieldOf(data, "policy");
  const rules = typeof text === "string" ? readPolicy(text) : undefined;
  return rules === undefined
    ? [`do what the policy ${name} allows, whose text Hallpass cannot read`]
    : describeRules(rules);
}

/** Paths of the same capabilities together. A path that denies takes back what another allows. */
function describeRules(rules: readonly PathRule[]): string[] {
  const paths = new Map<string, string[]>();
  for (const { path, capabilities } of rules) {
    const words = capabilities.includes("deny") ? "never anything" : sort(capabilities).join(", ");
    paths.set(words, [...(paths.get(words) ?? []), path]);
  }
  return [...paths]
    .filter(([words]) => words !== "")
    .sort(([one], [other]) => rankOf(one) - rankOf(other))
    .map(([words, all]) => `${words} on ${listSome(all, MOST_PATHS)}`);
}

const rank = (capability: string): number =>
  ORDER.includes(capability) ? ORDER.indexOf(capability) : ORDER.length;

const rankOf = (words: string): number => rank(words.split(", ", 1)[0] ?? "");

const sort = (capabilities: readonly string[]): string[] =>
  [...new Set(capabilities)].sort((one, other) => rank(one) - rank(other));
