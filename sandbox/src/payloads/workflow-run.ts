import type { Account } from "../accounts.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import type { EndedRun, Workflow } from "../workflow.ts";
import type { WorkflowRun } from "../workflow-run.ts";
import { statusOf } from "../workflow-runs.ts";
import { userPayload } from "./account.ts";
import { htmlUrl, repositoryPayload, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** The one workflow of a repository that deploys. */
const deploy = { id: 1, path: ".github/workflows/deploy.yaml" } as const;

/** A run that deploys. */
export const workflowRunPayload = (
  state: State,
  repository: Repository,
  run: WorkflowRun,
): Schemas["workflow-run"] =>
  describeRun(state, repository, {
    ...run,
    workflow: deploy,
    status: statusOf(state, run),
    conclusion: run.ended ?? null,
    updatedAt: run.startedAt,
  });

/** A run by the schedule. */
export const endedRunPayload = (
  state: State,
  repository: Repository,
  workflow: Workflow,
  { at, ...run }: EndedRun,
): Schemas["workflow-run"] =>
  describeRun(state, repository, {
    ...run,
    ...{ workflow, status: "completed", event: "schedule", attempt: 1, branch: repository.defaultBranch },
    ...{ createdAt: at, startedAt: at, updatedAt: at },
    // GitHub names the person who last changed the schedule; nothing here tells.
    ...{ actor: state.organization.account, triggeringActor: state.organization.account },
  });

interface Run {
  readonly id: number;
  readonly workflow: { readonly id: number; readonly path: string };
  readonly branch: string;
  readonly headSha: string;
  readonly attempt: number;
  readonly event: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly actor: Account;
  readonly triggeringActor: Account;
}

function describeRun(state: State, repository: Repository, run: Run): Schemas["workflow-run"] {
  const api = repositoryUrl(state, repository);
  const url = `${api}/actions/runs/${run.id}`;
  const { workflow } = run;
  return {
    id: run.id,
    name: nameOf(workflow.path),
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.branch,
    head_sha: run.headSha,
    path: workflow.path,
    display_title: nameOf(workflow.path),
    run_number: run.id,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflow.id,
    url,
    html_url: `${htmlUrl(state, repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: formatTime(run.createdAt),
    updated_at: formatTime(run.updatedAt),
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

const nameOf = (path: string): string => path.replace(/^.*\/|\.ya?ml$/gu, "");
