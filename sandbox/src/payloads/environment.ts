import { type Environment, listReviewers } from "../environments.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";
import { teamPayload } from "./team.ts";

export const environmentUrl = (state: State, repository: Repository, { name }: Environment): string =>
  `${repositoryUrl(state, repository)}/environments/${encodeURIComponent(name)}`;

export function environmentPayload(
  state: State,
  repository: Repository,
  environment: Environment,
): Schemas["environment"] {
  const { id, name, createdAt, branches, protectedBranches, waitMinutes } = environment;
  const rule = (type: string) => ({ id, node_id: nodeId("GateId", id), type });
  const reviewers = reviewerPayloads(state, environment);
  const isLimited = branches !== undefined || protectedBranches;
  return {
    id,
    node_id: nodeId("Environment", id),
    name,
    url: environmentUrl(state, repository, environment),
    html_url: `${htmlUrl(state, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: formatTime(createdAt),
    updated_at: formatTime(createdAt),
    protection_rules: [
      ...(waitMinutes > 0 ? [{ ...rule("wait_timer"), wait_timer: waitMinutes }] : []),
      ...(reviewers.length > 0
        ? [
            {
              ...rule("required_reviewers"),
              prevent_self_review: environment.preventSelfReview,
              reviewers,
            },
          ]
        : []),
      ...(isLimited ? [rule("branch_policy")] : []),
    ],
    deployment_branch_policy: isLimited
      ? { protected_branches: protectedBranches, custom_branch_policies: branches !== undefined }
      : null,
  };
}

/** The people and teams that may approve. */
export const reviewerPayloads = (state: State, environment: Environment) =>
  listReviewers(state, environment).map((reviewer) =>
    "slug" in reviewer
      ? { type: "Team" as const, reviewer: teamPayload(state, reviewer) }
      : { type: "User" as const, reviewer: userPayload(state, reviewer) },
  );
