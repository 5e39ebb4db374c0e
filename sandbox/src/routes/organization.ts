import { hasPermission, type Need, type Permission, reads } from "../access.ts";
import type { Account } from "../accounts.ts";
import type { Caller } from "../caller.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { route } from "../http/route.ts";
import { removeMember } from "../member-changes.ts";
import { organizationPagePayload, userPayload } from "../payloads/account.ts";
import { membershipPayload } from "../payloads/membership.ts";
import { findAccount, type State } from "../state.ts";

/** Members see their organisation; apps need the permission `members`. */
export function requireMembersAccess(state: State, caller: Caller, login: string): void {
  requireOrganization(state, login);
  requireMember(state, caller);
}

/** Like requireMembersAccess, for routes that name a team by id and no organisation. */
export function requireMember(state: State, caller: Caller): void {
  if (caller.kind === "person" && state.organization.members.has(caller.account.id)) return;
  if (caller.kind === "installation") {
    if (hasPermission(caller, reads("members"))) return;
    throw new HttpError(403, "Resource not accessible by integration");
  }
  throw notFound();
}

/** The right to act as an owner of the organisation: administrators, and apps with the permission. */
export const owns = (permission: Permission, level: "read" | "write"): Need => ({
  app: { permissions: [permission], level },
  person: "admin",
});

/** The owner of the organisation, or the app, that makes the call. Throws 403 for others. */
export function requireOwner(state: State, caller: Caller, login: string, need: Need): Account {
  requireOrganization(state, login);
  if (caller.kind === "person" && isOwner(state, caller)) return caller.account;
  if (caller.kind === "installation" && hasPermission(caller, need)) return caller.account;
  if (caller.kind === "anonymous") throw new HttpError(401, "Requires authentication");
  if (caller.kind === "person") throw new HttpError(403, "You must be an organization owner to do this.");
  throw new HttpError(403, "Resource not accessible by integration");
}

const isOwner = (state: State, caller: Caller): boolean =>
  caller.kind === "person" && state.organization.members.get(caller.account.id) === "admin";

function requireOrganization(state: State, login: string): void {
  if (login.toLowerCase() !== state.organization.account.login.toLowerCase()) throw notFound();
}

/** A person by login. Throws 404 for an unknown login. */
export function requirePerson(state: State, login: string): Account {
  const account = findAccount(state, login);
  if (account?.type !== "User") throw notFound();
  return account;
}

export const organizationRoutes = [
  route("GET /orgs/{org}")(({ state, caller, path }) => {
    requireOrganization(state, path("org"));
    const { twoFactorRequired, plan, members } = state.organization;
    return {
      status: 200,
      body: {
        ...organizationPagePayload(state),
        // Only owners see this; others get null.
        two_factor_requirement_enabled: isOwner(state, caller) ? twoFactorRequired : null,
        ...(isOwner(state, caller)
          ? {
              plan: {
                name: plan,
                space: 976_562_499,
                private_repos: 999_999,
                filled_seats: members.size,
                seats: members.size,
              },
            }
          : {}),
      },
    };
  }),

  route("GET /orgs/{org}/members")(({ state, caller, url, path, query }) => {
    requireMembersAccess(state, caller, path("org"));
    const role = query("role") ?? "all";
    const isWanted = readFilter(state, caller, query("filter"));
    const members = state.people.filter(({ id }) => {
      const standing = state.organization.members.get(id);
      return standing !== undefined && (role === "all" || standing === role) && isWanted(id);
    });
    const { items, link } = takePage(url, members);
    return { status: 200, body: items.map((account) => userPayload(state, account)), link };
  }),

  route("GET /orgs/{org}/members/{username}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const { id } = requirePerson(state, path("username"));
    if (!state.organization.members.has(id)) throw notFound();
    return { status: 204 };
  }),

  route("DELETE /orgs/{org}/members/{username}")(({ state, caller, path }) => {
    const owner = requireOwner(state, caller, path("org"), owns("members", "write"));
    removeMember(state, owner, requirePerson(state, path("username")));
    return { status: 204 };
  }),

  route("GET /orgs/{org}/memberships/{username}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const account = requirePerson(state, path("username"));
    return { status: 200, body: membershipPayload(state, account) };
  }),
];

/** The filter of members, as a test of an id. Only owners see members without a second factor. */
function readFilter(state: State, caller: Caller, filter = "all"): (id: number) => boolean {
  if (filter === "all") return () => true;
  if (filter !== "2fa_disabled") {
    throw new HttpError(501, `The filter ${filter} of members is not supported by the sandbox.`);
  }
  if (!isOwner(state, caller)) throw new HttpError(422, "Only owners can use this filter.");
  return (id) => state.organization.withoutTwoFactor.has(id);
}
