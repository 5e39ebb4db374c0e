import type { Policy } from "../../core/files/policy.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { LedgerEntry, Observed } from "../../core/ledger/ledger-entry.ts";
import { isAsObserved } from "../../core/ledger/observed-team.ts";
import { readRules } from "../evidence/read-rules.ts";
import type { Deps } from "../round/deps.ts";
import { record } from "../round/state.ts";

type Needs = Pick<Deps, "repository" | "github" | "now">;

/** Looks who is in the teams whose word counts, and writes down what changed. Returns the entries accepted. */
export const observeTeams = (deps: Needs & Pick<Deps, "ledger">): Promise<readonly LedgerEntry[]> =>
  record(deps, (state) => observe(deps, state));

/**
 * What the ledger does not know yet of the teams whose word counts: GitHub does not tell since when somebody is a member. The
 * very first look of an installation takes everybody for an old member.
 */
export async function observe(deps: Needs, state: LedgerState): Promise<Observed[]> {
  const rules = await readRules(deps.repository, await deps.repository.defaultTip());
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

async function lookAt({ github }: Needs, refs: Policy["approvals"]["teams"]) {
  const slugs = [...new Set(refs.map(({ slug }) => slug))];
  const teams = await Promise.all(slugs.map((slug) => github.readTeam(slug)));
  // Another team under the name of the one that was approved is not looked at: its people have no word.
  return teams
    .filter((team) => team !== undefined)
    .filter(({ slug, id }) => refs.some((ref) => ref.slug === slug && ref.id === id));
}
