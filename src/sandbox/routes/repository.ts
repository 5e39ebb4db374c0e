import { reads, roleOf } from "../access.ts";
import { includesRole, type Role } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { userPayload } from "../payloads/account.ts";
import { repositoryPayload, rolePermissions } from "../payloads/repository.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import type { Activity } from "../repository.ts";
import { findAccount, type State } from "../state.ts";

export const repositoryRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}",
    reads("metadata"),
  )(({ state, repository, actor }) => ({
    status: 200,
    body: {
      ...repositoryPayload(state, repository),
      organization: userPayload(state, state.organization.account),
      allow_squash_merge: true,
      allow_merge_commit: true,
      allow_rebase_merge: false,
      allow_auto_merge: false,
      delete_branch_on_merge: false,
      subscribers_count: 0,
      network_count: 0,
      ...(actor.kind === "person"
        ? { permissions: rolePermissions(roleOf(state, repository, actor.account)) }
        : {}),
    },
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

  repositoryRoute(
    "GET /repos/{owner}/{repo}/activity",
    reads("contents"),
  )(({ state, repository, url, query }) => {
    const [ref, login, kind] = [query("ref"), query("actor"), query("activity_type")];
    const ascending = query("direction") === "asc";
    const matches = (activity: Activity): boolean =>
      (ref === undefined || activity.ref === ref || activity.ref === `refs/heads/${ref}`) &&
      (login === undefined || activity.actor.login === login) &&
      (kind === undefined || activity.kind === kind);
    const found = repository.activities.filter(matches);
    const { items, link } = takePage(url, ascending ? found : found.toReversed());
    return { status: 200, body: items.map((activity) => activityPayload(state, activity)), link };
  }),
];

/** GitHub folds its five roles into the four words it had before. */
function legacyPermission(role: Role): string {
  if (role === "admin" || role === "none") return role;
  return includesRole(role, "write") ? "write" : "read";
}

const activityPayload = (state: State, { id, before, after, ref, at, kind, actor }: Activity) => ({
  id,
  node_id: nodeId("Activity", id),
  before,
  after,
  ref,
  timestamp: formatTime(at),
  activity_type: kind,
  actor: userPayload(state, actor),
});
