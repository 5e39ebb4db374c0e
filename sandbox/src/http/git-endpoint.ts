import type { IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { hasPermission, reads, roleOf, writes } from "../access.ts";
import { includesRole } from "../accounts.ts";
import type { Actor, Caller } from "../caller.ts";
import type { Repository } from "../model.ts";
import { receivePush } from "../push.ts";
import { findRepository, type State } from "../state.ts";
import { type GitReply, type GitRequest, runBackend } from "./backend.ts";
import { HttpError } from "./error.ts";
import { findMoved } from "./moved.ts";

const challenge = { "www-authenticate": 'Basic realm="GitHub"' };

/** Answers a request of git's HTTP protocol. The caller needs read access to the repository, and write access to push. */
export async function serveGit(
  state: State,
  caller: Caller,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<GitReply> {
  const [, owner = "", name = "", ...service] = url.pathname.split("/");
  const pushes =
    url.pathname.endsWith("receive-pack") || url.searchParams.get("service") === "git-receive-pack";
  if (caller.kind !== "person" && caller.kind !== "installation") {
    throw new HttpError(401, "Requires authentication", { headers: challenge });
  }
  const repository = findRepository(state, owner, name.replace(/\.git$/, ""));
  if (repository === undefined) throw notHere(state, owner, name, service, url);
  requireGitAccess(state, repository, caller, pushes);
  if (pushes && repository.archived) {
    throw new HttpError(403, "This repository was archived so it is read-only.");
  }
  const gitRequest: GitRequest = {
    method: request.method ?? "GET",
    service: service.join("/"),
    search: url.search,
    headers: request.headers,
    body: request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body,
  };
  if (url.pathname.endsWith("/git-receive-pack")) return receivePush(state, repository, caller, gitRequest);
  return runBackend(repository.store, gitRequest);
}

/** git follows a redirect from a former name. Other wrong names answer 404. */
function notHere(state: State, owner: string, name: string, service: readonly string[], url: URL): HttpError {
  const moved = findMoved(state, owner, name.replace(/\.git$/, ""));
  if (moved === undefined) return new HttpError(404, "Repository not found.");
  const location = `${state.url}/${moved.owner.login}/${moved.name}.git/${service.join("/")}${url.search}`;
  return new HttpError(301, "Moved Permanently", { headers: { location } });
}

function requireGitAccess(state: State, repository: Repository, caller: Actor, pushes: boolean): void {
  const refused = `Permission to ${repository.name}.git denied to ${caller.account.login}.`;
  if (caller.kind === "person") {
    const role = roleOf(state, repository, caller.account);
    if (role === "none") throw new HttpError(404, "Repository not found.");
    if (pushes && !includesRole(role, "write")) throw new HttpError(403, refused);
    return;
  }
  if (repository.owner.id !== state.organization.account.id)
    throw new HttpError(404, "Repository not found.");
  const narrowed = caller.repositoryIds !== undefined && !caller.repositoryIds.includes(repository.id);
  if (narrowed) throw new HttpError(404, "Repository not found.");
  if (!hasPermission(caller, pushes ? writes("contents") : reads("contents"))) {
    throw new HttpError(403, refused);
  }
}
