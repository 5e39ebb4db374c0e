import { posix } from "node:path";
import { reads, writes } from "../access.ts";
import type { Actor } from "../caller.ts";
import {
  findEntry,
  readBlob,
  readCommit,
  readFileAt,
  readTree,
  resolveCommit,
  type TreeEntry,
} from "../git/objects.ts";
import { branchRef, readRef } from "../git/refs.ts";
import { type TreeEdit, writeBlob, writeCommit, writeTree } from "../git/write.ts";
import { HttpError, notFound } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { repositoryRoute } from "../http/route.ts";
import { ruleViolation } from "../merge.ts";
import type { Repository } from "../model.ts";
import { gitCommitPayload } from "../payloads/commit.ts";
import { encodeContent, entryPayload } from "../payloads/content.ts";
import { htmlUrl } from "../payloads/repository.ts";
import { judgeMoves, moveRef } from "../ref-changes.ts";
import type { State } from "../state.ts";
import { readSignature } from "./objects.ts";

export const contentRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/contents/{path}",
    reads("contents"),
  )(async ({ state, repository, path, query }) => {
    const ref = query("ref") ?? repository.defaultBranch;
    const commit = await resolveCommit(repository.store, ref);
    if (commit === undefined) throw new HttpError(404, `No commit found for the ref ${ref}`);
    const place = cleanPath(path("path"));
    const entry = await findEntry(repository.store, commit, place);
    if (entry === undefined) throw notFound();
    return {
      status: 200,
      body:
        entry.type === "tree"
          ? await readFolder(state, repository, entry, place, ref)
          : await readFile(state, repository, await followLink(repository, commit, entry, place), place, ref),
    };
  }),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/contents/{path}",
    writes("contents"),
  )(async ({ state, repository, actor, path, body }) => {
    const place = cleanPath(path("path"));
    const target = await findTarget(repository, place, body.optionalText("branch"));
    refuseStaleFile(place, target.entry, body.optionalText("sha"));
    const sha = await writeBlob(repository.store, Buffer.from(body.text("content"), "base64"));
    const edit = { path: place, mode: target.entry?.mode ?? "100644", sha };
    const commit = await commitEdit(state, repository, actor, target, edit, body);
    const entry = await findEntry(repository.store, commit.sha, place);
    if (entry === undefined) throw new Error(`${place} is not in the commit made for it.`);
    const content = { type: "file", ...entryPayload(state, repository, entry, place, target.branch) };
    return {
      status: target.entry === undefined ? 201 : 200,
      body: { content, commit: gitCommitPayload(state, repository, commit) },
    };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/contents/{path}",
    writes("contents"),
  )(async ({ state, repository, actor, path, body }) => {
    const place = cleanPath(path("path"));
    const target = await findTarget(repository, place, body.optionalText("branch"));
    if (target.entry === undefined) throw notFound();
    refuseStaleFile(place, target.entry, body.text("sha"));
    const edit = { path: place, sha: undefined };
    const commit = await commitEdit(state, repository, actor, target, edit, body);
    return { status: 200, body: { content: null, commit: gitCommitPayload(state, repository, commit) } };
  }),
];

interface Target {
  readonly branch: string;
  readonly tip: string;
  readonly entry: TreeEntry | undefined;
}

const cleanPath = (path: string): string => path.replace(/^\/+|\/+$/g, "");

async function findTarget(repository: Repository, path: string, wanted: string | undefined): Promise<Target> {
  const branch = wanted ?? repository.defaultBranch;
  const tip = await readRef(repository.store, branchRef(branch));
  if (tip === undefined) throw new HttpError(404, `Branch ${branch} not found`);
  return { branch, tip, entry: await findEntry(repository.store, tip, path) };
}

function refuseStaleFile(path: string, entry: TreeEntry | undefined, sha: string | undefined): void {
  if (entry === undefined) return;
  if (sha === undefined) throw new HttpError(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha !== entry.sha) throw new HttpError(409, `${path} does not match ${sha}`);
}

async function commitEdit(
  state: State,
  repository: Repository,
  actor: Actor,
  { branch, tip }: Target,
  edit: TreeEdit,
  body: Fields<"message" | "author" | "committer">,
) {
  const { store } = repository;
  const author = readSignature(body.optionalObject("author"), actor.account, state.clock());
  const committer = readSignature(body.optionalObject("committer"), actor.account, state.clock());
  const tree = await writeTree(store, tip, [edit]);
  const after = await writeCommit(store, {
    tree,
    parents: [tip],
    author,
    committer,
    message: body.text("message"),
  });
  // "Signature verification for bots": only if the request does not set the commit's author.
  const isBots = actor.kind === "installation" && !body.has("author") && !body.has("committer");
  if (isBots) repository.signed.add(after);
  const move = { ref: branchRef(branch), before: tip, after };
  const refused = await judgeMoves(state, repository, store, actor, [move]);
  if (refused.length > 0) {
    throw ruleViolation(
      409,
      refused.flatMap(({ violations }) => violations),
    );
  }
  await moveRef(state, repository, actor.account, move);
  return readCommit(store, after);
}

/** GitHub shows the target of a symlink to a file of the repository, and other links as themselves. */
async function followLink(
  repository: Repository,
  commit: string,
  entry: TreeEntry,
  path: string,
): Promise<TreeEntry> {
  if (entry.mode !== "120000") return entry;
  const target = (await readBlob(repository.store, entry.sha)).toString("utf8");
  const place = posix.join(posix.dirname(path), target);
  if (posix.isAbsolute(target) || place.startsWith("..")) return entry;
  const found = await findEntry(repository.store, commit, place);
  return found?.type === "blob" && found.mode !== "120000" ? found : entry;
}

/** Above this many bytes GitHub lists a file without its content. */
const largestContent = 1024 * 1024;

async function readFile(state: State, repository: Repository, entry: TreeEntry, path: string, ref: string) {
  const facts = entryPayload(state, repository, entry, path, ref);
  if (entry.type === "commit") {
    const submodule_git_url = await findSubmoduleUrl(state, repository, ref, path);
    return { ...facts, type: "submodule" as const, submodule_git_url };
  }
  const bytes = await readBlob(repository.store, entry.sha);
  if (entry.mode === "120000") return { ...facts, type: "symlink" as const, target: bytes.toString("utf8") };
  const content =
    bytes.length > largestContent
      ? { encoding: "none", content: "" }
      : { encoding: "base64", content: encodeContent(bytes) };
  return { ...facts, type: "file" as const, ...content };
}

/**
 * A submodule's URL from `.gitmodules`. GitHub's schema requires a URI: a relative URL is resolved against the repository's own, and a
 * missing one is the path below it.
 */
async function findSubmoduleUrl(
  state: State,
  repository: Repository,
  ref: string,
  path: string,
): Promise<string> {
  const commit = await resolveCommit(repository.store, ref);
  const text = commit === undefined ? undefined : await readFileAt(repository.store, commit, ".gitmodules");
  const section = (text ?? "").split(/^(?=\[)/m).find((part) => part.includes(`path = ${path}\n`));
  const address = /^\s*url = (.*)$/m.exec(section ?? "")?.[1] ?? `./${encodeURI(path)}`;
  const base = `${htmlUrl(state, repository)}.git/`;
  return URL.canParse(address, base) ? new URL(address, base).href : base;
}

/** A folder shows this many entries and drops the others without a notice. */
const mostEntries = 1000;

async function readFolder(
  state: State,
  repository: Repository,
  folder: TreeEntry,
  path: string,
  ref: string,
) {
  const entries = await readTree(repository.store, folder.sha);
  return entries.slice(0, mostEntries).map((entry) => ({
    ...entryPayload(state, repository, entry, path === "" ? entry.path : `${path}/${entry.path}`, ref),
    type: kindOf(entry),
  }));
}

/** A folder lists submodules as files, as GitHub did before it distinguished them. */
function kindOf({ type, mode }: TreeEntry): "dir" | "file" | "symlink" {
  if (type === "tree") return "dir";
  return mode === "120000" ? "symlink" : "file";
}
