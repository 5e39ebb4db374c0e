import { reads, writes } from "../access.ts";
import { send } from "../events.ts";
import { deleteFork, forkRepository } from "../fork.ts";
import { HttpError } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { fullRepositoryPayload, repositoryPayload } from "../payloads/repository.ts";
import { findRepository } from "../state.ts";
import { requireRepositoryName } from "./repository-settings.ts";

export const forkRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/forks",
    reads("metadata"),
  )(({ state, repository, url }) => {
    const { items, link } = takePage(url, repository.forks.toReversed());
    return { status: 200, body: items.map((fork) => repositoryPayload(state, fork)), link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/forks",
    writes("contents", "read"),
  )(async ({ state, repository, actor, body }) => {
    if (actor.kind !== "person") throw new HttpError(403, "Resource not accessible by integration");
    if (body.has("organization")) {
      throw new HttpError(501, "Forks of an organisation are not supported by the sandbox.");
    }
    if (repository.parent !== undefined) {
      throw new HttpError(501, "Forks of forks are not supported by the sandbox.");
    }
    if (repository.private && !repository.allowForking) {
      throw new HttpError(403, "The repository exists, but forking is disabled.");
    }
    // A second request returns the existing fork.
    const known = repository.forks.find(({ owner }) => owner.id === actor.account.id);
    if (known !== undefined) return { status: 202, body: fullRepositoryPayload(state, known, actor) };
    const name = body.optionalText("name") ?? repository.name;
    requireRepositoryName(name, findRepository(state, actor.account.login, name));
    const fork = await forkRepository(state, repository, actor.account, {
      name,
      defaultBranchOnly: body.optionalFlag("default_branch_only") ?? false,
    });
    send(state, repository, actor.account, "fork", "contents", { forkee: repositoryPayload(state, fork) });
    return { status: 202, body: fullRepositoryPayload(state, fork, actor) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}",
    writes("administration", "admin"),
  )(async ({ repository }) => {
    if (repository.parent === undefined) {
      throw new HttpError(501, "Deleting a repository that is not a fork is not supported by the sandbox.");
    }
    await deleteFork(repository.parent, repository);
    return { status: 204 };
  }),
];
