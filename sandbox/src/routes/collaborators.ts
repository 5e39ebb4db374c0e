import { reads, roleOf, writes } from "../access.ts";
import { type Account, includesRole, type Role } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute, route } from "../http/route.ts";
import type { Repository, RepositoryInvitation } from "../model.ts";
import { userPayload } from "../payloads/account.ts";
import { htmlUrl, repositoryPayload, repositoryUrl, rolePermissions } from "../payloads/repository.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import { findAccountById, type State } from "../state.ts";
import { requirePerson } from "./organization.ts";

const path = "/repos/{owner}/{repo}/collaborators";

/** The words of the API for roles. */
const words = {
  pull: "read",
  triage: "triage",
  push: "write",
  maintain: "maintain",
  admin: "admin",
} as const;

/** People with a role of their own in a repository, and invitations to one. */
export const collaboratorRoutes = [
  repositoryRoute(
    `GET ${path}`,
    reads("metadata"),
  )(({ state, repository, actor, url, query }) => {
    requirePush(state, repository, actor);
    const affiliation = query("affiliation") ?? "all";
    const found = state.people.filter((account) => isListed(state, repository, account, affiliation));
    const { items, link } = takePage(url, found);
    const body = items.map((account) => {
      // Of a direct collaborator, too, it is "the highest role … after considering all sources of grants".
      const role = roleOf(state, repository, account);
      return { ...userPayload(state, account), permissions: rolePermissions(role), role_name: role };
    });
    return { status: 200, body, link };
  }),

  repositoryRoute(
    `PUT ${path}/{username}`,
    writes("administration", "admin"),
  )(({ state, repository, actor, path: of, body }) => {
    const account = requirePerson(state, of("username"));
    const role = readRole(body.optionalText("permission") ?? "push");
    const isKnown = directRole(repository, account) !== "none" || state.organization.members.has(account.id);
    if (isKnown) {
      repository.collaborators.set(account.id, role);
      return { status: 204 };
    }
    const invitation = invite(state, repository, actor.account, account, role);
    return { status: 201, body: invitationPayload(state, repository, invitation) };
  }),

  repositoryRoute(
    `DELETE ${path}/{username}`,
    writes("administration", "admin"),
  )(({ state, repository, path: of }) => {
    // Whether it takes back an invitation is undocumented: here it does not.
    repository.collaborators.delete(requirePerson(state, of("username")).id);
    return { status: 204 };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/invitations",
    writes("administration", "admin"),
  )(({ state, repository, url }) => {
    const { items, link } = takePage(url, repository.invitations);
    return { status: 200, body: items.map((each) => invitationPayload(state, repository, each)), link };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/invitations/{invitation_id}",
    writes("administration", "admin"),
  )(({ repository, path: of }) => {
    takeInvitation(repository, readId(of("invitation_id")));
    return { status: 204 };
  }),

  route("GET /user/repository_invitations")(({ state, caller, url }) => {
    if (caller.kind !== "person") throw new HttpError(403, "Resource not accessible by integration");
    const own = state.repositories.flatMap((repository) =>
      repository.invitations
        .filter(({ account }) => account.id === caller.account.id)
        .map((each) => invitationPayload(state, repository, each)),
    );
    const { items, link } = takePage(url, own);
    return { status: 200, body: [...items], link };
  }),

  route("PATCH /user/repository_invitations/{invitation_id}")(({ state, caller, path: of }) => {
    if (caller.kind !== "person") throw new HttpError(403, "Resource not accessible by integration");
    const id = readId(of("invitation_id"));
    const repository = state.repositories.find(({ invitations }) =>
      invitations.some((each) => each.id === id && each.account.id === caller.account.id),
    );
    if (repository === undefined) throw notFound();
    const { account, role } = takeInvitation(repository, id);
    repository.collaborators.set(account.id, role);
    return { status: 204 };
  }),
];

/** "The authenticated user must have write, maintain, or admin privileges"; apps need the permission `metadata`. */
function requirePush(state: State, repository: Repository, actor: Actor): void {
  if (actor.kind === "installation" || includesRole(roleOf(state, repository, actor.account), "write"))
    return;
  throw new HttpError(403, "Must have push access to view repository collaborators.");
}

const directRole = ({ collaborators }: Repository, { id }: Account): Role => collaborators.get(id) ?? "none";

function isListed(state: State, repository: Repository, account: Account, affiliation: string): boolean {
  const isDirect = directRole(repository, account) !== "none";
  if (affiliation === "direct") return isDirect;
  if (affiliation === "outside") return isDirect && !state.organization.members.has(account.id);
  return roleOf(state, repository, account) !== "none";
}

function readRole(word: string): Role {
  const found = Object.entries(words).find(([name]) => name === word);
  if (found === undefined) throw new HttpError(422, `${word} is no permission.`);
  return found[1];
}

function invite(
  state: State,
  repository: Repository,
  inviter: Account,
  account: Account,
  role: Role,
): RepositoryInvitation {
  const known = repository.invitations.findIndex((each) => each.account.id === account.id);
  if (known !== -1) repository.invitations.splice(known, 1);
  const invitation = { id: state.nextId(), account, inviter, role, createdAt: state.clock() };
  repository.invitations.push(invitation);
  return invitation;
}

function takeInvitation({ invitations }: Repository, id: number): RepositoryInvitation {
  const index = invitations.findIndex((each) => each.id === id);
  const [found] = index === -1 ? [] : invitations.splice(index, 1);
  if (found === undefined) throw notFound();
  return found;
}

function invitationPayload(state: State, repository: Repository, invitation: RepositoryInvitation) {
  const { id, account, inviter, role, createdAt } = invitation;
  if (role === "none") throw new Error("An invitation gives no role.");
  return {
    id,
    node_id: nodeId("RepositoryInvitation", id),
    repository: repositoryPayload(state, repository),
    invitee: userPayload(state, findAccountById(state, account.id) ?? account),
    inviter: userPayload(state, inviter),
    permissions: role,
    created_at: formatTime(createdAt),
    expired: false,
    url: `${repositoryUrl(state, repository)}/invitations/${id}`,
    html_url: `${htmlUrl(state, repository)}/invitations`,
  };
}
