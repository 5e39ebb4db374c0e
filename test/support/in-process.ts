import { mkdir } from "node:fs/promises";
import { parseEnv } from "node:util";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import type { SandboxOptions } from "../../sandbox/src/sandbox.ts";
import { readConfig, type ServerConfig } from "../../src/configuration/config.ts";
import type { Grant } from "../../src/core/access/grant.ts";
import type { CheckResult } from "../../src/core/decision/check-result.ts";
import { announce } from "../../src/operations/announce.ts";
import { briefApprovers, type Reviewed } from "../../src/operations/briefing/brief.ts";
import { showStates } from "../../src/operations/briefing/show-states.ts";
import type { DiagnoseDeps } from "../../src/operations/diagnose.ts";
import { type EndingEarly, watchLeases } from "../../src/operations/ending/early-ends.ts";
import {
  announceFailedRound,
  noteFailedRound,
  noteFinishedRound,
} from "../../src/operations/failed-round.ts";
import { createUnshown } from "../../src/operations/memory/unshown.ts";
import { type Reconciled, reconcile } from "../../src/operations/reconcile.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { createLog } from "../../src/service/log.ts";
import { wire } from "../../src/wire.ts";
import { requestText } from "./builders/evidence.ts";
import { type Clone, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

/** What the memory provider offers in the default seed, as a request writes it. */
export const visitor = "[{ provider: memory, resource: sandbox, role: visitor }]";

/** A request as alice would write it, for what the memory provider offers. */
export const visitorText = (overrides: Readonly<Record<string, string>> = {}): string =>
  requestText({ entitlements: visitor, ...overrides });

type Wired = Deps & DiagnoseDeps & Pick<Awaited<ReturnType<typeof wire>>, "deployments">;

/** A local GitHub and the app's own operations over it, in this process: nothing happens unless the test says so. */
export interface InProcess {
  readonly github: LocalGitHub;
  readonly deps: Wired;
  readonly config: ServerConfig & { readonly webhookSecret: string };
  /** The lines of the app's log, as an operator sees them. */
  readonly log: readonly string[];
  /** What the app does on an event about a pull request; merges when everything is met. */
  review(pull: number): Promise<CheckResult | undefined>;
  /** The same, and what the app tells approvers after it: the comment, the requested reviews, the label. */
  brief(pull: number): Promise<CheckResult | undefined>;
  /**
   * What the app does on a push, a timer or a sweep, and then tells people. A grant that waits a few seconds for an earlier call
   * is looked at again when the wait is over, by the app's clock: no test depends on how slow the machine is. Rejects where the
   * round fails, after people were told what can be told of it.
   */
  reconcile(deps?: Deps): Promise<Reconciled>;
  /** What the app does when somebody comments, leaves, or closes something. */
  watch(): Promise<EndingEarly>;
  /** What the memory provider gives alice and everybody else as a visitor. */
  listVisitors(): Promise<Grant[]>;
  as: LocalGitHub["as"];
  clone(login: string): Promise<Clone>;
  /** The app's clock. GitHub's own does not move. */
  travel(seconds: number): void;
  stop(): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/** Options of the local GitHub; `env` replaces lines of the app's configuration. */
export interface InProcessOptions extends Partial<SandboxOptions> {
  readonly env?: Environment | ((github: LocalGitHub) => Environment);
}

/** Starts the sandbox, and what `hallpass serve` would have with its configuration, save the HTTP server and the timers. */
export async function startInProcess({ env = {}, ...options }: InProcessOptions = {}): Promise<InProcess> {
  const github = await startLocalGitHub(options);
  const lines: string[] = [];
  let ahead = 0;
  try {
    const own = typeof env === "function" ? env(github) : env;
    // A test writes within a minute what people write in a day. The local GitHub holds its own limits.
    const calm = { GITHUB_WRITES_PER_MINUTE: "1000" };
    const settings: NodeJS.Dict<string> = {
      ...parseEnv(formatEnv(github.sandbox, undefined)),
      ...calm,
      ...own,
    };
    const config = { ...readConfig(settings), webhookSecret: settings.WEBHOOK_SECRET ?? "" };
    await mkdir(config.stateDir, { recursive: true, mode: 0o700 });
    const now = (): Date => new Date(Date.now() + ahead * 1000);
    const log = createLog((line) => lines.push(line), secretsOf(settings), now);
    const deps: Wired = {
      ...(await wire(config, settings, log)),
      unshown: createUnshown(),
      stops: () => [],
      now,
    };
    // As the app does before it serves.
    await reconcile(deps);
    return {
      github,
      deps,
      config,
      log: lines,
      review: (pull) => reviewPullRequest(deps, pull),
      brief: async (pull) => {
        const reviewed: Reviewed[] = [];
        const checkResult = await reviewPullRequest(deps, pull, (each) => reviewed.push(each));
        for (const each of reviewed) await briefApprovers(deps, each);
        return checkResult;
      },
      reconcile: async (given = deps) => {
        const round = await reconcileAndAnnounce(given);
        const seconds = secondsUntil(round.lookAgainAt, now());
        if (seconds > LONGEST_WAIT_SECONDS) return round;
        ahead += seconds;
        const next = await reconcileAndAnnounce(given);
        return { ...next, entries: [...round.entries, ...next.entries] };
      },
      watch: () => watchLeases(deps),
      listVisitors: () => listVisitors(deps),
      as: github.as,
      clone: github.clone,
      travel: (seconds) => {
        ahead += seconds;
      },
      stop: async () => {
        await Promise.all([...deps.providers.values()].map((provider) => provider.close()));
        await github.stop();
      },
    };
  } catch (error) {
    await github.stop();
    throw error;
  }
}

/** A call to the memory provider can be two seconds late. */
const LONGEST_WAIT_SECONDS = 2;

const secondsUntil = (time: Date | undefined, now: Date): number =>
  time === undefined ? Number.POSITIVE_INFINITY : Math.max(0, time.getTime() - now.getTime()) / 1000;

async function reconcileAndAnnounce(deps: Deps): Promise<Reconciled> {
  const round = await reconcile(deps).catch(async (error: unknown) => {
    noteFailedRound(deps, error);
    await announceFailedRound(deps, error).catch(() => undefined);
    throw error;
  });
  noteFinishedRound(deps);
  await announce(deps, round);
  await showStates(deps, round);
  return round;
}

const secretsOf = (settings: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) =>
    value !== undefined && /SECRET|PASSWORD|TOKEN|KEY/u.test(name) ? [value] : [],
  );

async function listVisitors({ providers }: Deps): Promise<Grant[]> {
  const provider = providers.get("memory");
  if (provider === undefined) throw new Error("The configuration has no provider memory.");
  return provider.listGrants([{ provider: "memory", resource: "sandbox", role: "visitor" }]);
}
