import { reads, writes } from "../access.ts";
import type { Actor } from "../caller.ts";
import { isAncestor } from "../git/history.ts";
import { readType } from "../git/objects.ts";
import { branchRef, isRefName, listRefs, type Ref, type RefMove, readRef, zeroSha } from "../git/refs.ts";
import { HttpError, notFound } from "../http/error.ts";
import { repositoryRoute } from "../http/route.ts";
import { ruleViolation } from "../merge.ts";
import type { Repository } from "../model.ts";
import { repositoryUrl } from "../payloads/repository.ts";
import { nodeId, type Schemas } from "../payloads/schemas.ts";
import { judgeMoves, moveRef } from "../ref-changes.ts";
import type { State } from "../state.ts";

export const refRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/git/ref/{ref}",
    reads("contents"),
  )(async ({ state, repository, path }) => {
    const [ref] = (await listRefs(repository.store, `refs/${path("ref")}`)).filter(
      ({ name }) => name === `refs/${path("ref")}`,
    );
    if (ref === undefined) throw notFound();
    return { status: 200, body: refPayload(state, repository, ref) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
    reads("contents"),
  )(async ({ state, repository, path }) => {
    const refs = await listRefs(repository.store, `refs/${path("ref")}`);
    return { status: 200, body: refs.map((ref) => refPayload(state, repository, ref)) };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/git/refs",
    writes("contents"),
  )(async ({ state, repository, actor, body }) => {
    const name = body.text("ref");
    const sha = body.text("sha");
    await refuseName(repository, name);
    await refuseObject(repository, name, sha);
    if ((await readRef(repository.store, name)) !== undefined) {
      throw new HttpError(422, "Reference already exists");
    }
    await changeRef(state, repository, actor, { ref: name, before: zeroSha, after: sha });
    return { status: 201, body: await readRefPayload(state, repository, name) };
  }),

  repositoryRoute(
    "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
    writes("contents"),
  )(async ({ state, repository, actor, path, body }) => {
    const name = `refs/${path("ref")}`;
    const sha = body.text("sha");
    const before = await requireRef(repository, name);
    await refuseObject(repository, name, sha);
    const forced = body.optionalFlag("force") ?? false;
    if (!forced && !(await isAncestor(repository.store, before, sha))) {
      throw new HttpError(422, "Update is not a fast forward");
    }
    if (before !== sha) await changeRef(state, repository, actor, { ref: name, before, after: sha });
    return { status: 200, body: await readRefPayload(state, repository, name) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
    writes("contents"),
  )(async ({ state, repository, actor, path }) => {
    const name = `refs/${path("ref")}`;
    const before = await requireRef(repository, name);
    await changeRef(state, repository, actor, { ref: name, before, after: zeroSha });
    return { status: 204 };
  }),
];

async function changeRef(state: State, repository: Repository, actor: Actor, move: RefMove): Promise<void> {
  const refused = await judgeMoves(state, repository, repository.store, actor, [move]);
  if (refused.length > 0) {
    throw ruleViolation(
      422,
      refused.flatMap(({ violations }) => violations),
    );
  }
  if (move.after === zeroSha && move.ref === branchRef(repository.defaultBranch)) {
    throw new HttpError(422, "Cannot delete the default branch");
  }
  await moveRef(state, repository, actor.account, move);
}

async function refuseName(repository: Repository, name: string): Promise<void> {
  if (name.split("/").length < 3) {
    throw new HttpError(422, "Reference name must start with 'refs/' and have at least two slashes.");
  }
  const writable = name.startsWith("refs/heads/") || name.startsWith("refs/tags/");
  if (!writable || !(await isRefName(repository.store, name))) {
    throw new HttpError(422, `Reference cannot be created: ${name} is not a branch or tag name.`);
  }
}

async function refuseObject(repository: Repository, name: string, sha: string): Promise<void> {
  const type = await readType(repository.store, sha);
  if (type === undefined) throw new HttpError(422, "Object does not exist");
  if (name.startsWith("refs/heads/") && type !== "commit") {
    throw new HttpError(422, `Reference update failed: ${sha} is a ${type}, and a branch needs a commit.`);
  }
}

async function requireRef(repository: Repository, name: string): Promise<string> {
  const writable = name.startsWith("refs/heads/") || name.startsWith("refs/tags/");
  const sha = writable ? await readRef(repository.store, name) : undefined;
  if (sha === undefined) throw new HttpError(422, "Reference does not exist");
  return sha;
}

async function readRefPayload(state: State, repository: Repository, name: string) {
  const ref = (await listRefs(repository.store, name)).find((known) => known.name === name);
  if (ref === undefined) throw new Error(`${name} disappeared during its own update.`);
  return refPayload(state, repository, ref);
}

function refPayload(state: State, repository: Repository, { name, sha, type }: Ref): Schemas["git-ref"] {
  const api = repositoryUrl(state, repository);
  return {
    ref: name,
    node_id: nodeId("Ref", name),
    url: `${api}/git/${name}`,
    object: { type, sha, url: `${api}/git/${type}s/${sha}` },
  };
}
