import { editInBrowser } from "../../browser-edit.ts";
import { notFound } from "../../http/error.ts";
import { findRepository } from "../../state.ts";
import { type Html, html } from "../html.ts";
import { get, post, type Visit } from "../page.ts";
import { showDiff } from "./diff.ts";
import { readBlob, splitRef } from "./files.ts";
import { encodePath, repositoryHead, repositoryOf } from "./parts.ts";

/** "Creating new files", "Editing files", "Creating a pull request". */
export const proposePages = [
  get("/:owner/:repo/new/*", async (visit) => {
    const { ref, path } = await splitRef(visit);
    const { searchParams } = visit.url;
    const folder = path === "" ? "" : `${path}/`;
    return editor(visit, "New file", {
      path: `${folder}${searchParams.get("filename") ?? ""}`,
      text: searchParams.get("value") ?? "",
      branch: ref,
      isNew: true,
    });
  }),
  get("/:owner/:repo/edit/*", async (visit) => {
    const { ref, path } = await splitRef(visit);
    const { text } = await readBlob(visit, ref, path);
    return editor(visit, `Edit ${path}`, { path, text, branch: ref, isNew: false });
  }),
  post("/:owner/:repo/propose", async (visit) => {
    const { page } = repositoryOf(visit);
    const { branch } = await propose(visit);
    return { to: `${page}/compare/${branch}` };
  }),
  get("/:owner/:repo/compare/*", showCompare),
  post("/:owner/:repo/open", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const { number } = await visit.api.send("pull-request", "POST", `${api}/pulls`, {
      title: visit.field("title"),
      body: visit.field("body"),
      head: visit.field("head"),
      base: visit.field("base"),
    });
    return { to: `${page}/pull/${number}` };
  }),
];

interface Edited {
  readonly path: string;
  readonly text: string;
  readonly branch: string;
  readonly isNew: boolean;
}

function editor(visit: Visit, title: string, { path, text, branch, isNew }: Edited) {
  const { page } = repositoryOf(visit);
  return {
    title,
    body: html`${repositoryHead(visit)}<h1>${title}</h1><form method="post" action="${page}/propose" class="stack">
<input type="hidden" name="branch" value="${branch}">
${isNew ? html`<label for="path">Name of the file, with its folders</label><input id="path" name="path" value="${path}" required>` : html`<input type="hidden" name="path" value="${path}"><input type="hidden" name="known" value="1">`}
<label for="text">Text</label><textarea id="text" name="text" class="code" spellcheck="false">
${text}</textarea>
<p class="hint">Commits as ${visit.person.login}.</p>
<div class="buttons"><button class="act">${isNew ? "Propose new file" : "Commit changes"}</button></div></form>`,
  };
}

/**
 * A new file goes to a new branch, for the default branch is guarded; so does a change of a file there. A change of a file on another
 * branch, as that of a pull request, goes to this branch.
 */
async function propose(visit: Visit): Promise<{ branch: string }> {
  const [path, branch] = [visit.field("path"), visit.field("branch")];
  // Forms send line ends as CR LF ("Constructing the entry list", HTML).
  const text = visit.field("text").replaceAll("\r\n", "\n");
  const repository = findRepository(visit.state, visit.path("owner"), visit.path("repo"));
  if (repository === undefined) throw notFound();
  if (branch === repository.defaultBranch) {
    const made = await editInBrowser(visit.state, repository, visit.person, { path, text });
    const owner = made.repository.split("/")[0] ?? "";
    return { branch: owner === repository.owner.login ? made.branch : `${owner}:${made.branch}` };
  }
  const known = visit.field("known") === "" ? undefined : await readBlob(visit, branch, path);
  await visit.api.send("file-commit", "PUT", `${repositoryOf(visit).api}/contents/${encodePath(path)}`, {
    message: `${known === undefined ? "Create" : "Update"} ${path.split("/").at(-1)}`,
    content: Buffer.from(text).toString("base64"),
    branch,
    ...(known === undefined ? {} : { sha: known.sha }),
  });
  return { branch };
}

async function showCompare(visit: Visit) {
  const { api, page } = repositoryOf(visit);
  const [from, to] = visit.path("*").split("...");
  const { default_branch: main } = await visit.api.get("repository", api);
  const [base = main, head = ""] = to === undefined ? [main, from] : [from, to];
  const pulls = await visit.api.list("pull-request-simple", `${api}/pulls?state=open`);
  const open = pulls.find((pull) => pull.head.ref === head || pull.head.label === head);
  if (open !== undefined) return { to: `${page}/pull/${open.number}` };
  const { files = [], commits } = await visit.api.get(
    "commit-comparison",
    `${api}/compare/${encodePath(base)}...${encodePath(head)}`,
  );
  const title = commits.at(-1)?.commit.message.split("\n")[0] ?? head;
  return {
    title: "Open a pull request",
    body: html`${repositoryHead(visit)}${openForm(visit, { base, head, title })}${files.map(showDiff)}`,
  };
}

function openForm(visit: Visit, { base, head, title }: { base: string; head: string; title: string }): Html {
  return html`<h1>Open a pull request</h1><p><code>${head}</code> into <code>${base}</code></p>
<form method="post" action="${repositoryOf(visit).page}/open" class="stack">
<input type="hidden" name="head" value="${head}"><input type="hidden" name="base" value="${base}">
<label for="title">Title</label><input id="title" name="title" value="${title}" required>
<label for="body">Description</label><textarea id="body" name="body"></textarea>
<div class="buttons"><button class="act">Create pull request</button></div></form><h2>Changed files</h2>`;
}
