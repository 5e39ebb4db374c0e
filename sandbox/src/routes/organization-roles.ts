import type { OrganizationRole } from "../accounts.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { route } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { formatTime } from "../payloads/schemas.ts";
import type { State } from "../state.ts";
import { owns, requireOwner, requirePerson } from "./organization.ts";

/** Roles of the organisation, and who has them. */
export const organizationRoleRoutes = [
  route("GET /orgs/{org}/organization-roles")(({ state, caller, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "read"));
    const roles = state.organization.roles.map((role) => rolePayload(state, role));
    return { status: 200, body: { total_count: roles.length, roles } };
  }),

  route("GET /orgs/{org}/organization-roles/{role_id}")(({ state, caller, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "read"));
    return { status: 200, body: rolePayload(state, requireRole(state, path("role_id"))) };
  }),

  route("GET /orgs/{org}/organization-roles/{role_id}/users")(({ state, caller, url, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "read"));
    const { holders } = requireRole(state, path("role_id"));
    const { items, link } = takePage(
      url,
      state.people.filter(({ id }) => holders.has(id)),
    );
    const body = items.map((account) => ({ ...userPayload(state, account), assignment: "direct" as const }));
    return { status: 200, body, link };
  }),

  route("PUT /orgs/{org}/organization-roles/users/{username}/{role_id}")(({ state, caller, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "write"));
    const { holders } = requireRole(state, path("role_id"));
    const { id } = requirePerson(state, path("username"));
    if (!state.organization.members.has(id)) throw new HttpError(422, "The user is not a member.");
    holders.add(id);
    return { status: 204 };
  }),

  route("DELETE /orgs/{org}/organization-roles/users/{username}/{role_id}")(({ state, caller, path }) => {
    requireOwner(state, caller, path("org"), owns("members", "write"));
    requireRole(state, path("role_id")).holders.delete(requirePerson(state, path("username")).id);
    return { status: 204 };
  }),
];

function requireRole(state: State, text: string): OrganizationRole {
  const role = state.organization.roles.find(({ id }) => id === readId(text));
  if (role === undefined) throw notFound();
  return role;
}

function rolePayload(state: State, { id, name, baseRole, permissions }: OrganizationRole) {
  const since = formatTime(state.startedAt);
  return {
    id,
    name,
    description: null,
    base_role: baseRole,
    source: "Organization" as const,
    permissions: [...permissions],
    organization: userPayload(state, state.organization.account),
    created_at: since,
    updated_at: since,
  };
}
