import { actionsOf } from "../../actions-settings.ts";
import { listReviewers } from "../../environments.ts";
import { notFound } from "../../http/error.ts";
import type { Repository } from "../../model.ts";
import { statusOf } from "../../workflow-runs.ts";
import { listWorkflows } from "../../workflows.ts";
import { html } from "../html.ts";
import { get, type Visit } from "../page.ts";
import { encodePath, facts, repositoryHead, requireAdministered, requireSeen, rows, when } from "./parts.ts";

/** Actions and deployments: the sandbox keeps runs, and runs none. */
export const deploymentPages = [
  get("/:owner/:repo/actions", showRuns),
  get("/:owner/:repo/actions/workflows/:file", showRuns),
  get("/:owner/:repo/actions/runs/:id", showRun),
  get("/:owner/:repo/deployments", showDeployments),
  get("/:owner/:repo/deployments/activity_log", showDeployments),
  get("/:owner/:repo/settings/environments/:id/edit", showEnvironment),
];

/** All runs of a repository, newest first. */
function listRuns({ state }: Visit, repository: Repository) {
  const { runs, ended } = actionsOf(state.actions, repository);
  const deploying = runs.map((run) => ({
    id: run.id,
    what: `deploys to ${run.environment.name}`,
    path: undefined,
    environment: run.environment.name,
    status: run.ended ?? statusOf(state, run),
    at: run.createdAt,
  }));
  const scheduled = ended.map(({ id, path, conclusion, at }) => ({
    ...{ id, what: path, path, environment: undefined, status: conclusion, at },
  }));
  return [...deploying, ...scheduled].sort((a, b) => b.at.getTime() - a.at.getTime());
}

const listed = ({ owner, name }: Repository, runs: ReturnType<typeof listRuns>, none: string) =>
  rows(
    runs.map(
      ({ id, what, status, at }) =>
        html`<a href="/${owner.login}/${name}/actions/runs/${id}">${what}</a>, ${status} <span class="soft">${when(at.toISOString())}</span>`,
    ),
    none,
  );

async function showRuns(visit: Visit) {
  const repository = requireSeen(visit);
  const workflows = await listWorkflows(visit.state, repository);
  const file = visit.path("file");
  const workflow = workflows.find(({ path }) => path.endsWith(`/${file}`));
  if (file !== "" && workflow === undefined) throw notFound();
  const page = `/${repository.owner.login}/${repository.name}`;
  const runs = listRuns(visit, repository).filter(({ path }) => file === "" || path === workflow?.path);
  return {
    title: "Actions",
    body: html`${repositoryHead(visit)}<h1>Actions</h1><h2>Workflows</h2>${rows(
      workflows.map(
        ({ path, state }) =>
          html`<a href="${page}/actions/workflows/${path.split("/").at(-1)}">${path}</a>, ${state.replaceAll("_", " ")}, <a href="${page}/blob/${encodePath(`${repository.defaultBranch}/${path}`)}">its file</a>`,
      ),
      "None.",
    )}<h2>Runs</h2><p class="soft">The sandbox runs no workflows: somebody started these by hand.</p>${listed(repository, runs, "None yet.")}`,
  };
}

function showRun(visit: Visit) {
  const repository = requireSeen(visit);
  const run = listRuns(visit, repository).find(({ id }) => String(id) === visit.path("id"));
  if (run === undefined) throw notFound();
  return {
    title: "Workflow run",
    body: html`${repositoryHead(visit)}<h1>Workflow run ${run.id}</h1>${facts([
      ["Workflow", run.what],
      ["State", run.status],
      ["Began", when(run.at.toISOString())],
    ])}<p class="soft">The sandbox runs no workflows: somebody started this one by hand.</p>`,
  };
}

function showDeployments(visit: Visit) {
  const repository = requireSeen(visit);
  const wanted = visit.url.searchParams.get("environments_filter");
  const runs = listRuns(visit, repository).filter(
    ({ environment }) => environment !== undefined && (wanted === null || environment === wanted),
  );
  const { environments } = actionsOf(visit.state.actions, repository);
  const page = `/${repository.owner.login}/${repository.name}/deployments/activity_log`;
  return {
    title: "Deployments",
    body: html`${repositoryHead(visit)}<h1>Deployments${wanted === null ? undefined : ` to ${wanted}`}</h1><h2>Environments</h2>${rows(
      environments.map(
        ({ name }) => html`<a href="${page}?environments_filter=${encodeURIComponent(name)}">${name}</a>`,
      ),
      "None.",
    )}<h2>Runs</h2>${listed(repository, runs, "None yet.")}`,
  };
}

export const environmentList = ({ state }: Visit, repository: Repository) =>
  rows(
    actionsOf(state.actions, repository).environments.map(
      ({ id, name }) =>
        html`<a href="/${repository.owner.login}/${repository.name}/settings/environments/${id}/edit">${name}</a>`,
    ),
    "None.",
  );

function showEnvironment(visit: Visit) {
  const { state, path } = visit;
  const { environments } = actionsOf(state.actions, requireAdministered(visit));
  const environment = environments.find(({ id }) => String(id) === path("id"));
  if (environment === undefined) throw notFound();
  const { name, branches, protectedBranches, waitMinutes, apps, preventSelfReview } = environment;
  const reviewers = listReviewers(state, environment).map((each) =>
    "slug" in each ? each.slug : each.login,
  );
  return {
    title: name,
    body: html`${repositoryHead(visit)}<h1>Environment ${name}</h1>${facts([
      ["Required reviewers", reviewers.join(", ") || "none"],
      ["Prevent self-review", preventSelfReview ? "yes" : "no"],
      ["Wait timer", `${waitMinutes} minutes`],
      [
        "Custom rules of apps",
        state.apps
          .filter(({ id }) => apps.includes(id))
          .map(({ slug }) => slug)
          .join(", ") || "none",
      ],
      [
        "Branches",
        protectedBranches
          ? "protected branches"
          : (branches?.map(({ pattern }) => pattern).join(", ") ?? "all"),
      ],
    ])}`,
  };
}
