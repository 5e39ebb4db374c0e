import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import type { WorkflowRun } from "../workflow-run.ts";
import { statusOf } from "../workflow-runs.ts";
import { userPayload } from "./account.ts";
import { htmlUrl, repositoryPayload, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** The one workflow of a repository that the sandbox knows. */
const workflow = { id: 1, name: "deploy", path: ".github/workflows/deploy.yaml" } as const;

export function workflowRunPayload(
  state: State,
  repository: Repository,
  run: WorkflowRun,
): Schemas["workflow-run"] {
  const api = repositoryUrl(state, repository);
  const url = `${api}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.branch,
    head_sha: run.headSha,
    path: workflow.path,
    display_title: workflow.name,
    run_number: run.id,
    run_attempt: run.attempt,
    event: run.event,
    status: statusOf(state, run),
    conclusion: run.ended ?? null,
    workflow_id: workflow.id,
    url,
    html_url: `${htmlUrl(state, repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: formatTime(run.createdAt),
    updated_at: formatTime(run.startedAt),
    run_started_at: formatTime(run.startedAt),
    actor: userPayload(state, run.actor),
    triggering_actor: userPayload(state, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${api}/actions/workflows/${workflow.id}`,
    head_commit: null,
    repository: repositoryPayload(state, repository),
    head_repository: repositoryPayload(state, repository),
  };
}
