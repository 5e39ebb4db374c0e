import { roleOf } from "../../access.ts";
import { notFound } from "../../http/error.ts";
import type { Repository } from "../../model.ts";
import { findRepository } from "../../state.ts";
import { type Fragment, type Html, html } from "../html.ts";
import { renderComment } from "../markdown.ts";
import type { Visit } from "../page.ts";

/** The repository of a page: its API path, its own path, and its links. */
export function repositoryOf({ path }: Visit) {
  const name = `${path("owner")}/${path("repo")}`;
  return { name, api: `/repos/${name}`, page: `/${name}` };
}

/** The head of every page of a repository. */
export const repositoryHead = (visit: Visit): Html => {
  const { name, page } = repositoryOf(visit);
  return html`<nav class="tabs" aria-label="Repository"><a href="${page}">${name}</a>
<a href="${page}/issues">Issues</a> <a href="${page}/pulls">Pull requests</a> <a href="${page}/actions">Actions</a> <a href="${page}/commits">Commits</a> <a href="${page}/branches">Branches</a>
<a href="${page}/labels">Labels</a> <a href="${page}/deployments">Deployments</a> <a href="${page}/rules">Rulesets</a>${isAdministrator(visit) ? html` <a href="${page}/settings">Settings</a>` : undefined}</nav>`;
};

/** The repository of a page whose content has no endpoint here. Throws 404 for who may not see it. */
export function requireSeen({ state, person, path }: Visit): Repository {
  const repository = findRepository(state, path("owner"), path("repo"));
  if (repository === undefined || roleOf(state, repository, person) === "none") throw notFound();
  return repository;
}

/** The same for a page that GitHub hides from all but administrators. */
export function requireAdministered(visit: Visit): Repository {
  const repository = requireSeen(visit);
  if (roleOf(visit.state, repository, visit.person) !== "admin") throw notFound();
  return repository;
}

function isAdministrator({ state, person, path }: Visit): boolean {
  const repository = findRepository(state, path("owner"), path("repo"));
  return repository !== undefined && roleOf(state, repository, person) === "admin";
}

/** Names and what they are. */
export const facts = (pairs: readonly (readonly [name: string, value: Fragment])[]): Html =>
  html`<dl>${pairs.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

export const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

export const when = (time: string | null | undefined): Html | undefined =>
  time ? html`<time datetime="${time}">${time.replace("T", " ").replace("Z", " UTC")}</time>` : undefined;

interface Said {
  readonly id?: string;
  readonly who: string;
  readonly did: Fragment;
  readonly at?: string | null | undefined;
  readonly text: string | null | undefined;
}

/** A box with somebody's words. */
export const said = ({ id, who, did, at, text }: Said): Html => html`<article class="box"${
  id === undefined ? undefined : html` id="${id}"`
}>
<div class="head"><strong>${who}</strong> ${did} <span class="soft">${when(at)}</span></div>
<div class="body">${text ? renderComment(text) : html`<p class="soft">No description.</p>`}</div></article>`;

export const state = (tone: "good" | "bad" | "wait", words: string): Html =>
  html`<span class="state ${tone}">${words}</span>`;

/** A list of links, or a sentence if it is empty. */
export const rows = (items: readonly Fragment[], none: string): Html =>
  items.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<ul class="rows">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

export const commentForm = (
  action: string,
  more: Fragment = undefined,
): Html => html`<form method="post" action="${action}" class="stack">
<label for="comment">Your comment</label>
<textarea id="comment" name="body" required></textarea>
<div class="buttons"><button>Comment</button>${more}</div></form>`;
