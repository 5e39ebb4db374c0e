import { reads } from "../access.ts";
import { resolveCommit } from "../git/objects.ts";
import { notFound } from "../http/error.ts";
import { repositoryRoute } from "../http/route.ts";
import { findOwnersErrors } from "../rules/codeowners.ts";

export const codeownersRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/codeowners/errors",
    reads("contents"),
  )(async ({ state, repository, query }) => {
    const commit = await resolveCommit(repository.store, query("ref") ?? repository.defaultBranch);
    const errors = commit === undefined ? undefined : await findOwnersErrors(state, repository, commit);
    if (errors === undefined) throw notFound();
    return { status: 200, body: { errors } };
  }),
];
