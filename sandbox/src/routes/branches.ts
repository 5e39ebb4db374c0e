import { reads } from "../access.ts";
import { readCommit } from "../git/objects.ts";
import { branchRef, listRefs, readRef } from "../git/refs.ts";
import { HttpError } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { commitPayload } from "../payloads/commit.ts";
import { htmlUrl, repositoryUrl } from "../payloads/repository.ts";
import { rulesetsOf } from "../rules/active.ts";

export const branchRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/branches",
    reads("contents"),
  )(async ({ state, repository, url }) => {
    const refs = await listRefs(repository.store, "refs/heads/");
    const { items, link } = takePage(url, refs);
    const api = repositoryUrl(state, repository);
    const body = items.map(({ name, sha }) => ({
      name: name.slice("refs/heads/".length),
      commit: { sha, url: `${api}/commits/${sha}` },
      protected: rulesetsOf(repository, name).length > 0,
    }));
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/branches/{branch}",
    reads("contents"),
  )(async ({ state, repository, path }) => {
    const name = path("branch");
    const sha = await readRef(repository.store, branchRef(name));
    if (sha === undefined) throw new HttpError(404, "Branch not found");
    const self = `${repositoryUrl(state, repository)}/branches/${name}`;
    return {
      status: 200,
      body: {
        name,
        commit: commitPayload(state, repository, await readCommit(repository.store, sha)),
        _links: { self, html: `${htmlUrl(state, repository)}/tree/${name}` },
        protected: rulesetsOf(repository, branchRef(name)).length > 0,
        // Only classic branch protection counts here.
        protection: { enabled: repository.protections.has(name) },
        protection_url: `${self}/protection`,
      },
    };
  }),
];
