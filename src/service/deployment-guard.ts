import { type Answered, answerRun, type GuardDeps } from "../operations/answer-deployment.ts";
import { createScheduler, type OnFailure } from "./scheduling/scheduler.ts";

/** Answers deployments that wait for Hallpass: on a webhook, on a sweep, and again after a failure. */
export interface DeploymentService {
  /** Starts the sweeps. Call it once the ledger is as new as GitHub's: until then nothing is answered. */
  start(): void;
  /** Looks at a run. A webhook says which; GitHub says the rest. */
  askSoon(repositoryId: number, run: number): void;
  stop(): Promise<void>;
}

/** GitHub fails a deployment that waits for thirty days, so a failure is retried until then: the run no longer waits. */
const retried: OnFailure = {
  retry: "pause",
  level: "error",
  message: "failed; the deployment waits, and Hallpass retries",
};

const subjectOf = (repositoryId: number, run: number): string => `${repositoryId}/${run}`;
const parse = (subject: string): readonly [number, number] => {
  const [repositoryId = 0, run = 0] = subject.split("/").map(Number);
  return [repositoryId, run];
};

/**
 * Two steps: "waiting runs" lists the runs of one repository that wait, every minute, so that a lost webhook costs a minute; "deployment"
 * answers one run. Each repository has its own lane: one that cannot be read holds up no other.
 */
export function createDeploymentService(
  deps: GuardDeps,
  random: () => number = Math.random,
): DeploymentService {
  const scheduler = createScheduler<"sweep" | "waiting runs" | "deployment">(deps.log, random);
  const repositories = new Map(deps.guard.environments.map(({ repository }) => [repository.id, repository]));
  const answered: Answered = new Map();
  let isStarted = false;

  const list = async (id: string): Promise<undefined> => {
    const repository = repositories.get(Number(id));
    if (repository === undefined) return undefined;
    const runs = await deps.guard.port.listWaiting(repository);
    forget(answered, repository.id, runs);
    for (const run of runs) scheduler.soon("deployment", subjectOf(repository.id, run));
    return undefined;
  };

  scheduler.use([
    {
      ...{ name: "sweep", lane: "sweep", every: 1, failure: { ...retried, retry: "no" } },
      run: async () => {
        for (const id of repositories.keys()) scheduler.soon("waiting runs", id);
        return undefined;
      },
    },
    {
      ...{
        name: "waiting runs",
        failure: { ...retried, retry: "no", message: "failed; the next sweep retries" },
      },
      lane: (id) => `runs of ${id}`,
      about: (id) => ({ repositoryId: Number(id) }),
      run: list,
    },
    {
      ...{ name: "deployment", failure: retried },
      lane: (subject) => `runs of ${parse(subject)[0]}`,
      about: (subject) => ({ repositoryId: parse(subject)[0], run: parse(subject)[1] }),
      run: (subject) => answerRun(deps, answered, ...parse(subject)),
    },
  ]);

  return {
    start() {
      isStarted = true;
      scheduler.start();
    },
    askSoon(repositoryId, run) {
      if (isStarted && repositories.has(repositoryId))
        scheduler.soon("deployment", subjectOf(repositoryId, run));
    },
    stop: scheduler.stop,
  };
}

/** Keeps the answers of runs that still wait. */
function forget(answered: Answered, repositoryId: number, waiting: readonly number[]): void {
  for (const key of answered.keys()) {
    const [repository, run] = key.split(" ").map(Number);
    if (repository === repositoryId && !waiting.includes(run ?? 0)) answered.delete(key);
  }
}
