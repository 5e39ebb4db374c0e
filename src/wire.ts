import { join } from "node:path";
import type { Octokit } from "@octokit/rest";
import type { ServerConfig } from "./configuration/config.ts";
import { type DeploymentConfig, parseDeployments } from "./configuration/deployments.ts";
import { type NoticesConfig, parseNotices } from "./configuration/notices.ts";
import { ConfigError } from "./configuration/read-variables.ts";
import { describeServer } from "./configuration/server-facts.ts";
import { ACCESS_PAGE, formPage, newFolderPage, offersPage } from "./core/asking/pages.ts";
import { raiseAlert } from "./core/ports/alert.ts";
import type { Log } from "./core/ports/log.ts";
import type { Notifier } from "./core/ports/notifier.ts";
import type { OwnComments } from "./core/ports/own-comments.ts";
import type { Provider } from "./core/ports/provider.ts";
import { pushAsk, readSigned } from "./git/ask-branch.ts";
import { fileJournal } from "./git/ledger/journal.ts";
import { gitLedger } from "./git/ledger/ledger.ts";
import { watchDisk } from "./git/ledger/watch-disk.ts";
import { pushRemoval } from "./git/removal.ts";
import { gitRepository, ledgerBranchName } from "./git/repository.ts";
import { askIssues, closeIssue, findIssueOf } from "./github/asking/ask-issues.ts";
import { gitHubAsking } from "./github/asking/asked-pulls.ts";
import { issueNews } from "./github/asking/issue-news.ts";
import { readOwnBot, rememberBot, rememberOwnId } from "./github/bot.ts";
import { githubBriefings } from "./github/briefing/briefings.ts";
import { pullPage } from "./github/briefing/pull-page.ts";
import { commentRecord } from "./github/comment-record.ts";
import { ownComments } from "./github/comments/own-comments.ts";
import { createSeal } from "./github/comments/seal.ts";
import { deploymentsOver } from "./github/deployments.ts";
import { githubOver } from "./github/github.ts";
import { type ClientOptions, openClient, openInstallation } from "./github/http/client.ts";
import { samlIdentities } from "./github/identities.ts";
import { fileMemory, type MoveMemory, rememberMoves } from "./github/remember-moves.ts";
import { gitHubReverts } from "./github/reverts.ts";
import { gitHubInstallation, type InstallationOptions } from "./github/settings/installation.ts";
import { createLocks } from "./lanes/one-at-a-time.ts";
import { githubComments, githubReplies } from "./notify/github-comments.ts";
import { guardNotifier } from "./notify/guard.ts";
import { issueComments } from "./notify/issue-comments.ts";
import { openChannels } from "./notify/open.ts";
import { type DeploymentGuard, diagnoseDeployments } from "./operations/answer-deployment.ts";
import type { DiagnoseDeps } from "./operations/diagnose.ts";
import { findPublicKey, findVerifier } from "./operations/find-credential.ts";
import { createProviderBackoff } from "./operations/memory/provider-backoff.ts";
import { createRecheckSchedule } from "./operations/memory/recheck-schedule.ts";
import type { Deps } from "./operations/round/deps.ts";
import { guardProvider } from "./operations/round/guard.ts";
import type { Secrets } from "./providers/adapter/adapter.ts";
import type { ServerCapabilities } from "./providers/context.ts";
import { createProviders } from "./providers/index.ts";
import { createClock, createMonotonic } from "./service/clock.ts";
import type { Meter } from "./service/metrics/meter.ts";
import { createDiskWatch, type DiskWatch } from "./service/state/disk-watch.ts";
import { readRechecks, saveRechecks } from "./service/state/rechecks-file.ts";
import { rememberSealStart } from "./service/state/seal-start.ts";
import { openSentNotices } from "./service/state/sent-notices.ts";
import { CLONE, JOURNAL } from "./service/state/state-folder.ts";

/** Events of the machine that the app runs on. */
interface Surroundings {
  readonly disk: DiskWatch;
  /** The machine's clock was set, or differs from GitHub's. */
  onClockStep(listener: () => void): void;
  /** Absent: Hallpass guards no deployments. */
  readonly deployments?: { readonly guard: DeploymentGuard; readonly webhookSecret: string };
}

/** Configuration → dependencies. The only place that knows every adapter, and the only one that has a clock. */
export async function wire(
  config: ServerConfig,
  secrets: Secrets,
  log: Log,
  meter?: Pick<Meter, "measureProvider" | "measureFetch">,
): Promise<Omit<Deps, "stops"> & DiagnoseDeps & Surroundings> {
  const machineTime = () => new Date();
  const listeners: (() => void)[] = [];
  const clock = createClock({
    wall: () => machineTime().getTime(),
    monotonic: createMonotonic(),
    onStep: (aheadMs) => {
      tellStep(log, aheadMs);
      for (const listener of listeners) listener();
    },
  });
  const { now } = clock;
  const { owner, repo, appId, privateKey, apiUrl } = config;
  const disk = createDiskWatch(log);
  const backoff = createProviderBackoff(Math.random);
  const measured = meter && { measure: meter.measureFetch };
  const { repositoryId, writesPerMinute } = config;
  const options = { clock, log, now, repositoryId, ...(writesPerMinute && { writesPerMinute }), ...measured };
  const { octokit, token } = openInstallation({ appId, privateKey, apiUrl }, { owner, repo }, options);
  const identify = rememberBot(
    () => readOwnBot(octokit, config.serverUrl),
    (err) =>
      log.warn(
        { step: "identify", err },
        "GitHub does not tell the app's account; a commit has no author's account",
      ),
  );
  const remote = {
    dir: join(config.stateDir, CLONE),
    url: `${config.serverUrl}/${owner}/${repo}.git`,
    token,
  };
  // Before anything of the state folder is touched: a mistake in them is one of the configuration.
  const mapDeps = () => ({ repository, ledger, now, trustedCommit: config.trustedCommit });
  const opened = await openProviders(config.providers, secrets, {
    now,
    findVerifier: (provider, principal) => findVerifier(mapDeps(), provider, principal),
    findPublicKey: (provider, principal) => findPublicKey(mapDeps(), provider, principal),
  });
  const deployments =
    config.deployments === undefined ? undefined : parseDeployments(config.deployments, secrets, opened);
  const notices = config.notices === undefined ? undefined : parseNotices(config.notices, secrets);
  const repository = watchDisk(
    await gitRepository({ ...remote, defaultBranch: config.defaultBranch, log }),
    (error) => disk.note(`The clone ${remote.dir}`, error),
  );
  const journal = join(config.stateDir, JOURNAL);
  const rechecks = join(config.stateDir, "revisits.json");
  const ledger = gitLedger({
    ...remote,
    privateKey: config.ledgerKey,
    identify,
  });
  const guard = deployments && openGuard(config, deployments, { log, now });
  const measure = meter?.measureProvider ?? ((provider: Provider) => provider);
  const providers = new Map(
    [...opened].map(([name, provider]) => [
      name,
      // Inside the guard: a call that it holds back is none.
      guardProvider(measure(withDeployments(provider, guard)), { backoff, log, now }),
    ]),
  );
  const comments = openComments(octokit, config, { log, now });
  const github = rememberMoves(
    githubOver(octokit, { owner, repo }, appId),
    rememberMovesIn(join(config.stateDir, "moves.json"), log),
  );
  const readOwnId = rememberOwnId(octokit);
  const close = closeIssue(octokit, { owner, repo });
  const form = formPage(config);
  const editorFor = (path: string) => newFolderPage(config, path);
  const findOffers = async () =>
    (await repository.findFile(await repository.defaultTip(), ACCESS_PAGE)) && offersPage(config);
  const notifiers = [
    githubComments(comments, { editorFor, findOffers }),
    issueComments(comments, close, findIssueOf(octokit, { owner, repo }, readOwnId), { findOffers }),
    ...(notices === undefined ? [] : await openNotices(config, notices, { github, log, now })),
  ];
  return {
    repository,
    ledger,
    journal: fileJournal(journal, (error) => disk.note(`The journal ${journal}`, error)),
    github,
    notifiers: notifiers.map((notifier) => guardNotifier(notifier, now, log)),
    replies: githubReplies(comments, editorFor),
    briefings: githubBriefings(comments, pullPage(octokit, { owner, repo })),
    comments: commentRecord(octokit, config.repositoryId),
    providers,
    locks: createLocks(),
    backoff,
    rechecks: createRecheckSchedule(
      await readRechecks(rechecks, now()),
      saveRechecks(rechecks, (error) =>
        log.warn({ step: "state", err: error }, `${rechecks} cannot be written; a restart looks again`),
      ),
    ),
    reverts: gitHubReverts({
      octokit,
      name: { owner, repo },
      push: async (removal) => pushRemoval({ directory: remote.dir }, remote, removal, await identify()),
    }),
    asking: gitHubAsking({
      octokit,
      name: { owner, repo },
      readOwnId,
      push: async (ask) =>
        pushAsk({ directory: remote.dir }, remote, ask, {
          privateKey: config.ledgerKey,
          identity: await identify(),
        }),
      readSigned: (commit, key) => readSigned({ directory: remote.dir }, commit, key),
      comment: comments.add,
    }),
    issues: { ...askIssues(octokit, { owner, repo }), tell: issueNews(comments, close, form) },
    pin: {
      id: config.repositoryId,
      defaultBranch: config.defaultBranch,
      visibility: config.visibility,
    },
    trustedCommit: config.trustedCommit,
    identities: samlIdentities(octokit, owner),
    installation: gitHubInstallation({
      octokit,
      name: { owner, repo },
      apiUrl,
      attestor: openAttestor(config, { log, now }),
      defaultBranch: config.defaultBranch,
      ledgerBranch: ledgerBranchName,
      now: machineTime,
    }),
    server: describeServer(config),
    disk,
    onClockStep: (listener) => void listeners.push(listener),
    ...(deployments && guard && { deployments: { guard, webhookSecret: deployments.webhookSecret } }),
    log,
    now,
  };
}

/** Doctor looks at the environments of a provider's access, as it looks at a provider's own system. */
function withDeployments(provider: Provider, guard: DeploymentGuard | undefined): Provider {
  const environments = guard?.environments.filter(
    ({ entitlement }) => entitlement.provider === provider.name,
  );
  if (guard === undefined || environments === undefined || environments.length === 0) return provider;
  return { ...provider, diagnose: () => diagnoseDeployments(guard.port, environments) };
}

/** One client for each repository: the App may be installed in several organisations. */
function openGuard(
  { apiUrl, serverUrl, owner, repo, defaultBranch }: ServerConfig,
  { appId, privateKey, environments }: DeploymentConfig,
  options: Required<Pick<ClientOptions, "log" | "now">>,
): DeploymentGuard {
  const clients = new Map(
    environments.map(({ repository }) => {
      const { owner, repo, id: repositoryId } = repository;
      const app = { appId, privateKey, apiUrl };
      return [repositoryId, openInstallation(app, { owner, repo }, { ...options, repositoryId }).octokit];
    }),
  );
  const port = deploymentsOver(({ id }) => {
    const client = clients.get(id);
    if (client === undefined) throw new Error(`HALLPASS_DEPLOYMENTS has no repository ${id}.`);
    return client;
  }, appId);
  return { environments, port, pages: { serverUrl, owner, repo, defaultBranch } };
}

function openComments(
  octokit: Octokit,
  { owner, repo, repositoryId, appId, privateKey, stateDir }: ServerConfig,
  { log, now }: Pick<Deps, "log" | "now">,
): OwnComments {
  const seal = createSeal(privateKey, repositoryId);
  const file = join(stateDir, "seal.json");
  const sealedSince = rememberSealStart(file, seal.key, now, (err) =>
    log.warn(
      { step: "state", err },
      `${file} cannot be written; a restart starts the seals of comments anew`,
    ),
  );
  return ownComments(octokit, { owner, repo }, { appId, seal, sealedSince });
}

/** The people of a request that nothing was granted for: its author, who is told. */
async function openNotices(
  { serverUrl, owner, repo, stateDir }: ServerConfig,
  { people, channels }: NoticesConfig,
  { github, log, now }: Pick<Deps, "github" | "log" | "now">,
): Promise<Notifier[]> {
  const file = join(stateDir, "notices.json");
  const sent = await openSentNotices(file, (err) =>
    log.warn({ step: "state", err }, `${file} cannot be written; a restart may send notices twice`),
  );
  return openChannels(channels, {
    ...{ book: people, sent, now },
    linkTo: (pull) => `${serverUrl}/${owner}/${repo}${pull === 0 ? "" : `/pull/${pull}`}`,
    async findConcerned(number) {
      const pull = await github.readPull(number);
      return pull && { subject: pull.author, approvers: [] };
    },
  });
}

const rememberMovesIn = (path: string, log: Log): MoveMemory =>
  fileMemory(path, {
    unread: (err) =>
      raiseAlert(
        log,
        "PUSHERS_FORGOTTEN",
        { step: "moves", path, err },
        "the file of remembered pushers cannot be read, so Hallpass starts a new one; a request whose pushers GitHub no longer reports is not granted",
      ),
    unwritten: (err) =>
      log.warn(
        { step: "moves", path, err },
        "the pushers of open pull requests are remembered until a restart only",
      ),
  });

/** Less is how far whole seconds and a round trip leave it open. */
const SAME_MS = 5_000;

function tellStep(log: Log, aheadMs: number): void {
  const fields = { step: "clock", aheadSeconds: Math.round(aheadMs / 1000) };
  if (Math.abs(aheadMs) < SAME_MS) log.info(fields, "the machine's clock is GitHub's again");
  else
    raiseAlert(
      log,
      "CLOCK_WRONG",
      fields,
      "the machine's clock is not GitHub's; ends go by GitHub's time; let NTP set the machine's clock",
    );
}

function openAttestor(
  { attestorApp, attestorToken, apiUrl, owner, repo }: ServerConfig,
  options: Required<Pick<ClientOptions, "log" | "now">>,
): InstallationOptions["attestor"] {
  if (attestorApp !== undefined)
    return {
      octokit: openInstallation({ ...attestorApp, apiUrl }, { owner, repo }, options).octokit,
      who: "the attestor's App",
    };
  if (attestorToken === undefined) return undefined;
  return { octokit: openClient(apiUrl, attestorToken, options), who: "HALLPASS_ATTESTOR_TOKEN" };
}

/** Throws `ConfigError` too: a mistake in HALLPASS_PROVIDERS is one of the configuration. */
async function openProviders(
  text: string,
  secrets: Secrets,
  capabilities: ServerCapabilities,
): ReturnType<typeof createProviders> {
  try {
    return await createProviders(text, secrets, capabilities);
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)]);
  }
}
