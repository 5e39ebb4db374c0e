import { listNamedTeams, type NamedTeam } from "../access/team.ts";
import { type Finding, warning } from "../findings/finding.ts";
import { placeIn, type RuleFiles } from "./rule-files.ts";

/**
 * Teams that are named with two ids, or ids with two names: one of them is a team that does not exist. Which teams exist GitHub alone knows;
 * settings count as the first to name a team.
 */
export function findContradictoryTeams({ policies, settings }: RuleFiles): Finding[] {
  const bySlug = new Map<string, number>();
  const byId = new Map<number, string>();
  const learn = ({ slug, id }: Pick<NamedTeam, "slug" | "id">): void => {
    if (!bySlug.has(slug)) bySlug.set(slug, id);
    if (!byId.has(id)) byId.set(id, slug);
  };
  listNamedTeams(settings?.rules).forEach(learn);
  return policies.flatMap((each) =>
    listNamedTeams(each.policy).flatMap(({ slug, id, at }) => {
      const [knownId, knownSlug] = [bySlug.get(slug), byId.get(id)];
      learn({ slug, id });
      const says =
        knownId !== undefined && knownId !== id
          ? `The team ${slug} has the id ${id} here, and ${knownId} elsewhere.`
          : knownSlug !== undefined && knownSlug !== slug
            ? `The team with the id ${id} is ${slug} here, and ${knownSlug} elsewhere.`
            : undefined;
      return says === undefined ? [] : [placeIn(each, describe(says, slug, at))];
    }),
  );
}

const describe = (says: string, slug: string, at: string): Finding =>
  warning(
    "TEAM_CONTRADICTORY",
    `${says} One of the two is no team, so nobody is in it.`,
    `Ask GitHub: gh api orgs/ORGANISATION/teams/${slug} --jq .id`,
    at,
  );
