import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { promptBehaviour } from "../src/behaviour.ts";
import { exampleSeed } from "../src/example-seed.ts";
import { type Sandbox, type SandboxApp, type SandboxOptions, startSandbox } from "../src/sandbox.ts";

const execute = promisify(execFile);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The repository of the example seed, in octokit's names. */
export const at = { owner: "acme", repo: "access" } as const;

/** A working copy of one login, which commits and pushes. */
export interface Clone {
  readonly dir: string;
  git(...args: string[]): Promise<string>;
  /** Writes the files, commits them and returns the commit's id. */
  commit(files: Record<string, string>, message?: string): Promise<string>;
  /** Pushes a new branch of `origin/main` with these files and returns its tip. */
  pushBranch(branch: string, files: Record<string, string>): Promise<string>;
  /** Pushes with another login. */
  pushAs(token: string, ...refspecs: string[]): Promise<string>;
}

export interface LocalGitHub<Started extends Sandbox = Sandbox> {
  readonly sandbox: Started;
  readonly dir: string;
  /** A client of a login. */
  as(login: string): Octokit;
  /** A client that signs in as an installation, like the app. */
  asApp(app?: SandboxApp): Octokit;
  tokenOf(login: string): string;
  appToken(app?: SandboxApp): Promise<string>;
  clone(login: string): Promise<Clone>;
  /** A plain call, for requests that a typed client does not allow. */
  call(path: string, init?: RequestInit): Promise<{ status: number; headers: Headers; body: unknown }>;
  stop(): Promise<void>;
}

/**
 * Starts a sandbox in a folder of its own, and clients for it. `stop` removes both. It answers without the usual delays; a test that
 * needs them sets them.
 */
export const startLocalGitHub = (options: Partial<SandboxOptions> = {}): Promise<LocalGitHub> =>
  openLocalGitHub((given) => startSandbox({ seed: exampleSeed(), ...given }), options);

/** The same for another way to start a sandbox. */
export async function openLocalGitHub<Started extends Sandbox>(
  start: (options: Partial<SandboxOptions> & { readonly dir: string }) => Promise<Started>,
  options: Partial<SandboxOptions>,
): Promise<LocalGitHub<Started>> {
  const dir = await mkdtemp(join(tmpdir(), "sandbox-"));
  const behaviour = { ...promptBehaviour, ...options.behaviour };
  const sandbox = await start({ dir: join(dir, "sandbox"), ...options, behaviour });
  const loginOf = (name: string) => {
    const login = sandbox.logins[name];
    if (login === undefined) throw new Error(`The sandbox has no login ${name}.`);
    return login;
  };
  const tokenOf = (login: string) => loginOf(login).token;
  const asApp = (app: SandboxApp = sandbox.apps[0]) =>
    new Octokit({
      authStrategy: createAppAuth,
      auth: { appId: app.appId, privateKey: app.privateKey, installationId: app.installationId },
      baseUrl: sandbox.url,
      log: silent,
    });
  return {
    sandbox,
    dir,
    tokenOf,
    asApp,
    as: (login) => new Octokit({ auth: tokenOf(login), baseUrl: sandbox.url, log: silent }),
    appToken: async (app: SandboxApp = sandbox.apps[0]) => {
      const { data } = await asApp(app).apps.createInstallationAccessToken({
        installation_id: app.installationId,
      });
      return data.token;
    },
    clone: (login) => cloneAs(sandbox, dir, login, loginOf(login)),
    call: async (path, init) => {
      const answer = await fetch(`${sandbox.url}${path}`, init);
      const text = await answer.text();
      return {
        status: answer.status,
        headers: answer.headers,
        body: text === "" ? undefined : JSON.parse(text),
      };
    },
    stop: async () => {
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function cloneAs(
  sandbox: Sandbox,
  dir: string,
  name: string,
  { token, email }: { token: string; email: string },
): Promise<Clone> {
  const folder = await mkdtemp(join(dir, `${name}-`));
  const urlOf = (secret: string) => sandbox.cloneUrl.replace("//", `//x-access-token:${secret}@`);
  const bare = join(sandbox.dir, "repositories", new URL(sandbox.cloneUrl).pathname);
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: dir,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "maintenance.auto",
    GIT_CONFIG_VALUE_0: "false",
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
  const git = async (...args: string[]): Promise<string> =>
    (await execute("git", args, { cwd: folder, env })).stdout.trim();
  // Clones from the disk with shared objects, because a clone over HTTP costs more than the test itself. Everything after it uses HTTP.
  await git("clone", "--quiet", "--shared", bare, ".");
  const config = join(folder, ".git/config");
  await writeFile(config, (await readFile(config, "utf8")).replace(`url = ${bare}`, `url = ${urlOf(token)}`));
  const commit: Clone["commit"] = async (files, message = "Change files") => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", "--message", message);
    return readHead(folder);
  };
  return {
    dir: folder,
    git,
    commit,
    pushBranch: async (branch, files) => {
      const main = await readFile(join(bare, "refs/heads/main"), "utf8");
      await writeFile(join(folder, ".git/refs/remotes/origin/main"), main);
      await git("checkout", "--quiet", "--no-track", "-B", branch, "origin/main");
      const tip = await commit(files, `Add ${branch}`);
      await git("push", "--quiet", "origin", branch);
      return tip;
    },
    pushAs: (secret, ...refspecs) => git("push", "--quiet", urlOf(secret), ...refspecs),
  };
}

/** The commit of the working copy. */
async function readHead(folder: string): Promise<string> {
  const head = await readFile(join(folder, ".git/HEAD"), "utf8");
  const [, ref] = /^ref: (.+)\n$/u.exec(head) ?? [];
  return (ref === undefined ? head : await readFile(join(folder, ".git", ref), "utf8")).trim();
}

/** The status and message of a refused octokit or git call, or "allowed". */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "allowed";
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = "status" in error ? `${error.status} ` : "";
    const details = "stderr" in error ? String(error.stderr) : error.message;
    return `${status}${details}`;
  }
}
