import { html } from "../html.ts";
import { get, post, type Visit } from "../page.ts";
import { findForm, listForms, readAnswers, showFields } from "./issue-forms.ts";
import { commentForm, repositoryHead, repositoryOf, rows, said, state, when } from "./parts.ts";

/** Issues, and the forms that open them. */
export const issuePages = [
  get("/:owner/:repo/issues", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const all = await visit.api.list("issue", `${api}/issues?state=all`);
    return {
      title: "Issues",
      body: html`${repositoryHead(visit)}<h1>Issues</h1><p class="buttons"><a class="button act" href="${page}/issues/new/choose">New issue</a></p>${rows(
        all
          .filter((issue) => issue.pull_request === undefined)
          .map(
            (issue) =>
              html`${state(issue.state === "open" ? "wait" : "good", issue.state)} <a href="${page}/issues/${issue.number}">${issue.title}</a><br><span class="soft">#${issue.number} by ${issue.user?.login}, ${when(issue.created_at)}</span>`,
          ),
        "None yet.",
      )}`,
    };
  }),
  get("/:owner/:repo/labels", async (visit) => {
    const labels = await visit.api.list("label", `${repositoryOf(visit).api}/labels`);
    return {
      title: "Labels",
      body: html`${repositoryHead(visit)}<h1>Labels</h1>${rows(
        labels.map(
          ({ name, description }) =>
            html`${state("wait", name)} <span class="soft">${description ?? undefined}</span>`,
        ),
        "None yet.",
      )}`,
    };
  }),
  get("/:owner/:repo/issues/new/choose", async (visit) => {
    const { page } = repositoryOf(visit);
    const forms = await listForms(visit);
    return {
      title: "New issue",
      body: html`${repositoryHead(visit)}<h1>New issue</h1>${rows(
        [
          ...forms.map(
            ({ file, name, description }) =>
              html`<a href="${page}/issues/new?template=${encodeURIComponent(file)}">${name}</a><br><span class="soft">${description}</span>`,
          ),
          html`<a href="${page}/issues/new">Blank issue</a>`,
        ],
        "",
      )}`,
    };
  }),
  get("/:owner/:repo/issues/new", async (visit) => {
    const { page } = repositoryOf(visit);
    const query = visit.url.searchParams;
    const form = await findForm(visit, query.get("template") ?? "");
    return {
      title: form?.name ?? "New issue",
      body: html`${repositoryHead(visit)}<h1>${form?.name ?? "New issue"}</h1><form method="post" action="${page}/issues/new" class="stack">
<input type="hidden" name="template" value="${form?.file ?? ""}">
<label for="title">Title</label><input id="title" name="title" value="${query.get("title") ?? form?.title ?? ""}" required>
${form === undefined ? html`<label for="body">Description</label><textarea id="body" name="body">${query.get("body") ?? ""}</textarea>` : showFields(form, query)}
<div class="buttons"><button class="act">Create issue</button></div></form>`,
    };
  }),
  post("/:owner/:repo/issues/new", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const form = await findForm(visit, visit.field("template"));
    const issue = await visit.api.send("issue", "POST", `${api}/issues`, {
      title: visit.field("title"),
      body:
        form === undefined ? visit.field("body").replaceAll("\r\n", "\n") : readAnswers(form, visit.fields),
      labels: form?.labels ?? [],
    });
    return { to: `${page}/issues/${issue.number}` };
  }),
  get("/:owner/:repo/issues/:number", showIssue),
  post("/:owner/:repo/issues/:number/comment", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const number = visit.path("number");
    await visit.api.send("issue-comment", "POST", `${api}/issues/${number}/comments`, {
      body: visit.field("body"),
    });
    return { to: `${page}/issues/${number}` };
  }),
  post("/:owner/:repo/issues/:number/close", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const number = visit.path("number");
    await visit.api.send("issue", "PATCH", `${api}/issues/${number}`, { state: "closed" });
    return { to: `${page}/issues/${number}` };
  }),
];

async function showIssue(visit: Visit) {
  const { api, page } = repositoryOf(visit);
  const number = visit.path("number");
  const issue = await visit.api.get("issue", `${api}/issues/${number}`);
  if (issue.pull_request !== undefined) return { to: `${page}/pull/${number}` };
  const comments = await visit.api.list("issue-comment", `${api}/issues/${number}/comments`);
  const here = `${page}/issues/${number}`;
  return {
    title: `${issue.title} #${number}`,
    body: html`${repositoryHead(visit)}<h1>${issue.title} <span class="soft">#${number}</span></h1>
<p>${state(issue.state === "open" ? "wait" : "good", issue.state)} opened by ${issue.user?.login}</p>
<p class="buttons"><a class="button" href="${here}">Look again</a></p>
${said({ who: issue.user?.login ?? "ghost", did: "wrote", at: issue.created_at, text: issue.body })}
${comments.map(({ id, user, created_at: at, body }) => said({ id: `issuecomment-${id}`, who: user?.login ?? "ghost", did: "commented", at, text: body ?? "" }))}
<h2>Comment</h2>${commentForm(`${here}/comment`)}
${issue.state === "open" ? html`<form method="post" action="${here}/close"><button>Close issue</button></form>` : undefined}`,
  };
}
