import { reads, roleOf } from "../access.ts";
import { includesRole, type Role } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { repositoryRoute } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { fullRepositoryPayload, rolePermissions } from "../payloads/repository.ts";
import { findAccount } from "../state.ts";

export const repositoryRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}",
    reads("metadata"),
  )(({ state, repository, actor }) => ({
    status: 200,
    body: fullRepositoryPayload(state, repository, actor),
  })),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
    reads("metadata"),
  )(({ state, repository, path }) => {
    const account = findAccount(state, path("username"));
    if (account === undefined || account.type !== "User") throw notFound();
    const role = roleOf(state, repository, account);
    return {
      status: 200,
      body: {
        permission: legacyPermission(role),
        role_name: role,
        user: {
          ...userPayload(state, account),
          permissions: rolePermissions(role),
          role_name: role,
        },
      },
    };
  }),
];

/** GitHub maps its five roles to its four older words. */
function legacyPermission(role: Role): string {
  if (role === "admin" || role === "none") return role;
  return includesRole(role, "write") ? "write" : "read";
}
