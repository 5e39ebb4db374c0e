import { notFound } from "../../http/error.ts";
import { findAccount } from "../../state.ts";
import { html } from "../html.ts";
import { get, type Visit } from "../page.ts";
import { rows } from "./parts.ts";

/** The first page, an organisation, a person, a team, an app and its installation. */
export const accountPages = [
  get("/", (visit) => ({
    title: "Start",
    body: html`<h1>A local GitHub</h1>
<p>Everything here is on this machine. Choose above who you are: you may do what that person may.</p>
<h2>Organisation</h2>${rows([html`<a href="/${visit.state.organization.account.login}">${visit.state.organization.account.login}</a>`], "")}
<h2>Repositories</h2>${listRepositories(visit)}
${
  visit.state.ownPages.length === 0
    ? undefined
    : html`<h2>Beside GitHub</h2>${rows(
        visit.state.ownPages.map(({ name, title }) => html`<a href="/_pages/${name}">${title}</a>`),
        "",
      )}`
}
<h2>People</h2>${rows(
      visit.state.people.map(
        ({ login }) => html`<a href="/${login}">${login}</a>, ${describe(visit, login)}`,
      ),
      "Nobody.",
    )}`,
  })),

  get("/:owner", (visit) => {
    const account = findAccount(visit.state, visit.path("owner"));
    if (account === undefined) throw notFound();
    if (account.id !== visit.state.organization.account.id) {
      return {
        title: account.login,
        body: html`<h1>${account.login}</h1><p>${describe(visit, account.login)}</p>`,
      };
    }
    return {
      title: account.login,
      body: html`<h1>${account.login}</h1><h2>Repositories</h2>${listRepositories(visit)}<h2>Teams</h2>${listTeams(visit)}
<p class="buttons"><a class="button" href="/orgs/${account.login}/people">People</a>${visit.state.organization.members.get(visit.person.id) === "admin" ? html` <a class="button" href="/organizations/${account.login}/settings/profile">Settings</a>` : undefined}</p>`,
    };
  }),

  get("/orgs/:org/people", (visit) => ({
    title: "People",
    body: html`<h1>People</h1>${rows(
      visit.state.people.map(
        ({ login }) => html`<a href="/${login}">${login}</a>, ${describe(visit, login)}`,
      ),
      "Nobody.",
    )}`,
  })),
  get("/orgs/:org/teams", (visit) => ({ title: "Teams", body: html`<h1>Teams</h1>${listTeams(visit)}` })),
  get("/orgs/:org/teams/:slug", async ({ api, path }) => {
    const at = `/orgs/${path("org")}/teams/${path("slug")}`;
    const team = await api.get("team-full", at);
    const members = await api.list("simple-user", `${at}/members`);
    return {
      title: team.name,
      body: html`<h1>Team ${team.name}</h1><p>${team.description ?? undefined}</p><h2>Members</h2>${rows(
        members.map(({ login }) => html`<a href="/${login}">${login}</a>`),
        "Nobody is in it.",
      )}`,
    };
  }),

  get("/apps/:slug", ({ state, path }) => {
    const app = state.apps.find(({ slug }) => slug === path("slug"));
    if (app === undefined) throw notFound();
    return {
      title: app.name,
      body: html`<h1>${app.name}</h1><p>A GitHub App. It acts as <strong>${app.bot.login}</strong>.</p><h2>Permissions</h2>${rows(
        Object.entries(app.permissions).map(([name, level]) => html`${name}: ${level}`),
        "None.",
      )}`,
    };
  }),
];

function listRepositories({ state }: Visit) {
  return rows(
    state.repositories.map(
      ({ owner, name }) => html`<a href="/${owner.login}/${name}">${owner.login}/${name}</a>`,
    ),
    "None.",
  );
}

function listTeams({ state }: Visit) {
  const { login } = state.organization.account;
  return rows(
    state.teams.map(({ slug }) => html`<a href="/orgs/${login}/teams/${slug}">${slug}</a>`),
    "None.",
  );
}

/** "an owner, in payments". */
function describe({ state }: Visit, login: string): string {
  const account = findAccount(state, login);
  if (account === undefined) return "";
  const role = state.organization.members.get(account.id);
  const teams = state.teams.filter(({ members }) => members.some(({ id }) => id === account.id));
  const where = teams.length === 0 ? "in no team" : `in ${teams.map(({ slug }) => slug).join(", ")}`;
  return `${role === "admin" ? "an owner of the organisation, " : ""}${where}`;
}
