import { openClient, openInstallation, type RepositoryName } from "../github/http/client.ts";
import type { Cleanup } from "./cleanup.ts";
import { openGit } from "./git.ts";
import { guard, Refusal, type Served } from "./guard.ts";
import type { Sleep } from "./patience.ts";
import type { Setting, Walker } from "./setting.ts";

/** The input of a walk, from the person who runs it. */
export interface SmokeOrder {
  readonly name: RepositoryName;
  readonly served: Served;
  readonly appId: number;
  readonly privateKey: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly requesterToken: string;
  readonly approverToken: string;
  /** Part of every name the walk makes. Must be new in this repository. */
  readonly run: string;
  /** An empty folder for git. */
  readonly dir: string;
}

interface Surroundings {
  readonly cleanup: Cleanup;
  readonly sleep: Sleep;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Signs all people in and checks that the repository may be used. Changes nothing. Throws `Refusal`. */
export async function openSetting(order: SmokeOrder, surroundings: Surroundings): Promise<Setting> {
  const { name, apiUrl, serverUrl, appId, privateKey, run } = order;
  const { now } = surroundings;
  const requester = await signIn("requester", order.requesterToken, apiUrl, now);
  const approver = await signIn("approver", order.approverToken, apiUrl, now);
  const guarded = await guard({ name, served: order.served, requester, approver });
  const app = openInstallation({ appId, privateKey, apiUrl }, name, { now });
  const { data } = await app.octokit.rest.apps.getRepoInstallation({ ...name });
  return {
    ...surroundings,
    ...guarded,
    name,
    apiUrl,
    serverUrl,
    app,
    appId,
    slug: data.app_slug,
    requester,
    approver,
    git: await openGit(order.dir, `${serverUrl}/${name.owner}/${name.repo}.git`),
    run,
    ledgerBranch: `${run}/ledger`,
    startedAt: now(),
  };
}

async function signIn(who: string, token: string, apiUrl: string, now: () => Date): Promise<Walker> {
  const octokit = openClient(apiUrl, token, { now });
  const { data } = await octokit.rest.users.getAuthenticated();
  if (data.type !== "User") throw new Refusal(`The ${who}'s token is ${data.login}'s, which is no person.`);
  return { id: data.id, login: data.login, octokit, token };
}
