import type { Permission } from "./access.ts";
import type { Account, App } from "./accounts.ts";
import { type CheckRun, type CheckSuite, gatherSuite } from "./checks.ts";
import type { IssueComment } from "./comments.ts";
import type { Issue, PullRequest, Repository, Review, Turn } from "./model.ts";
import { organizationPayload, userPayload } from "./payloads/account.ts";
import { checkRunPayload } from "./payloads/check-run.ts";
import { simpleSuitePayload, suitePayload } from "./payloads/check-suite.ts";
import { commentPayload } from "./payloads/comment.ts";
import { issuePayload } from "./payloads/issue.ts";
import { pullPayload, pullSummaryPayload } from "./payloads/pull.ts";
import { repositoryPayload, repositoryUrl } from "./payloads/repository.ts";
import { reviewPayload } from "./payloads/review.ts";
import type { Schemas } from "./payloads/schemas.ts";
import type { State } from "./state.ts";
import type { WorkflowRun } from "./workflow-run.ts";

/** The fields of every repository event. */
interface Surroundings {
  readonly repository: Schemas["repository-webhooks"];
  readonly organization: Schemas["organization-simple-webhooks"];
  readonly sender: Schemas["simple-user"];
}

type PullAction =
  | "opened"
  | "edited"
  | "closed"
  | "reopened"
  | "synchronize"
  | "review_requested"
  | "labeled"
  | "unlabeled";

/** Tells the apps about a pull request. `more` has the fields of this action, such as `before` and `after`. */
export async function sendPullEvent(
  state: State,
  repository: Repository,
  sender: Account,
  pull: PullRequest,
  action: PullAction,
  more: object = {},
): Promise<void> {
  const payload = { number: pull.number, pull_request: await pullPayload(state, repository, pull) };
  send(state, repository, sender, "pull_request", "pull_requests", { action, ...payload, ...more });
}

/** Asks the apps that guard an environment whether a run may deploy there. */
export function sendDeploymentRuleEvent(
  state: State,
  repository: Repository,
  apps: readonly App[],
  run: WorkflowRun,
): void {
  const payload = {
    action: "requested",
    environment: run.environment.name,
    event: run.event,
    sha: run.headSha,
    ref: `refs/heads/${run.branch}`,
    deployment_callback_url: `${repositoryUrl(state, repository)}/actions/runs/${run.id}/deployment_protection_rule`,
    deployment: null,
    pull_requests: [],
  } satisfies Schemas["webhook-deployment-protection-rule-requested"];
  sendTo(apps, state, repository, run.triggeringActor, { event: "deployment_protection_rule", payload });
}

/** Tells the apps about a review. */
export function sendReviewEvent(
  state: State,
  repository: Repository,
  sender: Account,
  pull: PullRequest,
  review: Review,
  action: "submitted" | "dismissed",
): void {
  const payload = reviewPayload(state, repository, pull, review);
  send(state, repository, sender, "pull_request_review", "pull_requests", {
    action,
    review: { ...payload, state: payload.state.toLowerCase() },
    pull_request: pullSummaryPayload(state, repository, pull),
  });
}

/** Tells the apps about a check run. Only the app that made the run gets its rerequest. */
export function sendCheckRunEvent(
  state: State,
  repository: Repository,
  sender: Account,
  run: CheckRun,
  action: "created" | "completed" | "rerequested",
): void {
  const suite = gatherSuite(repository.checkRuns, run.suiteId);
  const payload = checkRunPayload(state, repository, run);
  const check_run: Schemas["check-run-with-simple-check-suite"] = {
    ...payload,
    check_suite: suite === undefined ? {} : simpleSuitePayload(state, repository, suite),
  };
  const event = { event: "check_run", payload: { action, check_run } } as const;
  if (action === "rerequested") sendTo([run.app], state, repository, sender, event);
  else send(state, repository, sender, event.event, "checks", event.payload);
}

/** Tells the app that owns a check suite about a rerequest of it. */
export async function sendCheckSuiteEvent(
  state: State,
  repository: Repository,
  sender: Account,
  suite: CheckSuite,
  action: "rerequested",
): Promise<void> {
  const payload = { action, check_suite: await suitePayload(state, repository, suite) };
  sendTo([suite.app], state, repository, sender, { event: "check_suite", payload });
}

type CommentChange =
  | { readonly action: "created" | "deleted" }
  | { readonly action: "edited"; readonly changes: Schemas["webhooks_changes"] };

type IssueChange = { readonly action: "opened" | Turn["kind"] };

/** Tells the apps about an issue, not about a pull request. */
export function sendIssueEvent(
  state: State,
  repository: Repository,
  sender: Account,
  issue: Issue,
  change: IssueChange,
): void {
  send(state, repository, sender, "issues", "issues", {
    ...change,
    issue: issuePayload(state, repository, issue),
  });
}

/** Tells the apps about a comment on an issue or a pull request. The sender of a change may differ from the author. */
export function sendCommentEvent(
  state: State,
  repository: Repository,
  sender: Account,
  issue: Issue | PullRequest,
  comment: IssueComment,
  change: CommentChange,
): void {
  send(state, repository, sender, "issue_comment", "issues", {
    ...change,
    issue: issuePayload(state, repository, issue),
    comment: commentPayload(state, repository, comment),
  });
}

/** Queues one event for every app that may read its subject. */
export function send(
  state: State,
  repository: Repository,
  sender: Account,
  event: string,
  permission: Permission,
  payload: { readonly action?: string; readonly [field: string]: unknown },
): void {
  const apps = state.apps.filter(({ permissions }) => permissions[permission] !== undefined);
  sendTo(apps, state, repository, sender, { event, payload });
}

interface RepositoryEvent {
  readonly event: string;
  readonly payload: { readonly action?: string; readonly [field: string]: unknown };
}

function sendTo(
  apps: readonly App[],
  state: State,
  repository: Repository,
  sender: Account,
  { event, payload }: RepositoryEvent,
): void {
  // The organisation installed the apps, so they hear only about its repositories.
  if (repository.owner.id !== state.organization.account.id) return;
  const surroundings: Surroundings = {
    repository: repositoryPayload(state, repository),
    organization: organizationPayload(state, state.organization),
    sender: userPayload(state, sender),
  };
  for (const app of apps) {
    state.webhooks.send(app, {
      event,
      action: payload.action,
      repositoryId: repository.id,
      payload: { ...payload, ...surroundings },
    });
  }
}
