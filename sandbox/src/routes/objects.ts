import { reads, writes } from "../access.ts";
import { type Account, gitEmail } from "../accounts.ts";
import {
  readBlob,
  readCommit,
  readTree,
  readTrees,
  readType,
  resolveCommit,
  type Signature,
} from "../git/objects.ts";
import { readGit } from "../git/run.ts";
import { writeBlob, writeCommit, writeTree } from "../git/write.ts";
import { HttpError, invalid, notFound } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { gitCommitPayload } from "../payloads/commit.ts";
import { encodeContent } from "../payloads/content.ts";
import { repositoryUrl } from "../payloads/repository.ts";
import { nodeId, type Schemas } from "../payloads/schemas.ts";
import type { State } from "../state.ts";

export const objectRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    reads("contents"),
  )(async ({ state, repository, path, query }) => {
    const tree = await findTree(repository, path("tree_sha"));
    if (tree === undefined) throw notFound();
    // Any value means yes, even "0" and "false", as GitHub documents.
    return {
      status: 200,
      body: await treePayload(state, repository, tree, query("recursive") !== undefined),
    };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/git/trees",
    writes("contents"),
  )(async ({ state, repository, body }) => {
    const edits = await Promise.all(
      body.objects("tree").map(async (entry) => ({
        path: entry.text("path"),
        mode: entry.optionalText("mode") ?? "100644",
        sha: await storeEntry(repository, entry),
      })),
    );
    const tree = await writeTree(repository.store, body.optionalText("base_tree"), edits);
    return { status: 201, body: await treePayload(state, repository, tree, false) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
    reads("contents"),
  )(async ({ state, repository, path }) => {
    const sha = path("file_sha");
    if ((await readType(repository.store, sha)) !== "blob") throw notFound();
    const bytes = await readBlob(repository.store, sha);
    return {
      status: 200,
      body: {
        sha,
        node_id: nodeId("Blob", sha),
        size: bytes.length,
        url: `${repositoryUrl(state, repository)}/git/blobs/${sha}`,
        content: encodeContent(bytes),
        encoding: "base64",
      },
    };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/git/blobs",
    writes("contents"),
  )(async ({ state, repository, body }) => {
    const encoding = body.optionalChoice("encoding", ["utf-8", "base64"]) ?? "utf-8";
    const sha = await writeBlob(repository.store, Buffer.from(body.text("content"), encoding));
    return { status: 201, body: { sha, url: `${repositoryUrl(state, repository)}/git/blobs/${sha}` } };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    reads("contents"),
  )(async ({ state, repository, path }) => {
    if ((await readType(repository.store, path("commit_sha"))) !== "commit") throw notFound();
    const commit = await readCommit(repository.store, path("commit_sha"));
    return { status: 200, body: gitCommitPayload(state, repository, commit) };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/git/commits",
    writes("contents"),
  )(async ({ state, repository, actor, body }) => {
    const author = readSignature(body.optionalObject("author"), actor.account, state.clock());
    const draft = {
      tree: body.text("tree"),
      parents: body.texts("parents"),
      message: body.text("message"),
      author,
      committer: body.has("committer")
        ? readSignature(body.optionalObject("committer"), actor.account, state.clock())
        : author,
      signature: body.optionalText("signature"),
    };
    await requireObjects(repository, draft.tree, draft.parents);
    const sha = await writeCommit(repository.store, draft);
    const commit = await readCommit(repository.store, sha);
    return { status: 201, body: gitCommitPayload(state, repository, commit) };
  }),
];

/** The identity in a commit made over REST: the one given, else the caller. */
export function readSignature(fields: Fields<string> | undefined, account: Account, now: Date): Signature {
  const date = fields?.optionalText("date");
  const parsed = date === undefined ? now : new Date(date);
  if (Number.isNaN(parsed.getTime())) throw invalid("Commit", "date", `${date} is not a time`);
  return {
    name: fields?.optionalText("name") ?? account.name,
    email: fields?.optionalText("email") ?? gitEmail(account),
    date: parsed,
  };
}

async function findTree(repository: Repository, name: string): Promise<string | undefined> {
  if ((await readType(repository.store, name)) === "tree") return name;
  const commit = await resolveCommit(repository.store, name);
  return commit === undefined ? undefined : readGit(repository.store, ["rev-parse", `${commit}^{tree}`]);
}

async function treePayload(
  state: State,
  repository: Repository,
  sha: string,
  recursive: boolean,
): Promise<Schemas["git-tree"]> {
  const api = repositoryUrl(state, repository);
  const most = recursive ? state.limits.treeEntries : Number.POSITIVE_INFINITY;
  const entries = recursive
    ? await readTrees(repository.store, sha, most + 1)
    : await readTree(repository.store, sha);
  return {
    sha,
    url: `${api}/git/trees/${sha}`,
    truncated: entries.length > most,
    tree: entries.slice(0, most).map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      url: `${api}/git/${entry.type}s/${entry.sha}`,
    })),
  };
}

/** The object of a new tree's entry: the text in the request, a known id, or null to remove the path. */
async function storeEntry(repository: Repository, entry: Fields<string>): Promise<string | undefined> {
  const content = entry.optionalText("content");
  if (content !== undefined) return writeBlob(repository.store, content);
  const sha = entry.nullableText("sha");
  if (sha === null) return undefined;
  // The commit of a submodule is in another repository.
  if (sha !== undefined && entry.optionalText("mode") === "160000") return sha;
  if (sha === undefined || (await readType(repository.store, sha)) === undefined) {
    throw new HttpError(422, `tree.sha ${sha ?? "(missing)"} is not a valid blob`);
  }
  if (entry.optionalText("mode") === "040000") {
    throw new HttpError(501, "Entries that are folders are not supported by the sandbox: list their files.");
  }
  return sha;
}

async function requireObjects(repository: Repository, tree: string, parents: readonly string[]) {
  if ((await readType(repository.store, tree)) !== "tree")
    throw new HttpError(422, "Tree SHA does not exist");
  for (const parent of parents) {
    if ((await readType(repository.store, parent)) === "commit") continue;
    throw new HttpError(422, "Parent SHA does not exist or is not a commit object");
  }
}
