import { describeQuote, listSome } from "../../../core/text/phrases.ts";
import type { Api } from "../api/api.ts";
import { isAccountList, isOrganization, isOrganizationRole, type OrganizationRole } from "../api/shapes.ts";
import type { GithubConfiguration } from "../configuration.ts";
import type { Holder, Place } from "./place.ts";

interface RoleTarget {
  readonly name: string;
  readonly id: number;
}

/** The roles that a role of the organisation may give in every repository, the access repository included. */
const BASE_ROLES: readonly unknown[] = [undefined, null, "read", "triage"];

/** "Permissions of custom organization roles": these names begin the permissions that change nothing. */
const READING = /^(?:read|view)_/u;

/** A role of the organisation. Only roles that read are lent: every other gives power over repositories, and with it over Hallpass. */
export function organizationRolePlace(
  { organization, serverUrl }: Pick<GithubConfiguration, "organization" | "serverUrl">,
  { name, id }: RoleTarget,
): Place {
  const org = organization.login;
  const roles = `/orgs/${org}/organization-roles`;

  /** These paths take no id of an organisation. */
  async function requireOrganization(api: Api): Promise<void> {
    const found = await api.get(isOrganization, `/orgs/${org}`);
    if (found.id !== organization.id)
      throw api.fail("IDENTITY_CHANGED", `${org} is organisation ${found.id}.`);
  }

  async function list(api: Api): Promise<Holder[]> {
    await requireOrganization(api);
    const users = await api.list(isAccountList, `${roles}/${id}/users`);
    return users.map(({ id, login }) => ({ id, login, standing: "held" }));
  }

  async function require(api: Api): Promise<OrganizationRole> {
    await requireOrganization(api);
    const found = await api.find(isOrganizationRole, `${roles}/${id}`);
    if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `${org} has no role ${id}.`);
    if (found.name !== name) throw api.fail("IDENTITY_CHANGED", `The role ${id} is called ${found.name}.`);
    return found;
  }

  return {
    id: `organization-role/${id}`,
    powers: [],
    page: `${serverUrl ?? "https://github.com"}/${org}`,
    removal: (login) => `gh api --method DELETE ${roles}/users/${login}/${id}`,
    async verify(api) {
      const found = await require(api);
      const beyond = found.permissions.filter((permission) => !READING.test(permission));
      if (!BASE_ROLES.includes(found.base_role) || beyond.length > 0)
        throw api.fail(
          "REFUSED",
          `The role ${name} gives more than reading: ${found.base_role} ${beyond.join(", ")}`,
        );
    },
    tell: async (api) => describeRole(await require(api), org),
    list,
    read: async (api, person) => (await list(api)).find((holder) => holder.id === person.id)?.standing,
    async add(api, { login }) {
      await api.send("PUT", `${roles}/users/${login}/${id}`);
      return "held";
    },
    async remove(api, person) {
      await requireOrganization(api);
      const role = await api.find(isOrganizationRole, `${roles}/${id}`);
      if (role === undefined) return false;
      const before = (await list(api)).some((holder) => holder.id === person.id);
      await api.send("DELETE", `${roles}/users/${person.login}/${id}`, { gone: true });
      return before;
    },
  };
}

/** By GitHub's own words for permissions: `read_audit_logs`. */
const describeRole = ({ base_role, permissions, description }: OrganizationRole, org: string): string[] => [
  ...(base_role ? [`use the role ${base_role} in every repository of ${org}`] : []),
  ...(permissions.length > 0 ? [`in the organisation: ${listSome(permissions)}`] : []),
  ...describeQuote("the role's description", description),
];
