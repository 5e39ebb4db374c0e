import type { Api } from "../api/api.ts";
import {
  type Account,
  isAccountList,
  isIdList,
  isInvitationList,
  isMembership,
  isTeam,
  isTeamRepositoryList,
  type Team,
} from "../api/shapes.ts";
import type { GithubConfiguration } from "../configuration.ts";
import { findPerson } from "../people.ts";
import type { Holder, Place } from "./place.ts";
import { describeTeam } from "./team-abilities.ts";

interface TeamTarget {
  readonly slug: string;
  readonly id: number;
}

/**
 * Membership of a team, as `member`. Hallpass invites nobody into the organisation: an accepted invitation would outlive the lease ("Add or
 * update team membership for a user": "the user will be added as a member of the team" of the organisation).
 */
export function teamPlace(
  { organization, serverUrl }: Pick<GithubConfiguration, "organization" | "serverUrl">,
  { slug, id }: TeamTarget,
): Place {
  const org = organization.login;
  // Documented for every team endpoint: "you can also specify a team by org_id and team_id".
  const team = `/organizations/${organization.id}/team/${id}`;
  const membershipOf = ({ login }: Account): string => `${team}/memberships/${login}`;

  async function find(api: Api): Promise<Team> {
    const found = await api.find(isTeam, `/orgs/${org}/teams/${slug}`);
    if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `${org} has no team ${slug}.`);
    if (found.id !== id || found.organization.id !== organization.id)
      throw api.fail("IDENTITY_CHANGED", `${org}/${slug} is team ${found.id} of ${found.organization.id}.`);
    return found;
  }

  async function list(api: Api): Promise<Holder[]> {
    const members = await api.list(isAccountList, `${team}/members`);
    const invited = await api.list(isInvitationList, `${team}/invitations`);
    return [
      ...members.map(({ id, login }): Holder => ({ id, login, standing: "held" })),
      ...(await nameInvited(api, invited)),
    ];
  }

  return {
    id: `team/${id}`,
    powers: [{ kind: "github-team", id }],
    page: `${serverUrl ?? "https://github.com"}/orgs/${org}/teams/${slug}`,
    removal: (login) => `gh api --method DELETE /orgs/${org}/teams/${slug}/memberships/${login}`,
    verify: async (api) => void (await find(api)),
    tell: async (api) => describeTeam(await find(api), await api.list(isTeamRepositoryList, `${team}/repos`)),
    list,
    async read(api, person) {
      const found = await api.find(isMembership, membershipOf(person));
      return found && (found.state === "active" ? "held" : "invited");
    },
    async add(api, person) {
      const member = await api.find(isMembership, `/orgs/${org}/memberships/${person.login}`);
      if (member?.state !== "active") throw api.fail("REFUSED", `${person.id} is no member of ${org}.`);
      const answer = await api.send("PUT", membershipOf(person), { body: { role: "member" } });
      const { state } = api.parse(isMembership, "PUT membership", answer);
      if (state === "active") return "held";
      // The person left the organisation a moment ago, so this became an invitation into it.
      await cancelInvitations(api, org, person);
      throw api.fail("REFUSED", `${person.id} left ${org}.`);
    },
    async remove(api, person) {
      const membership = await api.find(isMembership, membershipOf(person));
      if (membership?.state === "pending") await cancelInvitations(api, org, person);
      // Also where nothing was found: what was written a moment ago may not be shown yet.
      const { status } = await api.send("DELETE", membershipOf(person), { gone: true });
      if (status === 404) await requireSight(api, org);
      return membership !== undefined;
    },
  };
}

/** GitHub also answers 404 to credentials that may not see the organisation's teams: only who sees teams knows that one is gone. */
async function requireSight(api: Api, org: string): Promise<void> {
  await api.get(isIdList, `/orgs/${org}/teams?per_page=1`);
}

/** By the invitation's own number: if the person accepts meanwhile, this fails and does not throw a member out. */
async function cancelInvitations(api: Api, org: string, { login }: Account): Promise<void> {
  const invitations = await api.list(isInvitationList, `/orgs/${org}/invitations`);
  const own = invitations.filter((each) => each.login?.toLowerCase() === login.toLowerCase());
  for (const { id } of own) await api.send("DELETE", `/orgs/${org}/invitations/${id}`, { gone: true });
}

/** An invitation names no id. One to an address without an account is nobody's yet. */
async function nameInvited(api: Api, invited: readonly { login: string | null }[]): Promise<Holder[]> {
  const found = await Promise.all(invited.map(async ({ login }) => login && findPerson(api, login)));
  return found.flatMap((person) =>
    person ? [{ id: person.id, login: person.login, standing: "invited" }] : [],
  );
}
