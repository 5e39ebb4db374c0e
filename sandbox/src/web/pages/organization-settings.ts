import { notFound } from "../../http/error.ts";
import { eventsOf } from "../../payloads/app.ts";
import { type Fragment, html } from "../html.ts";
import { get, type Visit } from "../page.ts";
import { facts, rows, when } from "./parts.ts";
import { listApps, listSecrets, showWorkflow } from "./repository-settings.ts";

/** The pages of an organisation's "Settings" whose content the sandbox holds, by their place below `/settings`. */
const sections: readonly (readonly [place: string, title: string, show: (visit: Visit) => Fragment])[] = [
  [
    "/profile",
    "General",
    ({ state: { organization } }) =>
      facts([
        ["Name", organization.account.login],
        ["Plan", organization.plan],
      ]),
  ],
  [
    "/member_privileges",
    "Member privileges",
    ({ state: { organization } }) => facts([["Base permissions", organization.basePermission]]),
  ],
  [
    "/security",
    "Authentication security",
    ({ state: { organization } }) =>
      facts([
        [
          "Two-factor authentication",
          organization.twoFactorRequired ? "required of everyone" : "not required",
        ],
        [
          "SAML single sign-on",
          organization.identities.length === 0 ? "off" : `on, for the ${organization.samlLevel}`,
        ],
      ]),
  ],
  ["/actions", "Actions", ({ state }) => showWorkflow(state.actions.organization)],
  ["/secrets/actions", "Actions secrets", ({ state }) => listSecrets(state.actions.organizationSecrets)],
  ["/installations", "Installed apps", ({ state }) => listApps(state)],
  [
    "/apps",
    "GitHub Apps",
    ({ state }) =>
      rows(
        state.apps.map(
          ({ slug, name }) =>
            html`<a href="/organizations/${state.organization.account.login}/settings/apps/${slug}">${name}</a>`,
        ),
        "None.",
      ),
  ],
];

/** "Settings" of the organisation, and those of its apps, for its owners. */
export const organizationSettingsPages = [
  ...sections.map(([place, title, show]) =>
    get(`/organizations/:org/settings${place}`, (visit) => {
      requireOwner(visit);
      const { login } = visit.state.organization.account;
      return {
        title,
        body: html`<nav class="tabs" aria-label="Settings"><a href="/${login}">${login}</a>${sections.map(
          ([to, label]) => html` <a href="/organizations/${login}/settings${to}">${label}</a>`,
        )}</nav><h1>${title}</h1>${show(visit)}`,
      };
    }),
  ),
  get("/organizations/:org/settings/installations/:id", (visit) => {
    requireOwner(visit);
    const { state, path } = visit;
    const app = state.apps.find(({ installationId }) => String(installationId) === path("id"));
    if (app === undefined) throw notFound();
    return {
      title: app.name,
      body: html`<h1>${app.name} is ${state.uninstalled.has(app.id) ? "not " : ""}installed</h1><p>In ${state.organization.account.login}, as <a href="/apps/${app.slug}">${app.slug}</a>.</p>`,
    };
  }),
  ...["", "/permissions", "/advanced", "/installations"].map((place) =>
    get(`/organizations/:org/settings/apps/:slug${place}`, showApp),
  ),
];

/** GitHub hides these pages from everybody else. */
function requireOwner({ state: { organization }, person, path }: Visit): void {
  if (path("org").toLowerCase() !== organization.account.login.toLowerCase()) throw notFound();
  if (organization.members.get(person.id) !== "admin") throw notFound();
}

const LISTED = 50;

/** General, permissions, installations and recent deliveries on one page. */
function showApp(visit: Visit) {
  requireOwner(visit);
  const { state, path } = visit;
  const app = state.apps.find(({ slug }) => slug === path("slug"));
  if (app === undefined) throw notFound();
  const deliveries = state.webhooks.deliveries.filter((each) => each.app === app).slice(-LISTED);
  return {
    title: app.name,
    body: html`<h1>App ${app.name}</h1>${facts([
      ["App ID", String(app.id)],
      ["Public page", html`<a href="/apps/${app.slug}">${app.slug}</a>`],
      [
        "Installation",
        html`<a href="/organizations/${state.organization.account.login}/settings/installations/${app.installationId}">${app.installationId}</a>`,
      ],
      ["Webhook", app.webhookUrl ?? "not active"],
    ])}<h2>Permissions</h2>${rows(
      Object.entries(app.permissions).map(([name, level]) => html`${name}: ${level}`),
      "None.",
    )}<h2>Events</h2>${rows(eventsOf(app), "None.")}<h2>Recent deliveries</h2>${rows(
      deliveries
        .toReversed()
        .map(
          ({ event, action, status, deliveredAt }) =>
            html`${action === undefined ? event : `${event}.${action}`}: ${status} <span class="soft">${when(deliveredAt.toISOString())}</span>`,
        ),
      "None.",
    )}`,
  };
}
