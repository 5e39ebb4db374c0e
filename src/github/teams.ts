import type { Octokit } from "@octokit/rest";
import type { GitHub } from "../core/ports/github.ts";
import { call, GitHubError, statusOf } from "./error.ts";

/** Teams by slug, with the people in them and in their child teams. */
export function teams(octokit: Octokit, org: string): Pick<GitHub, "readTeam"> {
  return {
    readTeam: async (slug) => {
      try {
        const { data } = await octokit.rest.teams.getByName({ org, team_slug: slug });
        const members = await call(`list the members of ${slug}`, () =>
          octokit.paginate(octokit.rest.teams.listMembersInOrg, { org, team_slug: slug, per_page: 100 }),
        );
        return { id: data.id, slug: data.slug, members: members.map(({ id, login }) => ({ id, login })) };
      } catch (error) {
        if (statusOf(error) === 404 && !(error instanceof GitHubError)) return undefined;
        throw error instanceof GitHubError ? error : new GitHubError(`read the team ${slug}`, error);
      }
    },
  };
}
