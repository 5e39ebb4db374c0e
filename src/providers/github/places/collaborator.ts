import type { Api } from "../api/api.ts";
import {
  type Account,
  isCollaboratorList,
  isRepositoryInvitationList,
  isRole,
  type RoleThere,
} from "../api/shapes.ts";
import type { GithubConfiguration } from "../configuration.ts";
import type { Holder, Place } from "./place.ts";
import { isGone, repositoryPath, verifyRepository } from "./repository.ts";
import { givesRole, includesRole, type LentRole, listRoleAbilities, wordOf } from "./roles.ts";

interface RepositoryTarget {
  readonly name: string;
  readonly id: number;
  readonly role: LentRole;
}

interface Direct {
  readonly collaborators: readonly (Account & RoleThere)[];
  readonly invitations: readonly { id: number; invitee: Account | null; permissions: string }[];
}

/**
 * A person's own role in a repository. A person outside the organisation is invited, and holds the role once they accept; the end cancels
 * the invitation. Another role of their own that the person has is an administrator's decision: it is neither raised nor removed.
 * GitHub shows of everybody "the highest role … after considering all sources of grants" ("List repository collaborators"), and never
 * the one of their own: a stronger one, by a team for instance, hides ours.
 */
export function collaboratorPlace(
  { organization, serverUrl }: Pick<GithubConfiguration, "organization" | "serverUrl">,
  { name, id, role }: RepositoryTarget,
): Place {
  const path = repositoryPath(id);
  const collaborator = ({ login }: Account): string => `${path}/collaborators/${login}`;

  const direct = `${path}/collaborators?affiliation=direct`;

  async function readDirect(api: Api): Promise<Direct> {
    const collaborators = await api.list(isCollaboratorList, direct);
    // After the collaborators: who accepts in between is in neither list once, and in one of them at the next look.
    const invitations = await api.list(isRepositoryInvitationList, `${path}/invitations`);
    return { collaborators, invitations };
  }

  async function list(api: Api): Promise<Holder[]> {
    const { collaborators, invitations } = await readDirect(api);
    return [
      ...collaborators
        .filter((each) => givesRole(each, role))
        .map(({ id, login }): Holder => ({ id, login, standing: "held" })),
      ...invitations.flatMap(({ invitee, permissions }): Holder[] =>
        invitee !== null && includesRole(permissions, role)
          ? [{ id: invitee.id, login: invitee.login, standing: "invited" }]
          : [],
      ),
    ];
  }

  const read: Place["read"] = async (api, person) =>
    (await list(api)).find((holder) => holder.id === person.id)?.standing;

  return {
    id: `repository/${id}/${role}`,
    repository: id,
    powers: [{ kind: "github-repository", id }],
    tell: async () => listRoleAbilities(role),
    page: `${serverUrl ?? "https://github.com"}/${organization.login}/${name}`,
    removal: (login) => `gh api --method DELETE /repos/${organization.login}/${name}/collaborators/${login}`,
    verify: (api) => verifyRepository(api, { organization }, name, id),
    list,
    read,
    async add(api, person) {
      // What a team, the organisation or the enterprise gives already would hide ours. Asked first: another call may be giving it now.
      const held = await api.find(isRole, `${collaborator(person)}/permission`);
      const { collaborators, invitations } = await readDirect(api);
      const own = collaborators.find((each) => each.id === person.id)?.role_name;
      const invited = invitations.find(({ invitee }) => invitee?.id === person.id)?.permissions;
      // Another call was faster.
      if (own === role) return "held";
      if ((own ?? invited) !== undefined)
        throw api.fail("REFUSED", `${person.id} has the role ${own ?? invited} already, and not ${role}.`);
      if (held?.user && givesRole(held.user, role))
        throw api.fail("REFUSED", `${person.id} has the role ${held.role_name} already, by another way.`);
      const { status } = await api.send("PUT", collaborator(person), { body: { permission: wordOf(role) } });
      return status === 201 ? "invited" : "held";
    },
    async remove(api, person) {
      if (await isGone(api, id)) return false;
      // Invitations first: one that is accepted meanwhile shows among the collaborators.
      const cancelled = await cancelInvitation(api, person);
      const collaborators = await api.list(isCollaboratorList, direct);
      const own = collaborators.find((each) => each.id === person.id && givesRole(each, role));
      if (own === undefined) return cancelled;
      // Until the stronger role ends, or somebody removes the person by hand, they have no more than that.
      if (own.role_name !== role)
        throw api.fail(
          "REFUSED",
          `${person.id} has the role ${own.role_name}, which hides whether ${role} is left.`,
        );
      await api.send("DELETE", collaborator(own), { gone: true });
      return true;
    },
  };

  async function cancelInvitation(api: Api, person: Account): Promise<boolean> {
    const invitations = await api.list(isRepositoryInvitationList, `${path}/invitations`);
    const own = invitations.find(
      ({ invitee, permissions }) => invitee?.id === person.id && permissions === role,
    );
    if (own !== undefined) await api.send("DELETE", `${path}/invitations/${own.id}`, { gone: true });
    return own !== undefined;
  }
}
