import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";

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

/** Finds the app's installation on the repository. Throws when it is not installed there. */
export async function openInstallation(app: AppCredentials, name: RepositoryName): Promise<Installation> {
  const asApp = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId: app.appId, privateKey: app.privateKey },
    baseUrl: app.apiUrl,
  });
  const { data } = await asApp.rest.apps.getRepoInstallation({ ...name });
  const auth = createAppAuth({
    appId: app.appId,
    privateKey: app.privateKey,
    installationId: data.id,
    request: asApp.request,
  });
  const octokit = new Octokit({
    authStrategy: () => auth,
    baseUrl: app.apiUrl,
    request: { timeout: 15_000 },
  });
  return { octokit, token: async () => (await auth({ type: "installation" })).token };
}
