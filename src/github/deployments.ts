import type { Octokit } from "@octokit/rest";
import type { GuardedRepository, WaitingDeployment, WorkflowRun } from "../core/deployment/workflow-run.ts";
import type { Deployments } from "../core/ports/deployments.ts";
import { call, statusOf } from "./http/error.ts";

type Open = (repository: GuardedRepository) => Octokit;

/** The `Deployments` port over REST, of this App. `open` answers the client of the App's installation on a repository. */
export const deploymentsOver = (open: Open, appId: number): Deployments => ({
  isAsked: (repository, environment) =>
    call(`read the protection rules of ${environment} in ${nameOf(repository)}`, async () => {
      try {
        const place = { ...placeOf(repository), environment_name: environment };
        const { data } = await open(repository).rest.repos.getAllDeploymentProtectionRules(place);
        const rules = data.custom_deployment_protection_rules ?? [];
        return rules.some(({ enabled, app }) => enabled && app.id === appId);
      } catch (error) {
        if (statusOf(error) === 404) return false;
        throw error;
      }
    }),
  listWaiting: (repository) =>
    call(`list the waiting runs of ${nameOf(repository)}`, async () => {
      const { paginate, rest } = open(repository);
      const query = { ...placeOf(repository), status: "waiting" as const, per_page: 100 };
      const runs = await paginate(rest.actions.listWorkflowRunsForRepo, query);
      return runs.map(({ id }) => Number(id));
    }),
  readRun: (repository, run) =>
    call(`read the run ${run} of ${nameOf(repository)}`, () => readRun(open(repository), repository, run)),
  listPending: (repository, run) =>
    call(`list what the run ${run} of ${nameOf(repository)} waits for`, () =>
      listPending(open(repository), repository, run),
    ),
  answer: (repository, run, { environment, state, comment }) =>
    call(`answer the run ${run} of ${nameOf(repository)}`, async () => {
      const answer = { run_id: run, environment_name: environment, state, comment };
      await open(repository).rest.actions.reviewCustomGatesForRun({ ...placeOf(repository), ...answer });
    }),
});

const nameOf = ({ owner, repo }: GuardedRepository): string => `${owner}/${repo}`;
const placeOf = ({ owner, repo }: GuardedRepository) => ({ owner, repo });

async function readRun(
  { rest }: Octokit,
  repository: GuardedRepository,
  run_id: number,
): Promise<WorkflowRun | undefined> {
  try {
    const { data } = await rest.actions.getWorkflowRun({ ...placeOf(repository), run_id });
    requireSame(repository, data.repository.id);
    // "triggering_actor": of a re-run, the account that started it again; "actor" stays the first one's.
    const { triggering_actor: by, run_attempt: attempt } = data;
    if (attempt === undefined) throw new Error("GitHub does not tell the run's attempt.");
    return {
      ...{ id: Number(data.id), repositoryId: data.repository.id, attempt },
      ...{ event: data.event, url: data.html_url },
      ...(by && { startedBy: { id: by.id, login: by.login, isPerson: by.type === "User" } }),
    };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function requireSame(repository: GuardedRepository, id: number): void {
  if (id === repository.id) return;
  throw new Error(
    `${nameOf(repository)} is the repository ${id}, and HALLPASS_DEPLOYMENTS says ${repository.id}.`,
  );
}

async function listPending(
  { rest }: Octokit,
  repository: GuardedRepository,
  run_id: number,
): Promise<WaitingDeployment[]> {
  const place = { ...placeOf(repository), run_id };
  const { data } = await rest.actions.getPendingDeploymentsForRun(place);
  const needReview = data.some(({ reviewers }) => reviewers.length > 0);
  const approved = needReview ? await listApproved({ rest }, place) : new Set<string>();
  return data.flatMap(({ environment: { name }, reviewers, wait_timer, wait_timer_started_at }) => {
    if (name === undefined) return [];
    return [
      {
        environment: name,
        needsReview: reviewers.length > 0 && !approved.has(name.toLowerCase()),
        ...(wait_timer > 0 && { timerEndsAt: endOf(wait_timer, wait_timer_started_at) }),
      },
    ];
  });
}

const NEVER = new Date(8.64e15);

/** The end of a timer of so many minutes. One that GitHub has not begun ends at no time that is known. */
function endOf(minutes: number, startedAt: string | null): Date {
  const started = Date.parse(startedAt ?? "");
  return Number.isNaN(started) ? NEVER : new Date(started + minutes * 60_000);
}

/** The environments that a reviewer has approved, in lower case. GitHub does not say for which attempt. */
async function listApproved(
  { rest }: Pick<Octokit, "rest">,
  place: { owner: string; repo: string; run_id: number },
): Promise<Set<string>> {
  const { data } = await rest.actions.getReviewsForRun(place);
  const approved = data.filter(({ state }) => state === "approved");
  return new Set(
    approved.flatMap(({ environments }) => environments.flatMap(({ name }) => name?.toLowerCase() ?? [])),
  );
}
