import { roleOf } from "../access.ts";
import type { Caller } from "../caller.ts";
import type { Repository } from "../model.ts";
import { findRepository, listRepositories, type State } from "../state.ts";
import { HttpError } from "./error.ts";

/** Turns a path with a repository's id, as in redirects, into the form that the router knows. */
export function nameRepository(state: State, path: string): string {
  const [, id, rest = ""] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const found = listRepositories(state).find((repository) => String(repository.id) === id);
  if (id === undefined) return path;
  // No login begins with a hyphen: an unknown id is 404, as an unknown name is.
  return found === undefined ? `/repos/-/-${rest}` : `/repos/${found.owner.login}/${found.name}${rest}`;
}

/** Throws GitHub's redirect from a repository's former name to its id: 301 for reading, 307 for other methods. */
export function refuseFormerName(state: State, caller: Caller, method: string, url: URL): void {
  const [, owner = "", name = "", rest = ""] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  const moved = findMoved(state, owner, name);
  if (moved === undefined || !maySee(state, caller, moved)) return;
  const location = `${state.url}/repositories/${moved.id}${rest}${url.search}`;
  const status = method === "GET" ? 301 : 307;
  throw new HttpError(status, "Moved Permanently", { headers: { location } });
}

/** The repository that had this name before, or whose owner had, unless the name is in use again. */
export function findMoved(state: State, owner: string, name: string): Repository | undefined {
  if (findRepository(state, owner, name) !== undefined) return undefined;
  return listRepositories(state).findLast(
    (repository) =>
      isOneOf(owner, [repository.owner.login, ...formerLoginsOf(state, repository)]) &&
      isOneOf(name, [repository.name, ...repository.formerNames]),
  );
}

const formerLoginsOf = ({ organization }: State, { owner }: Repository): readonly string[] =>
  owner.id === organization.account.id ? organization.formerLogins : [];

/** GitHub compares names without regard to case. */
const isOneOf = (name: string, known: readonly string[]): boolean =>
  known.some((each) => each.toLowerCase() === name.toLowerCase());

function maySee(state: State, caller: Caller, repository: Repository): boolean {
  if (caller.kind === "anonymous") return !repository.private;
  return caller.kind !== "person" || roleOf(state, repository, caller.account) !== "none";
}
