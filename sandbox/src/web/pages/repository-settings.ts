import { includesRole, type Role, roles } from "../../accounts.ts";
import { actionsOf, type WorkflowSettings } from "../../actions-settings.ts";
import type { Repository } from "../../model.ts";
import { type Fragment, html } from "../html.ts";
import { get, type Visit } from "../page.ts";
import { environmentList } from "./deployments.ts";
import { facts, repositoryHead, requireAdministered, rows, when } from "./parts.ts";
import { showRulesets } from "./rulesets.ts";

/** The pages of "Settings" whose content the sandbox holds, by their place below `/settings`. */
const sections: readonly (readonly [place: string, title: string, show: Show])[] = [
  ["", "General", showGeneral],
  ["/access", "Collaborators and teams", showAccess],
  ["/branches", "Branches", showProtections],
  ["/rules", "Rulesets", showRulesets],
  [
    "/actions",
    "Actions",
    ({ state }, repository) => showWorkflow(actionsOf(state.actions, repository).workflow),
  ],
  ["/hooks", "Webhooks", () => html`<p class="soft">None. Events go to the apps that are installed.</p>`],
  ["/environments", "Environments", environmentList],
  ["/secrets/actions", "Actions secrets", showSecrets],
  ["/variables/actions", "Actions variables", () => html`<p class="soft">None.</p>`],
  ["/installations", "GitHub Apps", ({ state }) => listApps(state)],
];

type Show = (visit: Visit, repository: Repository) => Promise<Fragment> | Fragment;

/** "Settings" of a repository, for its administrators: what the sandbox holds. The API and the control change it. */
export const repositorySettingsPages = sections.map(([place, title, show]) =>
  get(`/:owner/:repo/settings${place}`, async (visit) => {
    const repository = requireAdministered(visit);
    return {
      title,
      body: html`${repositoryHead(visit)}${listSections(repository)}<h1>${title}</h1>${await show(visit, repository)}`,
    };
  }),
);

const listSections = ({ owner, name }: Repository) =>
  html`<nav class="tabs" aria-label="Settings">${sections.map(
    ([place, title]) => html`<a href="/${owner.login}/${name}/settings${place}">${title}</a> `,
  )}</nav>`;

function showGeneral(
  _visit: Visit,
  { name, private: hidden, defaultBranch, archived, merging, allowForking }: Repository,
) {
  const ways = [
    merging.merge && "merge commits",
    merging.squash && "squash merging",
    merging.rebase && "rebase merging",
  ];
  return facts([
    ["Repository name", name],
    ["Visibility", hidden ? "private" : "public"],
    ["Default branch", defaultBranch],
    ["Pull requests allow", ways.filter((way) => way !== false).join(", ")],
    ["Forking", allowForking || !hidden ? "allowed" : "not allowed"],
    ["Archived", archived ? "yes" : "no"],
  ]);
}

function showAccess({ state }: Visit, { teams, collaborators, invitations }: Repository) {
  const org = state.organization.account.login;
  const byRole = (a: { role: Role }, b: { role: Role }) => roles.indexOf(b.role) - roles.indexOf(a.role);
  const held = <Item extends { readonly id: number }>(
    items: readonly Item[],
    given: ReadonlyMap<number, Role>,
  ) =>
    items
      .map((item) => ({ item, role: given.get(item.id) ?? "none" }))
      .filter(({ role }) => includesRole(role, "read"))
      .sort(byRole);
  return html`<h2>Teams</h2>${rows(
    held(state.teams, teams).map(
      ({ item: { slug }, role }) => html`<a href="/orgs/${org}/teams/${slug}">${slug}</a>: ${role}`,
    ),
    "No team.",
  )}<h2>People</h2>${rows(
    held(state.people, collaborators).map(
      ({ item: { login }, role }) => html`<a href="/${login}">${login}</a>: ${role}`,
    ),
    "Nobody besides.",
  )}<h2>Invited</h2>${rows(
    invitations.map(({ account, role }) => html`${account.login}: ${role}`),
    "Nobody.",
  )}`;
}

function showProtections(_visit: Visit, { protections }: Repository) {
  return rows(
    [...protections].map(
      ([branch, { pullRequest, checks, enforceAdmins }]) =>
        html`<strong>${branch}</strong>${pullRequest === undefined ? undefined : `, through a pull request with ${pullRequest.required_approving_review_count} approvals`}${
          checks === undefined
            ? undefined
            : `, after ${checks.required_status_checks.map(({ context }) => context).join(", ")}`
        }${enforceAdmins ? ", for administrators too" : undefined}`,
    ),
    "No branch has classic protection. Rulesets may guard it.",
  );
}

export const showWorkflow = ({ defaultPermissions, mayApprove }: WorkflowSettings) =>
  facts([
    ["Workflow permissions", defaultPermissions],
    ["Workflows may create and approve pull requests", mayApprove ? "yes" : "no"],
  ]);

function showSecrets({ state }: Visit, repository: Repository) {
  return html`<h2>Of the repository</h2>${listSecrets(actionsOf(state.actions, repository).secrets)}<h2>Of the organisation</h2>${listSecrets(state.actions.organizationSecrets)}`;
}

/** GitHub shows names and times, and never values. */
export const listSecrets = (secrets: ReadonlyMap<string, Date>) =>
  rows(
    [...secrets].map(
      ([name, at]) => html`<code>${name}</code> <span class="soft">${when(at.toISOString())}</span>`,
    ),
    "None.",
  );

export const listApps = ({ apps, uninstalled, organization }: Visit["state"]) =>
  rows(
    apps
      .filter(({ id }) => !uninstalled.has(id))
      .map(
        ({ name, installationId }) =>
          html`<a href="/organizations/${organization.account.login}/settings/installations/${installationId}">${name}</a>`,
      ),
    "None.",
  );
