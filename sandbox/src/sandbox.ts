import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { type App, gitEmail } from "./accounts.ts";
import { type Behaviour, usualBehaviour } from "./behaviour.ts";
import { buildState } from "./build-state.ts";
import type { Control } from "./control/control.ts";
import { openControl } from "./control/open.ts";
import { branchRef, readRef } from "./git/refs.ts";
import { type Listener, listen } from "./http/server.ts";
import type { SandboxLogin } from "./login.ts";
import { type RequestReport, reportRequests } from "./requests.ts";
import type { Seed } from "./seed.ts";
import type { State } from "./state.ts";
import { issuePersonToken } from "./tokens.ts";
import type { OwnPage } from "./web/own-page.ts";
import { openingAddress } from "./web/session.ts";
import type { Delivery } from "./webhooks.ts";

export interface SandboxOptions {
  /** A folder for the sandbox, created if missing. */
  readonly dir: string;
  /** The port; 0, the default, takes a free one. */
  readonly port?: number;
  readonly seed: Seed;
  /** The webhook URL of the first app with webhooks; by default a reserved port of 127.0.0.1. */
  readonly webhookUrl?: string;
  readonly clock?: () => Date;
  /** The number of entries from which a recursive tree is truncated; by default GitHub's 100,000. */
  readonly treeEntries?: number;
  /** The largest page of a list; by default GitHub's 100. */
  readonly pageSize?: number;
  /** Changes to the default behaviour. */
  readonly behaviour?: Partial<Behaviour>;
}

/** The credentials of an app. */
export interface SandboxApp {
  readonly appId: number;
  readonly slug: string;
  readonly installationId: number;
  /** PKCS8 PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string | undefined;
}

/** A running local GitHub. All of it is plain data, except its methods and its control. */
export interface Sandbox {
  readonly pid: number;
  readonly url: string;
  readonly cloneUrl: string;
  readonly dir: string;
  /** `owner/name` of the first repository. */
  readonly repository: string;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  readonly visibility: "private" | "public";
  /** The commit with the seed's files in the first repository. */
  readonly firstCommit: string;
  /** The login of the seed's first owner of the organisation. */
  readonly owner: string | undefined;
  /** The apps in the order of the seed. */
  readonly apps: readonly [SandboxApp, ...SandboxApp[]];
  readonly logins: Readonly<Record<string, SandboxLogin>>;
  /** The port where the app should listen. */
  readonly appPort: number;
  /** Opens `POST /_control/<name>`: the methods of `control`, for other processes. */
  readonly controlToken: string;
  readonly control: Control;
  /** The address that opens the pages in a browser, for who knows it, and then shows this path; the first page by default. */
  opening(path?: string): string;
  /** Adds a page beside GitHub's. */
  addPage(page: OwnPage): void;
  /** GitHub's time. */
  now(): Date;
  requests(): RequestReport;
  /** All webhook deliveries so far, oldest first. */
  deliveries(): readonly Delivery[];
  stop(): Promise<void>;
}

/** Starts a local GitHub on 127.0.0.1. Throws if the folder was used before or the seed is wrong. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const dir = resolve(options.dir);
  const repositories = await makeFolder(dir);
  const listener = await listen(options.port ?? 0);
  try {
    const appPort = await reservePort(options.webhookUrl);
    const state = await buildState({
      seed: options.seed,
      url: listener.url,
      directory: repositories,
      clock: options.clock ?? (() => new Date()),
      webhookUrl: options.webhookUrl ?? `http://127.0.0.1:${appPort}/api/github/webhooks`,
      limits: { treeEntries: options.treeEntries ?? 100_000, pageSize: options.pageSize },
      behaviour: { ...usualBehaviour, ...options.behaviour },
    });
    const sandbox = await openSandbox(state, listener, { dir, appPort });
    listener.serve(state);
    return sandbox;
  } catch (error) {
    await listener.stop();
    throw error;
  }
}

interface Surroundings {
  readonly dir: string;
  readonly appPort: number;
}

async function openSandbox(
  state: State,
  listener: Listener,
  { dir, appPort }: Surroundings,
): Promise<Sandbox> {
  const [app, ...otherApps] = state.apps.map(describeApp);
  const [first] = state.repositories;
  if (app === undefined || first === undefined) throw new Error("The seed has no app or no repository.");
  const firstCommit = await readRef(first.store, branchRef(first.defaultBranch));
  if (firstCommit === undefined) throw new Error("The first repository has no commit.");
  const repository = `${state.organization.account.login}/${first.name}`;
  return {
    pid: process.pid,
    url: listener.url,
    cloneUrl: `${listener.url}/${repository}.git`,
    dir,
    repository,
    repositoryId: first.id,
    defaultBranch: first.defaultBranch,
    visibility: first.private ? "private" : "public",
    firstCommit,
    owner: state.people.find(({ id }) => state.organization.members.get(id) === "admin")?.login,
    apps: [app, ...otherApps],
    logins: issueLogins(state),
    appPort,
    controlToken: state.controlToken,
    control: openControl(state),
    opening: (path) => openingAddress(state, path),
    addPage: (page) => {
      state.ownPages.push(page);
    },
    now: state.clock,
    requests: () => reportRequests(state.requests),
    deliveries: () => state.webhooks.deliveries,
    stop: async () => {
      await state.webhooks.stop();
      await listener.stop();
    },
  };
}

const issueLogins = (state: State): Sandbox["logins"] =>
  Object.fromEntries(
    state.people.map((account) => [
      account.login,
      { id: account.id, token: issuePersonToken(state.tokens, account), email: gitEmail(account) },
    ]),
  );

/** The folder of the bare repositories. Throws if another sandbox has used it, because a sandbox cannot be restarted. */
async function makeFolder(dir: string): Promise<string> {
  const repositories = join(dir, "repositories");
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    await mkdir(repositories, { mode: 0o700 });
  } catch (cause) {
    throw new Error(`${repositories} cannot be made: a sandbox needs an empty folder, choose another one.`, {
      cause,
    });
  }
  return repositories;
}

const describeApp = (app: App): SandboxApp => ({
  appId: app.id,
  slug: app.slug,
  installationId: app.installationId,
  privateKey: app.privateKey,
  webhookSecret: app.webhookSecret,
  webhookUrl: app.webhookUrl,
});

/** The port for the app: that of its webhook URL, or a free one. */
async function reservePort(webhookUrl: string | undefined): Promise<number> {
  if (webhookUrl !== undefined) return Number(new URL(webhookUrl).port || 80);
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("No port could be reserved.");
  return address.port;
}
