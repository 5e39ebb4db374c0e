import { type Need, type Permission, reads, writes } from "../access.ts";
import { actionsOf, findEnvironment, type WorkflowSettings } from "../actions-settings.ts";
import type { BranchPolicy } from "../environments.ts";
import { HttpError, notFound } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute, route } from "../http/route.ts";
import { environmentPayload } from "../payloads/environment.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import { owns, requireOwner } from "./organization.ts";

/** Administrators and apps with the permission may read and change these. */
const administers = (permission: Permission, level: "read" | "write"): Need => ({
  app: { permissions: [permission], level },
  person: "admin",
});

function listSecrets(url: URL, secrets: ReadonlyMap<string, Date>) {
  const { items, link } = takePage(url, [...secrets]);
  const body = {
    total_count: secrets.size,
    secrets: items.map(([name, at]) => ({ name, created_at: formatTime(at), updated_at: formatTime(at) })),
  };
  return { status: 200 as const, body, link };
}

export const actionsRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/actions/permissions/workflow",
    administers("administration", "read"),
  )(({ state, repository }) => ({
    status: 200,
    body: workflowPayload(actionsOf(state.actions, repository).workflow),
  })),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/actions/permissions/workflow",
    administers("administration", "write"),
  )(({ state, repository, body }) => {
    const { organization } = state.actions;
    const wanted = readWorkflow(body, actionsOf(state.actions, repository).workflow);
    const exceeds =
      (wanted.mayApprove && !organization.mayApprove) ||
      (wanted.defaultPermissions === "write" && organization.defaultPermissions === "read");
    // "Set default workflow permissions for a repository": 409 if the organisation is stricter.
    if (exceeds) throw new HttpError(409, "The organization's workflow permissions are more restrictive.");
    Object.assign(actionsOf(state.actions, repository).workflow, wanted);
    return { status: 204 };
  }),

  route("GET /orgs/{org}/actions/permissions/workflow")(({ state, caller, path }) => {
    requireOwner(state, caller, path("org"), owns("organization_administration", "read"));
    return { status: 200, body: workflowPayload(state.actions.organization) };
  }),

  route("PUT /orgs/{org}/actions/permissions/workflow")(({ state, caller, path, body }) => {
    requireOwner(state, caller, path("org"), owns("organization_administration", "write"));
    Object.assign(state.actions.organization, readWorkflow(body, state.actions.organization));
    return { status: 204 };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/actions/secrets",
    administers("secrets", "read"),
  )(({ state, repository, url }) => listSecrets(url, actionsOf(state.actions, repository).secrets)),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/actions/organization-secrets",
    administers("secrets", "read"),
  )(({ state, url }) => listSecrets(url, state.actions.organizationSecrets)),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/environments",
    reads("actions"),
  )(({ state, repository, url }) => {
    const { environments } = actionsOf(state.actions, repository);
    const { items, link } = takePage(url, environments);
    const body = {
      total_count: environments.length,
      environments: items.map((environment) => environmentPayload(state, repository, environment)),
    };
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies",
    reads("actions"),
  )(({ state, repository, url, path }) => {
    const environment = findEnvironment(state.actions, repository, path("environment_name"));
    if (environment === undefined) throw notFound();
    const policies = environment.branches ?? [];
    const { items, link } = takePage(url, policies);
    const body = {
      total_count: policies.length,
      branch_policies: items.map(policyPayload),
    };
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies",
    writes("administration", "admin"),
  )(({ state, repository, path, body }) => {
    const environment = findEnvironment(state.actions, repository, path("environment_name"));
    if (environment?.branches === undefined) throw notFound();
    const pattern = body.text("name");
    const type = body.optionalChoice("type", ["branch", "tag"]) ?? "branch";
    // "Response if the same branch name pattern already exists".
    if (environment.branches.some((each) => each.pattern === pattern && (each.type ?? "branch") === type))
      throw new HttpError(303, "Already exists");
    const policy = { id: state.nextId(), pattern, type };
    environment.branches = [...environment.branches, policy];
    return { status: 200, body: policyPayload(policy) };
  }),
];

const policyPayload = ({ id, pattern, type = "branch" }: BranchPolicy) => ({
  id,
  node_id: nodeId("DeploymentBranchPolicy", id),
  name: pattern,
  type,
});

const workflowPayload = ({ defaultPermissions, mayApprove }: WorkflowSettings) => ({
  default_workflow_permissions: defaultPermissions,
  can_approve_pull_request_reviews: mayApprove,
});

type WorkflowField = "default_workflow_permissions" | "can_approve_pull_request_reviews";

const readWorkflow = (body: Fields<WorkflowField>, now: WorkflowSettings): WorkflowSettings => ({
  defaultPermissions:
    body.optionalChoice("default_workflow_permissions", ["read", "write"]) ?? now.defaultPermissions,
  mayApprove: body.optionalFlag("can_approve_pull_request_reviews") ?? now.mayApprove,
});
