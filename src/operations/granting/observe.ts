import type { Policy } from "../../core/files/policy.ts";
import type { LedgerEntry, Observed } from "../../core/ledger/ledger-entry.ts";
import { isAsObserved } from "../../core/ledger/observed-team.ts";
import { listDeciding } from "../../core/policy/deciding-teams.ts";
import { readRules } from "../evidence/read-rules.ts";
import type { Deps } from "../round/deps.ts";
import { record } from "../round/record.ts";
import { type RoundView, readView } from "../round/view.ts";

type ObserveDeps = Pick<Deps, "repository" | "github" | "now">;

/** Reads the members of the teams that rules and policies name, and records what changed. Returns the entries accepted. */
export async function observeTeams(
  deps: ObserveDeps & Pick<Deps, "ledger">,
): Promise<readonly LedgerEntry[]> {
  const read = () => readView(deps);
  return (await record(deps, await read(), (view) => observe(deps, view), read)).entries;
}

/**
 * Finds changes in the approving teams that the ledger does not have: GitHub does not tell since when a person is a member. The first
 * observation of an installation treats every member as an old one.
 */
export async function observe(deps: ObserveDeps, { tip, state }: RoundView): Promise<Observed[]> {
  const rules = await readRules(deps.repository, tip);
  const seen = await lookAt(deps, [
    ...rules.policies.flatMap(listDeciding),
    ...(rules.settings?.rules?.approvals.teams ?? []),
  ]);
  // Teams that a later rule change names were not part of the first observation.
  const first = state.teams.size === 0 && state.adoptions.every(({ pull }) => pull === undefined);
  const at = deps.now();
  return seen
    .filter((team) => !isAsObserved(state.teams.get(team.id), team))
    .map(({ id, slug, members, children }) => ({
      kind: "observed",
      team: { id, slug },
      members,
      ...(children && { childMembers: children.members }),
      first,
      at,
    }));
}

async function lookAt({ github }: Pick<Deps, "github">, refs: Policy["approvals"]["teams"]) {
  const slugs = [...new Set(refs.map(({ slug }) => slug))];
  const teams = await Promise.all(slugs.map((slug) => github.readTeam(slug)));
  // Skip a team that has only the name of the approved one: its members may not approve.
  return teams
    .filter((team) => team !== undefined)
    .filter(({ slug, id }) => refs.some((ref) => ref.slug === slug && ref.id === id));
}
