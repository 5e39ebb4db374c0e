import type { Policy } from "../../core/files/policy.ts";
import type { LedgerEntry, Observed } from "../../core/ledger/ledger-entry.ts";
import { isAsObserved } from "../../core/ledger/observed-team.ts";
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
 * What the ledger does not know yet of the teams whose word counts: GitHub does not tell since when somebody is a member. The
 * very first look of an installation takes everybody for an old member.
 */
export async function observe(deps: ObserveDeps, { tip, state }: RoundView): Promise<Observed[]> {
  const rules = await readRules(deps.repository, tip);
  const seen = await lookAt(deps, [
    ...rules.policies.flatMap(({ approvals }) => approvals.teams),
    ...(rules.settings?.rules?.approvals.teams ?? []),
  ]);
  // Teams that only a later change of the rules names were nobody's to trust at the beginning.
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
  // Another team under the name of the one that was approved is not looked at: its people have no word.
  return teams
    .filter((team) => team !== undefined)
    .filter(({ slug, id }) => refs.some((ref) => ref.slug === slug && ref.id === id));
}
