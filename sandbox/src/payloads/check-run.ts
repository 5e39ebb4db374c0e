import type { Annotation, CheckRun } from "../checks.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { appPayload } from "./app.ts";
import { pullMinimalPayload } from "./pull.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** A check run in the form of its endpoint and, with its whole suite, of a webhook. */
export function checkRunPayload(state: State, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(state, repository)}/check-runs/${run.id}`;
  const html = `${htmlUrl(state, repository)}/runs/${run.id}`;
  const pulls = repository.pulls.filter((pull) => pull.state === "open" && pull.headSha === run.headSha);
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId ?? "",
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: formatTime(run.startedAt),
    completed_at: run.completedAt === undefined ? null : formatTime(run.completedAt),
    output: {
      title: run.output.title ?? null,
      summary: run.output.summary ?? null,
      text: run.output.text ?? null,
      annotations_count: run.output.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: appPayload(state, run.app),
    pull_requests: pulls.map((pull) => pullMinimalPayload(state, repository, pull)),
  };
}

export function annotationPayload(
  state: State,
  repository: Repository,
  run: CheckRun,
  { path, startLine, endLine, level, title, message }: Annotation,
): Schemas["check-annotation"] {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    start_column: null,
    end_column: null,
    annotation_level: level,
    title: title ?? null,
    message,
    raw_details: null,
    blob_href: `${htmlUrl(state, repository)}/blob/${run.headSha}/${path}`,
  };
}
