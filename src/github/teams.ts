import type { Octokit } from "@octokit/rest";
import type { Team } from "../core/access/team.ts";
import type { GitHub } from "../core/ports/github.ts";
import type { RepositoryName } from "./http/client.ts";
import { call, GitHubError, statusOf } from "./http/error.ts";

/** Reads teams by slug, with their members; members of child teams are listed apart. */
export function teams(octokit: Octokit, name: RepositoryName): Pick<GitHub, "readTeam" | "readTeamRole"> {
  const org = name.owner;
  return {
    readTeamRole: async (id) => {
      try {
        return await readRole(octokit, name, id);
      } catch (error) {
        if (statusOf(error) === 404) return "none";
        throw new GitHubError(`read the role of the team ${id}`, error);
      }
    },
    readTeam: async (slug) => {
      try {
        const { data } = await octokit.rest.teams.getByName({ org, team_slug: slug });
        return { id: data.id, slug: data.slug, ...(await readMembers(octokit, org, slug)) };
      } catch (error) {
        if (statusOf(error) === 404 && !(error instanceof GitHubError)) return undefined;
        throw error instanceof GitHubError ? error : new GitHubError(`read the team ${slug}`, error);
      }
    },
  };
}

/**
 * REST docs, "Check team permissions for a repository": "Repositories inherited through a parent team will also be checked." Without this
 * media type the answer has no role.
 */
async function readRole(octokit: Octokit, name: RepositoryName, team_id: number): Promise<string> {
  const headers = { accept: "application/vnd.github.v3.repository+json" };
  const { data }: { data: unknown } = await octokit.request("GET /teams/{team_id}/repos/{owner}/{repo}", {
    ...name,
    team_id,
    headers,
  });
  const role = typeof data === "object" && data !== null && "role_name" in data ? data.role_name : undefined;
  if (typeof role !== "string") throw new Error("GitHub does not tell the role.");
  return role;
}

/**
 * REST docs, "List team members": "Team members will include the members of child teams." Only a team with child teams needs GraphQL,
 * whose `TeamMembershipType` tells the two apart.
 */
async function readMembers(
  octokit: Octokit,
  org: string,
  slug: string,
): Promise<Pick<Team, "members" | "children">> {
  const all = await call(`list the members of ${slug}`, () =>
    octokit.paginate(octokit.rest.teams.listMembersInOrg, { org, team_slug: slug, per_page: 100 }),
  );
  const members = all.map(({ id, login }) => ({ id, login }));
  const ids = await listBelow(octokit, org, slug);
  if (ids.size === 0) return { members };
  const own = await call(`list the members of the team ${slug} itself`, () => listOwn(octokit, org, slug));
  return {
    members: members.filter(({ id }) => own.has(id)),
    children: { ids: [...ids], members: members.filter(({ id }) => !own.has(id)) },
  };
}

/** REST docs, "List child teams": those of the next level. */
async function listBelow(
  octokit: Octokit,
  org: string,
  slug: string,
  found = new Set<number>(),
): Promise<Set<number>> {
  const children = await call(`list the child teams of ${slug}`, () =>
    octokit.paginate(octokit.rest.teams.listChildInOrg, { org, team_slug: slug, per_page: 100 }),
  );
  for (const child of children.filter(({ id }) => !found.has(id))) {
    found.add(child.id);
    await listBelow(octokit, org, child.slug, found);
  }
  return found;
}

const query = `query($org: String!, $slug: String!, $membership: TeamMembershipType, $after: String) {
  organization(login: $org) {
    team(slug: $slug) {
      members(first: 100, after: $after, membership: $membership) {
        nodes { databaseId }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

interface Page {
  readonly nodes: readonly ({ readonly databaseId: number | null } | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Answer {
  readonly organization: { readonly team: { readonly members: Page } | null } | null;
}

/** Ids of the members of the team itself. GraphQL docs, `Team.members`: IMMEDIATE "includes only immediate members of the team". */
async function listOwn(octokit: Octokit, org: string, slug: string): Promise<Set<number>> {
  const read = async (after: string | null): Promise<Page> => {
    const variables = { org, slug, membership: "IMMEDIATE", after };
    const { organization } = await octokit.graphql<Answer>(query, variables);
    if (!organization?.team) throw new Error(`GitHub shows no team ${slug} over GraphQL.`);
    return organization.team.members;
  };
  const found = new Set<number>();
  let page = await read(null);
  for (;;) {
    for (const node of page.nodes) if (node?.databaseId != null) found.add(node.databaseId);
    if (!page.pageInfo.hasNextPage) return found;
    page = await read(page.pageInfo.endCursor);
  }
}
