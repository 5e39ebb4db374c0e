import { notFound } from "../../http/error.ts";
import { html } from "../html.ts";
import { type FilePlace, renderFile } from "../markdown.ts";
import { get, type Visit } from "../page.ts";
import { showDiff } from "./diff.ts";
import { encodePath, repositoryHead, repositoryOf, rows, when } from "./parts.ts";

/** A repository's files and commits. */
export const filePages = [
  get("/:owner/:repo", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const { default_branch: branch } = await visit.api.get("repository", api);
    return showFolder(
      visit,
      branch,
      "",
      html`<p class="buttons"><a class="button" href="${page}/new/${encodePath(branch)}">Add a file</a></p>`,
    );
  }),
  get("/:owner/:repo/tree/*", async (visit) => {
    const { ref, path } = await splitRef(visit);
    return showFolder(visit, ref, path);
  }),
  get("/:owner/:repo/blob/*", async (visit) => {
    const { ref, path } = await splitRef(visit);
    if (await isFolder(visit, ref, path))
      return { to: `${repositoryOf(visit).page}/tree/${encodePath(`${ref}/${path}`)}` };
    return showFile(visit, ref, path);
  }),
  get("/:owner/:repo/raw/*", async (visit) => {
    const { ref, path } = await splitRef(visit);
    return { text: await readText(visit, ref, path) };
  }),
  get("/:owner/:repo/commit/:sha", async (visit) => {
    const { api } = repositoryOf(visit);
    const commit = await visit.api.get("commit", `${api}/commits/${visit.path("sha")}`);
    return {
      title: `Commit ${commit.sha.slice(0, 7)}`,
      body: html`${repositoryHead(visit)}<h1>Commit <code>${commit.sha.slice(0, 7)}</code></h1>
<p>${commit.author?.login ?? commit.commit.author?.name} <span class="soft">${when(commit.commit.committer?.date)}</span></p>
<pre>${commit.commit.message}</pre>${(commit.files ?? []).map((file) => showDiff(file))}`,
    };
  }),
  get("/:owner/:repo/branches", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const branches = await visit.api.list("short-branch", `${api}/branches`);
    return {
      title: "Branches",
      body: html`${repositoryHead(visit)}<h1>Branches</h1>${rows(
        branches.map(
          ({ name }) =>
            html`<a href="${page}/tree/${encodePath(name)}">${name}</a>, <a href="${page}/commits/${encodePath(name)}">its commits</a>`,
        ),
        "None.",
      )}`,
    };
  }),
  get("/:owner/:repo/commits", (visit) => listCommits(visit, "")),
  get("/:owner/:repo/commits/*", (visit) => listCommits(visit, visit.path("*"))),
];

async function listCommits(visit: Visit, ref: string) {
  const { api, page } = repositoryOf(visit);
  const query = ref === "" ? "" : `?sha=${encodeURIComponent(ref)}`;
  const commits = await visit.api.list("commit", `${api}/commits${query}`);
  return {
    title: "Commits",
    body: html`${repositoryHead(visit)}<h1>Commits${ref === "" ? "" : ` of ${ref}`}</h1>${rows(
      commits.map(
        ({ sha, commit, author }) =>
          html`<a href="${page}/commit/${sha}">${commit.message.split("\n")[0]}</a><br><span class="soft">${author?.login ?? commit.author?.name}, ${when(commit.committer?.date)}</span>`,
      ),
      "None.",
    )}`,
  };
}

/** Branch names may have slashes: the longest branch that the path begins with, else its first part. */
export async function splitRef(visit: Visit): Promise<{ ref: string; path: string }> {
  const rest = visit.path("*");
  const { api } = repositoryOf(visit);
  const branches = await visit.api.list("short-branch", `${api}/branches`);
  const fitting = branches
    .map(({ name }) => name)
    .filter((name) => rest === name || rest.startsWith(`${name}/`));
  const ref = fitting.toSorted((a, b) => b.length - a.length)[0] ?? rest.split("/")[0] ?? "";
  return { ref, path: rest.slice(ref.length + 1) };
}

const contentsOf = (visit: Visit, ref: string, path: string): string =>
  `${repositoryOf(visit).api}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`;

const isFolder = async (visit: Visit, ref: string, path: string): Promise<boolean> =>
  Array.isArray(await visit.api.get("content-directory", contentsOf(visit, ref, path)));

const placeOf = (visit: Visit, ref: string, path: string): FilePlace => ({
  root: `${repositoryOf(visit).page}/blob/${encodePath(ref)}`,
  folder: encodePath(path.split("/").slice(0, -1).join("/")),
});

/** The text of a file, and its blob's id. */
export async function readBlob(
  visit: Visit,
  ref: string,
  path: string,
): Promise<{ text: string; sha: string }> {
  const file = await visit.api.get("content-file", contentsOf(visit, ref, path));
  if (file.type !== "file" || typeof file.content !== "string") throw notFound();
  return { text: Buffer.from(file.content, "base64").toString("utf8"), sha: file.sha };
}

const readText = async (visit: Visit, ref: string, path: string): Promise<string> =>
  (await readBlob(visit, ref, path)).text;

async function showFolder(visit: Visit, ref: string, path: string, more = html``) {
  const { page, name } = repositoryOf(visit);
  const entries = await visit.api.get("content-directory", contentsOf(visit, ref, path));
  if (!Array.isArray(entries)) throw notFound();
  const readme = entries.find((entry) => entry.name.toLowerCase() === "readme.md");
  return {
    title: path === "" ? name : path,
    body: html`${repositoryHead(visit)}<h1>${path === "" ? name : path}</h1><p class="soft">at ${ref}</p>${more}${rows(
      entries.map(
        (entry) =>
          html`<a href="${page}/${entry.type === "dir" ? "tree" : "blob"}/${encodePath(`${ref}/${entry.path}`)}">${entry.name}${entry.type === "dir" ? "/" : ""}</a>`,
      ),
      "Empty.",
    )}${readme === undefined ? undefined : html`<div class="box"><div class="body only">${renderFile(await readText(visit, ref, readme.path), placeOf(visit, ref, readme.path))}</div></div>`}`,
  };
}

async function showFile(visit: Visit, ref: string, path: string) {
  const { page } = repositoryOf(visit);
  const text = await readText(visit, ref, path);
  const here = encodePath(`${ref}/${path}`);
  const shown = path.endsWith(".md") && visit.url.searchParams.get("plain") !== "1";
  return {
    title: path,
    body: html`${repositoryHead(visit)}<h1>${path}</h1><p class="soft">at ${ref}</p>
<p class="buttons"><a class="button" href="${page}/edit/${here}">Edit</a> <a class="button" href="${page}/raw/${here}">Raw</a></p>${
      shown
        ? html`<div class="box"><div class="body only">${renderFile(text, placeOf(visit, ref, path))}</div></div>`
        : html`<pre tabindex="0"><code>${text.split("\n").map((line, index) => html`<span id="L${index + 1}">${line}</span>\n`)}</code></pre>`
    }`,
  };
}
