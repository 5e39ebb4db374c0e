import { hasPermission, reads } from "../access.ts";
import type { Account } from "../accounts.ts";
import type { Caller } from "../caller.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { route } from "../http/route.ts";
import { organizationPayload, userPayload } from "../payloads/account.ts";
import { findAccount, type State } from "../state.ts";

/** Members see their organisation; apps need the permission `members`. */
export function requireMembersAccess(state: State, caller: Caller, login: string): void {
  if (login.toLowerCase() !== state.organization.account.login.toLowerCase()) throw notFound();
  requireMember(state, caller);
}

/** As requireMembersAccess, for routes that name a team by id and no organisation. */
export function requireMember(state: State, caller: Caller): void {
  if (caller.kind === "person" && state.organization.members.has(caller.account.id)) return;
  if (caller.kind === "installation") {
    if (hasPermission(caller, reads("members"))) return;
    throw new HttpError(403, "Resource not accessible by integration");
  }
  throw notFound();
}

/** A person by login; throws 404 for everyone unknown. */
export function requirePerson(state: State, login: string): Account {
  const account = findAccount(state, login);
  if (account?.type !== "User") throw notFound();
  return account;
}

export const organizationRoutes = [
  route("GET /orgs/{org}/members")(({ state, caller, url, path, query }) => {
    requireMembersAccess(state, caller, path("org"));
    const role = query("role") ?? "all";
    const members = state.people.filter(({ id }) => {
      const standing = state.organization.members.get(id);
      return standing !== undefined && (role === "all" || standing === role);
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

  route("GET /orgs/{org}/memberships/{username}")(({ state, caller, path }) => {
    requireMembersAccess(state, caller, path("org"));
    const account = requirePerson(state, path("username"));
    const role = state.organization.members.get(account.id);
    if (role === undefined) throw notFound();
    const organization = organizationPayload(state, state.organization);
    return {
      status: 200,
      body: {
        url: `${organization.url}/memberships/${account.login}`,
        state: "active" as const,
        role,
        organization_url: organization.url,
        organization,
        user: userPayload(state, account),
      },
    };
  }),
];
