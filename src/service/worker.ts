import type { LedgerState } from "../core/ledger/ledger.ts";
import type { Queue } from "../lanes/queue.ts";
import { createTold } from "../operations/announce.ts";
import { answerRecent } from "../operations/answer-recent.ts";
import { watchLeases } from "../operations/ending/early-ends.ts";
import { observeTeams } from "../operations/granting/observe.ts";
import { findReceipts } from "../operations/looking-back/find-receipts.ts";
import { findUses } from "../operations/looking-back/find-uses.ts";
import { createLookback } from "../operations/memory/lookback.ts";
import { createPresenceCache } from "../operations/memory/presence-cache.ts";
import { createProviderBackoff } from "../operations/memory/provider-backoff.ts";
import { createSettledCache } from "../operations/memory/settled-cache.ts";
import { createSightings } from "../operations/memory/sightings.ts";
import { createUnshown } from "../operations/memory/unshown.ts";
import type { Reconciled } from "../operations/reconcile.ts";
import { reviewPullRequest } from "../operations/review.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createAsks, createIssueWatch } from "./asking/asks.ts";
import { createBriefing } from "./briefing.ts";
import { createDueSteps } from "./due.ts";
import type { InstallationMonitor } from "./installation-monitor.ts";
import { createListener, type Listener } from "./listener.ts";
import { createAlertNotices, type HeardAlerts } from "./notices/alert-notices.ts";
import { createApprovalNotices } from "./notices/approval-notices.ts";
import { createChannelLanes } from "./notices/channel-lanes.ts";
import { createDigests } from "./notices/digests.ts";
import { createPendingRequests } from "./notices/pending-requests.ts";
import { createReviewReminders } from "./notices/review-reminders.ts";
import { createPushWatch, type Pushed } from "./push-watch.ts";
import { createReplays } from "./replays.ts";
import { createReviewer } from "./reviewer.ts";
import { createRevocationScheduler } from "./revocation-scheduler.ts";
import { createRounds, type Rounds } from "./round.ts";
import { createScheduler, type Scheduler } from "./scheduling/scheduler.ts";
import { listSteps, type StepName } from "./scheduling/steps.ts";

export interface Worker {
  /** Ends overdue access, reviews open pull requests, runs a round. Resolves once all of it was tried and a round could read GitHub. */
  start(): Promise<void>;
  reviewSoon(pull: number): void;
  /** Reviews every open pull request. */
  reviewAllSoon(): void;
  /** Runs a round after the reviews that wait, in two seconds at the latest. */
  reconcileSoon(): void;
  /** Asks GitHub for early ends: a comment, a closed issue, a member who left. */
  watchSoon(): void;
  /** Carries out a comment's command, and answers the comment. */
  hear: Listener["hear"];
  hearTakenBack: Listener["hearTakenBack"];
  /** Reviews an edited pull request, within the editor's budget. */
  hearEdit: Listener["hearEdit"];
  /** Opens the pull request of an issue that asks for access, within its author's budget. */
  hearIssue(heard: { readonly issue: number; readonly by: number }): void;
  /** Reads and keeps who pushed to a branch, within the pusher's budget. */
  hearPush(push: Pushed): void;
  /** Marks a webhook whose comment has no command, so that it is not read again after a restart. */
  skipDelivery(delivery: string): void;
  /** Reads teams, members and the installation's settings again. */
  lookAroundSoon(): void;
  /** Ends overdue access and sets the timers again, after the clock was corrected. */
  turnSoon(): void;
  /** Runs a round and reviews every open pull request: grants were stopped, or may go on. */
  reconsiderSoon(): void;
  /**
   * Does what is to be done now, once: ends overdue access, asks GitHub for early ends, reviews, grants what was merged. Answers how many
   * steps failed; their retries are dropped. For a worker that is not started.
   */
  runOnce(): Promise<number>;
  /** Starts nothing more. Resolves once everything that runs has finished. */
  stop(): Promise<void>;
}

/** Adds the memory that a worker keeps between rounds. */
const withMemory = (deps: Deps, random: () => number) => ({
  ...deps,
  backoff: deps.backoff ?? createProviderBackoff(random),
  settledCache: deps.settledCache ?? createSettledCache(),
  presence: deps.presence ?? createPresenceCache(),
  told: deps.told ?? createTold(deps.notifiers.length),
  unshown: deps.unshown ?? createUnshown(),
  sightings: deps.sightings ?? createSightings(),
  lookback: deps.lookback ?? createLookback(),
});

export interface WorkerOptions {
  /** Answers in [0, 1): it spreads retries. */
  readonly random?: () => number;
  /** Gets every state that is read. */
  readonly hear?: (state: LedgerState, isTrusted?: boolean) => void;
  /** Gets every finished round. */
  readonly onRound?: (round: Reconciled) => void;
  /** The alerts that channels tell of; absent = the log alone has them. */
  readonly alerts?: Pick<HeardAlerts, "listen">;
  /** Runs each run of a step, and may time it. */
  readonly measureStep?: <T>(step: StepName, run: () => Promise<T>, subject: string) => Promise<T>;
}

const ignore = (): undefined => undefined;
const runOnly = <T>(_: StepName, run: () => Promise<T>): Promise<T> => run();

/** Runs the steps of `steps.ts`: on events, when leases begin and end, on a sweep every minute, and again after a failure. */
export function createWorker(
  given: Deps,
  monitor: Omit<InstallationMonitor, "stops">,
  {
    random = Math.random,
    hear = ignore,
    onRound = ignore,
    alerts,
    measureStep = runOnly,
  }: WorkerOptions = {},
): Worker {
  const deps = withMemory(given, random);
  const scheduler = createScheduler<StepName>(deps.log, random);
  const lanes = createEventLanes(scheduler);
  const channels = createChannelLanes(deps.notifiers, lanes.announcements, (name) =>
    scheduler.lane(name, { level: "warn", message: "failed" }),
  );
  const brief = createBriefing(deps, lanes.announcements, (pull) => scheduler.soon("review", pull));
  const replay = createReplays(deps, lanes.replays);
  const tellApproval = createApprovalNotices(deps, channels);
  const tendPending = createPendingRequests(deps, channels, lanes.announcements);
  alerts?.listen(createAlertNotices(deps, channels));
  const remind = createReviewReminders(deps, channels);
  const tellDigests = createDigests(deps, channels);
  const reviewer = createReviewer(deps, scheduler, reviewPullRequest, (reviewed) => {
    deps.sightings.note(reviewed.pull, reviewed.checkResult, deps.now());
    brief(reviewed);
    replay(reviewed);
    tellApproval(reviewed);
    tendPending(reviewed);
  });
  const onEnded = (): void => {
    scheduler.soon("due");
    scheduler.soon("reconcile");
  };
  const { learn, ...hearing } = createListener(deps, {
    commands: lanes.commands,
    cosmetic: lanes.announcements,
    reviewSoon: (pull) => scheduler.soon("review", pull),
    watchSoon: () => scheduler.soon("watch"),
    onEnded,
  });
  const due = createDueSteps(deps, scheduler, (state, isTrusted) => {
    learn(state);
    hear(state, isTrusted);
  });
  const rounds = createRounds(deps, { ...lanes, channels, scheduler, reviewer, note: due.note, onRound });
  const revocations = createRevocationScheduler(deps, () => scheduler.soon("reconcile"));
  scheduler.use(
    listSteps({
      ...due,
      ...rounds,
      ...reviewer,
      ...revocations,
      ...createAsks(deps, scheduler),
      watch: createWatch(deps, onEnded),
      lookBack: async () => {
        const found = (await findUses(deps)) + (await findReceipts(deps));
        if (found > 0) scheduler.soon("reconcile");
        await remind();
        await tellDigests();
        return undefined;
      },
      observe: async () => {
        await observeTeams(deps);
        return undefined;
      },
    }).map((step) => ({
      ...step,
      run: (subject) => measureStep(step.name, () => step.run(subject), subject),
    })),
  );
  const hearPush = createPushWatch(deps, lanes.pushes);
  const hearIssue = createIssueWatch(deps, (issue) => scheduler.soon("issue", issue));
  return { ...hearing, hearPush, hearIssue, ...createEvents(deps, { scheduler, monitor, rounds }) };
}

interface Running {
  readonly scheduler: Scheduler<StepName>;
  readonly monitor: Omit<InstallationMonitor, "stops">;
  readonly rounds: Rounds;
}

/** Which event runs which step. */
function createEvents(
  deps: ReturnType<typeof withMemory>,
  { scheduler, monitor, rounds }: Running,
): Omit<Worker, "hear" | "hearTakenBack" | "hearEdit" | "hearPush" | "hearIssue"> {
  const { comments, presence } = deps;
  return {
    async start() {
      scheduler.soon("due");
      await monitor.start();
      scheduler.start();
      await rounds.first;
      await scheduler.idle("rounds");
    },
    reviewSoon: (pull) => scheduler.soon("review", pull),
    reviewAllSoon: () => scheduler.soon("review all"),
    reconcileSoon: rounds.grantSoon,
    watchSoon: () => scheduler.soon("watch"),
    skipDelivery: (delivery) => comments?.skip(delivery),
    turnSoon: () => scheduler.soon("due"),
    lookAroundSoon() {
      presence.forget();
      scheduler.soon("watch");
      monitor.attestSoon();
      scheduler.soon("observe");
    },
    reconsiderSoon() {
      rounds.grantSoon();
      scheduler.soon("review all");
    },
    async runOnce() {
      scheduler.soon("due");
      await monitor.start();
      // No webhook told of comments. Before the reviews: an extension is a pull request.
      scheduler.lane("announcements", COSMETIC).add("answer comments", () => answerRecent(deps));
      await scheduler.idle();
      // In this order: an early end holds grants back, and one round grants all that reviews merge.
      for (const step of ["watch", "observe", "issues", "review all", "reconcile"] as const) {
        scheduler.soon(step);
        await scheduler.idle();
      }
      return scheduler.failures();
    },
    async stop() {
      await Promise.all([scheduler.stop(), monitor.stop()]);
    },
  };
}

const COSMETIC = { level: "warn", message: "GitHub did not take a comment" } as const;

/** Lanes for work about one event, which is no step of the table. */
function createEventLanes(scheduler: Scheduler<StepName>) {
  const lane = (name: string, level: "warn" | "error", message: string): Queue =>
    scheduler.lane(name, { level, message });
  return {
    // Ends that a comment asked for: "watch" finds them again.
    commands: lane("commands", "error", "failed; GitHub is asked again soon"),
    announcements: scheduler.lane("announcements", COSMETIC),
    replays: lane("replays", "warn", "failed; the next review tries again"),
    labels: lane("labels", "warn", "GitHub did not take a label; a later round tries again"),
    pushes: lane("pushes", "warn", "failed; the next push or review reads it again"),
  };
}

/** Asks GitHub for early ends. Fails while GitHub leaves questions open, so that it is retried before the next sweep. */
function createWatch(deps: Deps, onEnded: () => void): () => Promise<undefined> {
  return async () => {
    const { ended, unjudged } = await watchLeases(deps);
    if (ended.length > 0) onEnded();
    if (unjudged > 0) throw new Error(`GitHub did not answer ${unjudged} questions about early ends.`);
    return undefined;
  };
}
