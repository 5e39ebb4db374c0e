import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import type { Workflow } from "../workflow.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

export const workflowPayload = (
  state: State,
  repository: Repository,
  { id, path, state: activity, createdAt }: Workflow,
): Schemas["workflow"] => ({
  id,
  node_id: nodeId("Workflow", id),
  name: path,
  path,
  state: activity,
  created_at: formatTime(createdAt),
  updated_at: formatTime(createdAt),
  url: `${repositoryUrl(state, repository)}/actions/workflows/${id}`,
  html_url: `${htmlUrl(state, repository)}/blob/${repository.defaultBranch}/${path}`,
  badge_url: `${htmlUrl(state, repository)}/workflows/${encodeURIComponent(path)}/badge.svg`,
});
