import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { fetchWithin } from "./fetch.ts";
import { type DateListener, hearDate } from "./hear-date.ts";
import { rememberAnswers } from "./remember-answers.ts";

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

export interface AppCredentials {
  readonly appId: number;
  readonly privateKey: string;
  readonly apiUrl: string;
}

/** One installation's client, and the token git uses. The client neither throttles nor retries: a write repeated is an effect repeated. */
export interface Installation {
  readonly octokit: Octokit;
  token(): Promise<string>;
}

/** Octokit would write to the console, past the log that masks secrets. Whoever calls says what failed. */
export const silent = { debug() {}, info() {}, warn() {}, error() {} };

type Auth = ReturnType<typeof createAppAuth>;

/**
 * The app's installation on the repository. Calls nobody: it is looked up by the first call or token, and again after a
 * failure. A call that takes longer than `timeoutMs` fails. `clock` hears the `Date` of every answer.
 */
export function openInstallation(
  app: AppCredentials,
  name: RepositoryName,
  { timeoutMs = 15_000, clock }: { readonly timeoutMs?: number; readonly clock?: DateListener } = {},
): Installation {
  const within = fetchWithin(timeoutMs);
  const fetch = clock === undefined ? within : hearDate(within, clock);
  const options = { baseUrl: app.apiUrl, request: { fetch }, log: silent };
  const signIn = signInOnce(app, name, options);
  const hook: Auth["hook"] = async (...call) => (await signIn()).auth.hook(...call);
  const octokit = new Octokit({ ...options, authStrategy: () => ({ hook }) });
  rememberAnswers(octokit);
  return { octokit, token: async () => (await signIn()).token };
}

/** Throws a plain Error, without a status: a 404 of the installation says nothing about what the call was for. */
function signInOnce(
  { appId, privateKey }: AppCredentials,
  name: RepositoryName,
  options: { baseUrl: string; request: object },
): () => Promise<{ auth: Auth; token: string }> {
  const credentials = { appId, privateKey };
  const asApp = new Octokit({ ...options, authStrategy: createAppAuth, auth: credentials });
  const find = async (): Promise<Auth> => {
    const { data } = await asApp.rest.apps.getRepoInstallation({ ...name });
    return createAppAuth({ ...credentials, installationId: data.id, request: asApp.request });
  };
  let found: Promise<Auth> | undefined;
  return async () => {
    try {
      found ??= find();
      const auth = await found;
      return { auth, token: (await auth({ type: "installation" })).token };
    } catch (cause) {
      // Installed anew it has another number.
      found = undefined;
      const message = `The app could not sign in to ${name.owner}/${name.repo}. Is GitHub up, and the app installed there?`;
      throw new Error(message, { cause });
    }
  };
}
