import { readLoose } from "./loose.ts";
import { readRefs } from "./refs.ts";
import { remembered } from "./remembered.ts";
import { readGit, runGit, type Store } from "./run.ts";

/** The person and time that a commit names. Both are data of the client. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** The armoured signature and its payload, if the commit is signed. Not verified. */
  readonly signed: { readonly signature: string; readonly payload: string } | undefined;
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size: number | undefined;
}

const fullSha = /^[0-9a-f]{40}$/;

/** The type of an object by its full id; undefined if the store does not have it. */
export async function readType(store: Store, sha: string): Promise<string | undefined> {
  return fullSha.test(sha) ? typeOf(store, sha).catch(() => undefined) : undefined;
}

const typeOf = remembered(
  async (store: Store, sha: string) =>
    (await readLoose(store, sha))?.type ?? readGit(store, ["cat-file", "-t", sha]),
);

/** The commit of a branch, a tag, a ref or a commit id (at least seven digits). */
export async function resolveCommit(store: Store, name: string): Promise<string | undefined> {
  // GitHub forbids refs that look like an object id.
  if (fullSha.test(name)) return peelCommit(store, name);
  const wanted = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name];
  const refs = await readRefs(
    store,
    wanted.filter((ref) => ref.startsWith("refs/")),
  );
  const named = wanted.flatMap((ref) => refs.filter((known) => known.name === ref))[0]?.sha;
  const sha = named ?? (/^[0-9a-f]{7,40}$/.test(name) ? name : undefined);
  return sha === undefined ? undefined : peelCommit(store, sha);
}

/** The commit of an object id, following tags; undefined for other objects. */
export async function peelCommit(store: Store, sha: string): Promise<string | undefined> {
  if ((await readType(store, sha)) === "commit") return sha;
  const args = ["rev-parse", "--verify", "--quiet", `${sha}^{commit}`];
  const answer = await runGit(store, args, { allow: [1, 128] });
  return answer.exitCode === 0 ? answer.stdout.toString("utf8").trim() : undefined;
}

/** The commits in the requested order. Throws if one is missing or another kind of object. */
export const readCommits = remembered(
  async (store: Store, shas: readonly string[]): Promise<readonly Commit[]> => {
    const loose = await Promise.all(shas.map((sha) => readLooseCommit(store, sha)));
    const others = shas.filter((_, index) => loose[index] === undefined);
    const packed = await readPackedCommits(store, others);
    return loose.flatMap((commit) => commit ?? packed.shift() ?? []);
  },
);

async function readLooseCommit(store: Store, sha: string): Promise<Commit | undefined> {
  const object = fullSha.test(sha) ? await readLoose(store, sha) : undefined;
  return object?.type === "commit" ? parseCommit(sha, object.bytes.toString("utf8")) : undefined;
}

async function readPackedCommits(store: Store, shas: readonly string[]): Promise<Commit[]> {
  if (shas.length === 0) return [];
  const { stdout } = await runGit(store, ["cat-file", "--batch"], { input: `${shas.join("\n")}\n` });
  let offset = 0;
  return shas.map((wanted) => {
    const headEnd = stdout.indexOf(10, offset);
    const [sha = "", type, size] = stdout.toString("utf8", offset, headEnd).split(" ");
    if (type !== "commit") throw new Error(`${wanted} is not a commit of this repository.`);
    offset = headEnd + 1 + Number(size) + 1;
    return parseCommit(sha, stdout.toString("utf8", headEnd + 1, offset - 1));
  });
}

export async function readCommit(store: Store, sha: string): Promise<Commit> {
  const [commit] = await readCommits(store, [sha]);
  if (commit === undefined) throw new Error(`${sha} is not a commit of this repository.`);
  return commit;
}

function parseCommit(sha: string, text: string): Commit {
  const end = text.indexOf("\n\n");
  const headers = parseHeaders(text.slice(0, end));
  const first = (name: string) => headers.find((header) => header.name === name)?.value;
  const signature = first("gpgsig");
  return {
    sha,
    tree: first("tree") ?? "",
    parents: headers.filter(({ name }) => name === "parent").map(({ value }) => value),
    author: parseSignature(first("author") ?? ""),
    committer: parseSignature(first("committer") ?? ""),
    message: text.slice(end + 2).replace(/\n$/, ""),
    signed:
      signature === undefined
        ? undefined
        : { signature, payload: text.replace(/^gpgsig .*\n(?: .*\n)*/m, "") },
  };
}

function parseHeaders(text: string): { name: string; value: string }[] {
  return text
    .replaceAll("\n ", "\u0000")
    .split("\n")
    .map((line) => {
      const space = line.indexOf(" ");
      return { name: line.slice(0, space), value: line.slice(space + 1).replaceAll("\u0000", "\n") };
    });
}

function parseSignature(text: string): Signature {
  const [, name = "", email = "", seconds = "0"] = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(text) ?? [];
  return { name, email, date: new Date(Number(seconds) * 1000) };
}

/** The entries of a tree (or of a commit's tree). */
export const readTree = remembered(
  async (store: Store, treeish: string): Promise<readonly TreeEntry[]> =>
    parseTree((await runGit(store, ["ls-tree", "-z", "-l", treeish])).stdout),
);

/** The entries of a tree and of all trees below it, folders included, as GitHub lists them, up to this number. */
export const readTrees = remembered(
  async (store: Store, treeish: string, most: number): Promise<readonly TreeEntry[]> => {
    const args = ["ls-tree", "-z", "-l", "-r", "-t", treeish];
    return parseTree((await runGit(store, args, { enoughRecords: most })).stdout).slice(0, most);
  },
);

/** Drops an incomplete entry after the last zero byte. */
const parseTree = (listing: Buffer): TreeEntry[] =>
  listing
    .toString("utf8", 0, listing.lastIndexOf(0) + 1)
    .split("\0")
    .filter(Boolean)
    .map(parseTreeEntry);

function parseTreeEntry(line: string): TreeEntry {
  const tab = line.indexOf("\t");
  const [mode = "", type = "", sha = "", size = "-"] = line.slice(0, tab).split(/ +/);
  return { path: line.slice(tab + 1), mode, type, sha, size: size === "-" ? undefined : Number(size) };
}

/** The file or folder at a path of a commit; undefined if there is none. The empty path is the root folder. */
export const findEntry = remembered(
  async (store: Store, commit: string, path: string): Promise<TreeEntry | undefined> => {
    if (path === "") {
      const sha = await readGit(store, ["rev-parse", "--verify", `${commit}^{tree}`]);
      return { path: "", mode: "040000", type: "tree", sha, size: undefined };
    }
    const text = (await runGit(store, ["--literal-pathspecs", "ls-tree", "-z", "-l", commit, "--", path]))
      .stdout;
    const [line] = text.toString("utf8").split("\0").filter(Boolean);
    return line === undefined ? undefined : parseTreeEntry(line);
  },
);

/** The bytes of a blob. */
export const readBlob = remembered(async (store: Store, sha: string): Promise<Buffer> => {
  const loose = await readLoose(store, sha);
  return loose?.type === "blob" ? loose.bytes : (await runGit(store, ["cat-file", "blob", sha])).stdout;
});

/** The text of a file of a commit; undefined if there is no such file. */
export async function readFileAt(store: Store, commit: string, path: string): Promise<string | undefined> {
  const entry = await findEntry(store, commit, path);
  return entry?.type === "blob" ? (await readBlob(store, entry.sha)).toString("utf8") : undefined;
}
