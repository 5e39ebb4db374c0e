import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import type { Log } from "../../core/ports/log.ts";
import { describeFailure, statusOf } from "./error.ts";
import { fetchWithin, stayWithin } from "./fetch.ts";
import { type DateListener, hearDate } from "./hear-date.ts";
import { keepLinks } from "./keep-links.ts";
import { keepPause, type Pause } from "./limits.ts";
import { rememberAnswers } from "./remember-answers.ts";
import { createWriteBudget, keepBudget } from "./write-budget.ts";

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

export interface AppCredentials {
  readonly appId: number;
  readonly privateKey: string;
  readonly apiUrl: string;
}

/** One installation's client, and the token for git. The client neither throttles nor retries: repeating a write would repeat its effect. */
export interface Installation {
  readonly octokit: Octokit;
  token(): Promise<string>;
}

export interface ClientOptions {
  readonly timeoutMs?: number;
  /** Receives warnings of the sign-in; none by default. */
  readonly log?: Log;
  /** Receives GitHub's time. */
  readonly clock?: DateListener;
  /** Redirects into any other repository count as 404. */
  readonly repositoryId?: number;
  /** GitHub's limit for requests that create content, where it is not the documented one. */
  readonly writesPerMinute?: number;
  /** Wraps the `fetch` of every call, to time it. */
  readonly measure?: (inner: typeof fetch) => typeof fetch;
  readonly now: () => Date;
}

/** The adapters are written for this version. Without the header, GitHub chooses one ("API versions"). */
const API_VERSION = "2022-11-28";

/** Octokit would write to the console, past the log that masks secrets. Callers report failures. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A client that signs in with one token. */
export const openClient = (apiUrl: string, token: string, options: ClientOptions): Octokit =>
  createClient(apiUrl, { auth: token }, { until: undefined }, options);

/** A client that signs in as the App itself, which needs no installation. */
export const openApp = ({ appId, privateKey, apiUrl }: AppCredentials, options: ClientOptions): Octokit =>
  createClient(
    apiUrl,
    { authStrategy: createAppAuth, auth: { appId, privateKey } },
    { until: undefined },
    options,
  );

function createClient(
  apiUrl: string,
  auth: ConstructorParameters<typeof Octokit>[0],
  pause: Pause,
  { now, ...options }: ClientOptions,
): Octokit {
  const octokit = new Octokit({
    baseUrl: apiUrl,
    request: { fetch: createFetch(options) },
    log: silent,
    ...auth,
  });
  octokit.hook.before("request", ({ headers }) => {
    headers["x-github-api-version"] ??= API_VERSION;
  });
  keepPause(octokit, pause, now);
  keepLinks(octokit, apiUrl);
  return octokit;
}

function createFetch({
  timeoutMs = 15_000,
  clock,
  repositoryId,
  measure = (inner) => inner,
}: Omit<ClientOptions, "now">): typeof fetch {
  const within = measure(fetchWithin(timeoutMs));
  const heard = clock === undefined ? within : hearDate(within, clock);
  return repositoryId === undefined ? heard : stayWithin(heard, repositoryId);
}

type Auth = ReturnType<typeof createAppAuth>;

/**
 * The app's installation on the repository. Makes no request itself: the first call or token looks the installation up, and again after
 * a failure. A call that takes longer than `timeoutMs` fails. `clock` gets the `Date` of every answer.
 */
export function openInstallation(
  app: AppCredentials,
  name: RepositoryName,
  options: ClientOptions,
): Installation {
  const pause: Pause = { until: undefined };
  const session = openSession(app, name, pause, options);
  const hook: Auth["hook"] = async (request, route, parameters) => {
    const { auth, token } = await session.signIn();
    // Octokit itself passes the whole call as one object.
    if (typeof route === "string" || isOfApp(route.url.replace(app.apiUrl, "")))
      return auth.hook(request, route, parameters);
    try {
      return await request({ ...route, headers: { ...route.headers, authorization: `token ${token}` } });
    } catch (error) {
      // auth-app's own hook would wait for six seconds on 401.
      if (statusOf(error) === 401) session.doubt(token);
      throw error;
    }
  };
  const octokit = createClient(app.apiUrl, { authStrategy: () => ({ hook }) }, pause, options);
  keepBudget(octokit, createWriteBudget(options.writesPerMinute), options.now);
  rememberAnswers(octokit);
  return { octokit, token: async () => (await session.signIn()).token };
}

/** Calls that the app makes as itself, not as its installation. */
const isOfApp = (path: string): boolean =>
  /^\/app(?:\/|\?|$)|^\/repos\/[^/]+\/[^/]+\/installation$/u.test(path);

/** Some of GitHub's servers may not know a token for this long after it was made. */
const TOKEN_SPREADS_MS = 5_000;

interface Session {
  /** Throws a plain Error without a status, because a 404 of the installation does not answer the call. */
  signIn(): Promise<{ auth: Auth; token: string }>;
  /** GitHub did not know this token. */
  doubt(token: string): void;
}

function openSession(
  { appId, privateKey, apiUrl }: AppCredentials,
  name: RepositoryName,
  pause: Pause,
  options: ClientOptions,
): Session {
  const { log, now } = options;
  const warn = (text: string): void => log?.warn({ step: "sign in" }, text);
  const credentials = { appId, privateKey, log: { warn } };
  const asApp = createClient(apiUrl, { authStrategy: createAppAuth, auth: credentials }, pause, options);
  const find = async (): Promise<Auth> => {
    const { data } = await asApp.rest.apps.getRepoInstallation({ ...name });
    if (data.suspended_at) throw new Error(describeSuspension(data.suspended_at, name.owner));
    return createAppAuth({ ...credentials, installationId: data.id, request: asApp.request });
  };
  let found: Promise<Auth> | undefined;
  let last = { token: "", since: 0 };
  return {
    signIn: async () => {
      try {
        found ??= find();
        const auth = await found;
        const { token } = await auth({ type: "installation" });
        if (token !== last.token) last = { token, since: now().getTime() };
        return { auth, token };
      } catch (cause) {
        // A new installation has another number.
        found = undefined;
        throw explainFailure(name, cause);
      }
    },
    doubt: (token) => {
      if (token === last.token && now().getTime() - last.since > TOKEN_SPREADS_MS) found = undefined;
    },
  };
}

const describeSuspension = (since: string, org: string): string =>
  `its installation is suspended since ${since} (${org} → Settings → GitHub Apps → (the App) → Configure → Unsuspend)`;

/** Has no status: callers would take it for the answer to their call. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

const explainFailure = ({ owner, repo }: RepositoryName, cause: unknown): SignInError =>
  new SignInError(
    `The app could not sign in to ${owner}/${repo}: ${describeFailure(cause)}. Is GitHub up, and the app installed there?`,
    { cause },
  );
