import type { Account, App } from "./accounts.ts";
import { actionsOf } from "./actions-settings.ts";
import { sendDeploymentRuleEvent } from "./events.ts";
import { branchRef, readRef } from "./git/refs.ts";
import { HttpError } from "./http/error.ts";
import type { Repository } from "./model.ts";
import type { State } from "./state.ts";
import type { WorkflowRun } from "./workflow-run.ts";

/** "Jobs that are waiting for approval are automatically failed after 30 days" ("Reviewing deployments"). */
const LONGEST_WAIT_MS = 30 * 24 * 60 * 60_000;

export type RunStatus = "waiting" | "in_progress" | "completed";

/** Whether the run waits for its environment, goes on, or is over. */
export function statusOf(state: State, run: WorkflowRun): RunStatus {
  if (run.ended !== undefined) return "completed";
  if (!isWaiting(state, run)) return "in_progress";
  return state.clock().getTime() - run.startedAt.getTime() > LONGEST_WAIT_MS ? "completed" : "waiting";
}

function isWaiting(state: State, { environment, answers, reviews, startedAt }: WorkflowRun): boolean {
  const { apps, reviewers, waitMinutes } = environment;
  const timerEnds = startedAt.getTime() + waitMinutes * 60_000;
  return (
    apps.some((id) => answers.get(id) !== "approved") ||
    (reviewers.length > 0 && !reviews.some((review) => review.state === "approved")) ||
    state.clock().getTime() < timerEnds
  );
}

interface Start {
  readonly environment: string;
  readonly account: Account;
  readonly event: string;
}

/** Starts a workflow that deploys the default branch. */
export async function startRun(
  state: State,
  repository: Repository,
  { environment: name, account, event }: Start,
): Promise<WorkflowRun> {
  const { environments, runs } = actionsOf(state.actions, repository);
  const environment = environments.find((known) => known.name === name);
  if (environment === undefined) throw new HttpError(404, `There is no environment ${name}.`);
  const now = state.clock();
  const run: WorkflowRun = {
    id: state.nextId(),
    event,
    branch: repository.defaultBranch,
    headSha: (await readRef(repository.store, branchRef(repository.defaultBranch))) ?? "",
    actor: account,
    environment,
    createdAt: now,
    triggeringActor: account,
    attempt: 1,
    startedAt: now,
    answers: new Map(),
    reviews: [],
    comments: [],
    ended: undefined,
  };
  runs.push(run);
  askApps(state, repository, run);
  return run;
}

/** "Re-running workflows and jobs": the run keeps its id, its event and its actor. */
export function startAgain(state: State, repository: Repository, run: WorkflowRun, account: Account): void {
  run.attempt++;
  run.triggeringActor = account;
  run.startedAt = state.clock();
  run.answers.clear();
  run.reviews.length = 0;
  run.ended = undefined;
  askApps(state, repository, run);
}

function askApps(state: State, repository: Repository, run: WorkflowRun): void {
  const apps = state.apps.filter(({ id }) => run.environment.apps.includes(id));
  sendDeploymentRuleEvent(state, repository, apps, run);
}

/** Takes an app's answer. Throws where nothing waits for it: what GitHub answers then is undocumented, here 422. */
export function answerRun(
  state: State,
  run: WorkflowRun,
  app: App,
  { environment, answer }: { readonly environment: string; readonly answer: "approved" | "rejected" },
): void {
  const isAsked = run.environment.name === environment && run.environment.apps.includes(app.id);
  if (!isAsked || statusOf(state, run) !== "waiting") {
    throw new HttpError(422, `No deployment to ${environment} waits for this app.`);
  }
  const before = run.answers.get(app.id);
  // Whether an approval can be taken back is undocumented: here it cannot.
  if (before !== undefined && before !== answer)
    throw new HttpError(422, `The app has ${before} it already.`);
  run.answers.set(app.id, answer);
  if (answer === "rejected") run.ended = "failure";
}

/** A run of the repository; throws 404 for an unknown one. */
export function requireRun(state: State, repository: Repository, id: number): WorkflowRun {
  const run = actionsOf(state.actions, repository).runs.find((known) => known.id === id);
  if (run === undefined) throw new HttpError(404, "Not Found");
  return run;
}
