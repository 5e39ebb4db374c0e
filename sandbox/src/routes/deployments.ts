import { reads, writes } from "../access.ts";
import { actionsOf, findEnvironment } from "../actions-settings.ts";
import { createEnvironment, type Environment, type Reviewer } from "../environments.ts";
import { HttpError, notFound } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { userPayload } from "../payloads/account.ts";
import { environmentPayload, environmentUrl, reviewerPayloads } from "../payloads/environment.ts";
import { htmlUrl } from "../payloads/repository.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import { workflowRunPayload } from "../payloads/workflow-run.ts";
import type { State } from "../state.ts";
import { answerRun, requireRun, statusOf } from "../workflow-runs.ts";

const run = "/repos/{owner}/{repo}/actions/runs/{run_id}";

/** "Status reports support Markdown formatting and can be up to 1024 characters long." */
const MAX_COMMENT = 1024;

/** Workflow runs that deploy, and apps that decide about them. */
export const deploymentRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/actions/runs",
    reads("actions"),
  )(({ state, repository, url, query }) => {
    const wanted = query("status");
    const { runs } = actionsOf(state.actions, repository);
    const found = runs
      .filter((each) => wanted === undefined || statusOf(state, each) === wanted)
      .toReversed();
    const { items, link } = takePage(url, found);
    const workflow_runs = items.map((each) => workflowRunPayload(state, repository, each));
    return { status: 200, body: { total_count: found.length, workflow_runs }, link };
  }),

  repositoryRoute(
    `GET ${run}`,
    reads("actions"),
  )(({ state, repository, path }) => ({
    status: 200,
    body: workflowRunPayload(state, repository, requireRun(state, repository, readId(path("run_id")))),
  })),

  repositoryRoute(
    `GET ${run}/pending_deployments`,
    reads("actions"),
  )(({ state, repository, actor, path }) => {
    const found = requireRun(state, repository, readId(path("run_id")));
    const { environment, startedAt } = found;
    if (statusOf(state, found) !== "waiting") return { status: 200, body: [] };
    const { id, name, waitMinutes } = environment;
    const html_url = `${htmlUrl(state, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`;
    return {
      status: 200,
      body: [
        {
          environment: {
            id,
            node_id: nodeId("Environment", id),
            name,
            url: environmentUrl(state, repository, environment),
            html_url,
          },
          wait_timer: waitMinutes,
          wait_timer_started_at: waitMinutes > 0 ? formatTime(startedAt) : null,
          current_user_can_approve: environment.reviewers.some(({ id }) => id === actor.account.id),
          reviewers: reviewerPayloads(state, environment),
        },
      ],
    };
  }),

  repositoryRoute(
    `GET ${run}/approvals`,
    reads("actions"),
  )(({ state, repository, path }) => {
    const { environment, reviews } = requireRun(state, repository, readId(path("run_id")));
    const { id, name } = environment;
    return {
      status: 200,
      body: reviews.map((review) => ({
        environments: [{ id, name, node_id: nodeId("Environment", id) }],
        state: review.state,
        user: userPayload(state, review.account),
        comment: "",
      })),
    };
  }),

  repositoryRoute(
    `POST ${run}/deployment_protection_rule`,
    writes("deployments"),
  )(({ state, repository, actor, path, body }) => {
    if (actor.kind !== "installation") throw new HttpError(403, "Must be an app.");
    const found = requireRun(state, repository, readId(path("run_id")));
    const environment = body.text("environment_name");
    const answer = body.optionalChoice("state", ["approved", "rejected"]);
    const comment = body.optionalText("comment") ?? "";
    if (comment.length > MAX_COMMENT) throw new HttpError(422, "The comment is too long.");
    if (answer === undefined && comment === "") throw new HttpError(422, "A state or a comment is required.");
    if (answer !== undefined) {
      answerRun(state, found, actor.app, { environment, answer });
      found.comments.push(comment);
    }
    return { status: 204 };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/environments/{environment_name}",
    reads("actions"),
  )(({ state, repository, path }) => {
    const environment = findEnvironment(state.actions, repository, path("environment_name"));
    if (environment === undefined) throw notFound();
    return { status: 200, body: environmentPayload(state, repository, environment) };
  }),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/environments/{environment_name}",
    writes("administration", "admin"),
  )(({ state, repository, path, body }) => {
    const name = path("environment_name");
    const environment =
      findEnvironment(state.actions, repository, name) ?? addEnvironment(state, repository, name);
    // Fields that are not sent are reset: the object is written as a whole.
    const policy = body.optionalObject("deployment_branch_policy");
    const reviewers = body.objects("reviewers").map(readReviewer);
    if (reviewers.length > 6) throw new HttpError(422, "At most six reviewers.");
    environment.waitMinutes = body.optionalNumber("wait_timer") ?? 0;
    environment.preventSelfReview = body.optionalFlag("prevent_self_review") ?? false;
    environment.reviewers = reviewers;
    environment.protectedBranches = policy?.optionalFlag("protected_branches") ?? false;
    environment.branches =
      policy?.optionalFlag("custom_branch_policies") === true ? (environment.branches ?? []) : undefined;
    return { status: 200, body: environmentPayload(state, repository, environment) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules",
    reads("actions"),
  )(({ state, repository, path }) => {
    const environment = findEnvironment(state.actions, repository, path("environment_name"));
    if (environment === undefined) throw notFound();
    const rules = state.apps
      .filter(({ id }) => environment.apps.includes(id))
      .map((app) => ({
        id: environment.id + app.id,
        node_id: nodeId("Gate", app.id),
        enabled: true,
        app: {
          id: app.id,
          slug: app.slug,
          integration_url: `${state.url}/apps/${app.slug}`,
          node_id: nodeId("App", app.id),
        },
      }));
    return { status: 200, body: { total_count: rules.length, custom_deployment_protection_rules: rules } };
  }),
];

function readReviewer(fields: Fields<string>): Reviewer {
  const type = fields.optionalChoice("type", ["User", "Team"]);
  if (type === undefined) throw new HttpError(422, "A reviewer has a type.");
  return { type, id: fields.number("id") };
}

function addEnvironment(state: State, repository: Repository, name: string): Environment {
  const given = { id: state.nextId(), name, createdAt: state.clock(), branches: undefined };
  const environment = createEnvironment(given);
  actionsOf(state.actions, repository).environments.push(environment);
  return environment;
}
