import type { Label, Repository } from "../model.ts";
import type { State } from "../state.ts";
import { repositoryUrl } from "./repository.ts";
import { nodeId } from "./schemas.ts";

/** A label in the form of repositories, issues and pull requests. */
export const labelPayload = (state: State, repository: Repository, label: Label) => ({
  ...label,
  node_id: nodeId("Label", label.id),
  url: `${repositoryUrl(state, repository)}/labels/${encodeURIComponent(label.name)}`,
  default: false,
});
