import { describeQuote, listSome } from "../../../core/text/phrases.ts";
import type { Team } from "../api/shapes.ts";

/** GitHub's roles, the widest first. Those of an organisation's own making stand after the roles that change settings. */
const ORDER = ["admin", "maintain", undefined, "write", "triage", "read"];

interface Reached {
  readonly name: string;
  readonly role_name?: string;
}

/**
 * What a member of the team may do: its role in each repository ("List team repositories": those visible to the App; peribolos of Kubernetes
 * Prow reads the role there as the team's, too), and what the description says. A team has what the teams above it have ("About teams").
 */
export function describeTeam(team: Team, reached: readonly Reached[]): string[] {
  const { description, repos_count = 0, parent } = team;
  const hidden = repos_count - reached.length;
  return [
    ...listRoles(reached).map(
      ([role, names]) => `use the role ${role} in ${count(names)}: ${listSome(names)}`,
    ),
    ...(hidden > 0 ? [`use ${count({ length: hidden })} that Hallpass's App does not see`] : []),
    ...(parent ? [`do what the team above it may: ${parent.slug}`] : []),
    ...describeQuote("the team's description", description),
  ];
}

const count = ({ length }: { readonly length: number }): string =>
  `${length} ${length === 1 ? "repository" : "repositories"}`;

function listRoles(reached: readonly Reached[]): [role: string, names: string[]][] {
  const byRole = new Map<string, string[]>();
  for (const { name, role_name: role = "that GitHub does not tell" } of reached)
    byRole.set(role, [...(byRole.get(role) ?? []), name]);
  return [...byRole].sort(([one], [other]) => rank(one) - rank(other));
}

function rank(role: string): number {
  const at = ORDER.indexOf(role);
  return at < 0 ? ORDER.indexOf(undefined) : at;
}
