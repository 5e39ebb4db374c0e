import { REQUIRED_CHECK } from "../../core/decision/check-result.ts";
import type { AppFacts } from "../../core/setup/judge-app.ts";
import type { AppCredentials, RepositoryName } from "../http/client.ts";
import { openApp, openClient, openInstallation } from "../http/client.ts";
import { call, isRefused } from "../http/error.ts";

export interface MadeApp extends AppFacts {
  readonly id: number;
  readonly slug: string;
  readonly clientId: string;
  /** In PEM. */
  readonly privateKey: string;
  /** undefined for an App without a webhook. */
  readonly webhookSecret: string | undefined;
  /** Where a person installs it. */
  readonly installUrl: string;
}

/**
 * Takes the App's key with the code of its registration ("Create a GitHub App from a manifest"). A code counts once, for an hour, and anybody has one
 * of an App of their own: what the App is, the caller compares. Throws `GitHubError`.
 */
export const takeApp = (apiUrl: string, code: string, now: () => Date): Promise<MadeApp> =>
  call("take the new App's key", async () => {
    const octokit = openClient(apiUrl, "", { now });
    const { data } = await octokit.rest.apps.createFromManifest({ code, headers: { authorization: "" } });
    return {
      id: data.id,
      slug: data.slug ?? data.name,
      owner: "login" in data.owner ? data.owner.login : data.owner.slug,
      permissions: { ...data.permissions },
      events: data.events,
      hookUrl: await readHookUrl({ appId: data.id, privateKey: data.pem, apiUrl }, now),
      clientId: data.client_id,
      privateKey: data.pem,
      webhookSecret: data.webhook_secret ?? undefined,
      installUrl: `${data.html_url}/installations/new`,
    };
  });

/** "Get a webhook configuration for an app". Its page does not say what an App without a webhook gets: neither 404 nor an empty address is one. */
async function readHookUrl(app: AppCredentials, now: () => Date): Promise<string | undefined> {
  try {
    const { data } = await openApp(app, { now }).rest.apps.getWebhookConfigForApp();
    return data.url === "" ? undefined : data.url;
  } catch (error) {
    if (isRefused(error, [404])) return undefined;
    throw error;
  }
}

/** Whether the App is installed on the repository. Throws for anything else than GitHub's 404: a wrong key or clock is no missing installation. */
export async function isInstalled(
  app: AppCredentials,
  name: RepositoryName,
  now: () => Date,
): Promise<boolean> {
  try {
    await openInstallation(app, name, { now }).token();
    return true;
  } catch (error) {
    if (isRefused(error, [404])) return false;
    throw error;
  }
}

/**
 * Writes the App's first check, on the tip of the default branch. GitHub pins a required check only to an App that has reported one ("Available
 * rules for rulesets"). Throws `GitHubError`.
 */
export const reportFirstCheck = (app: AppCredentials, name: RepositoryName, now: () => Date): Promise<void> =>
  call("write the App's first check", async () => {
    const { octokit } = openInstallation(app, name, { now });
    const { data: repository } = await octokit.rest.repos.get({ ...name });
    const ref = `heads/${repository.default_branch}`;
    const { data: tip } = await octokit.rest.git.getRef({ ...name, ref });
    await octokit.rest.checks.create({
      ...{ ...name, name: REQUIRED_CHECK, head_sha: tip.object.sha },
      ...{ status: "completed", conclusion: "neutral" },
      output: { title: "Hallpass is installed", summary: "The rules can now require this check." },
    });
  });
