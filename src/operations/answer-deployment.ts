import type { AccessPages } from "../core/asking/pages.ts";
import { describeVerdict } from "../core/deployment/answer-text.ts";
import { buildAskLink } from "../core/deployment/ask-link.ts";
import { judgeDeployment, type Verdict } from "../core/deployment/judge-deployment.ts";
import {
  type GuardedEnvironment,
  isSameAttempt,
  type WaitingDeployment,
  type WorkflowRun,
} from "../core/deployment/workflow-run.ts";
import { type Finding, warning } from "../core/findings/finding.ts";
import { indexLiveAccess, type LiveAccessIndex } from "../core/plan/live-access.ts";
import { raiseAlert } from "../core/ports/alert.ts";
import type { Deployments } from "../core/ports/deployments.ts";
import { readRules } from "./evidence/read-rules.ts";
import type { Deps } from "./round/deps.ts";
import { withJournal } from "./round/state.ts";

/** The deployments that Hallpass guards, and the way to answer them. */
export interface DeploymentGuard {
  readonly environments: readonly GuardedEnvironment[];
  readonly port: Deployments;
  readonly pages: AccessPages;
}

export interface GuardDeps extends Pick<Deps, "repository" | "ledger" | "journal" | "log" | "now"> {
  readonly guard: DeploymentGuard;
}

/** Answers that GitHub took, by run, attempt and environment. Without them a deployment that still waits would be answered again and again. */
export type Answered = Map<string, Decided["kind"]>;

type Decided = Exclude<Verdict, { kind: "waits" }>;

/** A grant is verified again after a minute; a review or a timer may end at any time. */
const LOOK_AGAIN_MS = 15_000;

/** Throws while the ledger cannot be trusted: an answer needs the newest one. */
async function readAccess(deps: GuardDeps): Promise<LiveAccessIndex> {
  const view = await deps.ledger.read();
  if (view.untrusted !== undefined)
    throw new Error(`The ledger's tip ${view.untrusted.tip} is untrusted: no deployment is answered.`);
  return indexLiveAccess((await withJournal(deps, view)).state);
}

/**
 * Answers what a run waits for, from what GitHub and the ledger say now. Returns the milliseconds until it has to be looked at again;
 * `undefined`: nothing waits. Throws while GitHub or the ledger cannot be read: then nothing is answered.
 */
export async function answerRun(
  deps: GuardDeps,
  answered: Answered,
  repositoryId: number,
  runId: number,
): Promise<number | undefined> {
  const guarded = deps.guard.environments.filter(({ repository }) => repository.id === repositoryId);
  const [repository] = guarded.map((each) => each.repository);
  const run = repository && (await deps.guard.port.readRun(repository, runId));
  if (repository === undefined || run === undefined) return undefined;
  let isWaiting = false;
  for (const waiting of await deps.guard.port.listPending(repository, runId)) {
    const environment = guarded.find((each) => isNamed(each, waiting.environment));
    if (environment !== undefined)
      isWaiting = !(await answerOne(deps, answered, { run, waiting, environment })) || isWaiting;
  }
  return isWaiting ? LOOK_AGAIN_MS : undefined;
}

/** GitHub compares names of environments without case. */
const isNamed = ({ environment }: GuardedEnvironment, name: string): boolean =>
  environment.toLowerCase() === name.toLowerCase();

interface Asked {
  readonly run: WorkflowRun;
  readonly waiting: WaitingDeployment;
  readonly environment: GuardedEnvironment;
}

/** Answers one waiting deployment. `false`: it has to be looked at again. */
async function answerOne(deps: GuardDeps, answered: Answered, asked: Asked): Promise<boolean> {
  const { run, waiting, environment } = asked;
  const judge = async (): Promise<Verdict> =>
    judgeDeployment(run, waiting, environment.entitlement, await readAccess(deps), deps.now());
  const verdict = await judge();
  const fields = aboutOf(asked);
  if (verdict.kind === "waits") {
    deps.log.info({ ...fields, because: verdict.because }, "a deployment waits");
    return false;
  }
  const key = `${run.repositoryId} ${run.id} ${run.attempt} ${waiting.environment.toLowerCase()}`;
  // Another rule holds it: look again, in case the lease ends before it starts.
  if (answered.get(key) === verdict.kind) return false;
  if (!(await isStill(deps, asked))) return false;
  // GitHub may have taken its time, and the lease may have ended meanwhile.
  if ((await judge()).kind !== verdict.kind) return false;
  await deps.guard.port.answer(environment.repository, run.id, {
    environment: waiting.environment,
    state: verdict.kind,
    comment: describeVerdict(verdict, await findLink(deps, asked, verdict)),
  });
  answered.set(key, verdict.kind);
  deps.log.info({ ...fields, answer: verdict.kind, request: requestOf(verdict) }, "answered a deployment");
  if (verdict.kind === "approved" && !(await isStill(deps, asked))) tellOvertaken(deps, fields);
  return verdict.kind === "rejected";
}

const aboutOf = ({ run, environment }: Asked) => ({
  step: "deployment",
  repository: `${environment.repository.owner}/${environment.repository.repo}`,
  environment: environment.environment,
  run: run.id,
  attempt: run.attempt,
  by: run.startedBy?.login,
});

const requestOf = (verdict: Decided): string | undefined =>
  verdict.kind === "approved" ? verdict.lease.request : undefined;

/** An answer names the run and no attempt: the attempt that was judged must be the one that waits. */
async function isStill({ guard }: GuardDeps, { run, environment }: Asked): Promise<boolean> {
  const now = await guard.port.readRun(environment.repository, run.id);
  return now !== undefined && isSameAttempt(now, run);
}

const tellOvertaken = ({ log }: GuardDeps, fields: object): void =>
  raiseAlert(
    log,
    "DEPLOYMENT_OVERTAKEN",
    { ...fields },
    "the run was started again while it was approved: the approval may have gone to their attempt; look at the run",
  );

async function findLink(
  { guard, repository, now }: GuardDeps,
  { run, waiting, environment: { entitlement } }: Asked,
  verdict: Decided,
): Promise<string | undefined> {
  if (verdict.kind !== "rejected" || !verdict.mayAsk || run.startedBy === undefined) return undefined;
  const { policies } = await readRules(repository, await repository.defaultTip());
  return buildAskLink(guard.pages, policies, {
    entitlement,
    login: run.startedBy.login,
    reason: `Deploy to ${waiting.environment}: ${run.url}`,
    mark: `${run.id}-${run.attempt}`,
    now: now(),
  });
}

/** The guarded environments where GitHub does not ask. */
export async function diagnoseDeployments(
  port: Deployments,
  environments: readonly GuardedEnvironment[],
): Promise<Finding[]> {
  const findings = await Promise.all(
    environments.map(async ({ repository, environment }) =>
      (await port.isAsked(repository, environment))
        ? []
        : [
            warning(
              "DEPLOYMENT_UNGUARDED",
              `GitHub does not ask Hallpass about deployments of ${repository.owner}/${repository.repo} to ${environment}.`,
              "Settings → Environments → (the environment) → Deployment protection rules: choose the App.",
            ),
          ],
    ),
  );
  return findings.flat();
}
