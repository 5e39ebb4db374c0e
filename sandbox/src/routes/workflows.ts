import { reads } from "../access.ts";
import { actionsOf } from "../actions-settings.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import { workflowPayload } from "../payloads/workflow.ts";
import { endedRunPayload } from "../payloads/workflow-run.ts";
import { listWorkflows, requireWorkflow } from "../workflows.ts";

/** Workflow files, and the runs of those that do not deploy. */
export const workflowRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/actions/workflows",
    reads("actions"),
  )(async ({ state, repository, url }) => {
    const found = await listWorkflows(state, repository);
    const { items, link } = takePage(url, found);
    const workflows = items.map((each) => workflowPayload(state, repository, each));
    return { status: 200, body: { total_count: found.length, workflows }, link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
    reads("actions"),
  )(async ({ state, repository, url, path, query }) => {
    const workflow = await requireWorkflow(state, repository, path("workflow_id"));
    const [status, branch] = [query("status"), query("branch")];
    const found = actionsOf(state.actions, repository)
      .ended.filter((run) => run.path === workflow.path)
      .filter(({ conclusion }) => status === undefined || [conclusion, "completed"].includes(status))
      .filter(() => branch === undefined || branch === repository.defaultBranch)
      .toReversed();
    const { items, link } = takePage(url, found);
    const workflow_runs = items.map((run) => endedRunPayload(state, repository, workflow, run));
    return { status: 200, body: { total_count: found.length, workflow_runs }, link };
  }),
];
