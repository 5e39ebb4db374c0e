// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV1: The revert pull request waits all night.
//   RV12: An open session outlives the grant.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SandboxDescription } from "../../demo/src/sandbox/description.ts";
import { inspectCommit } from "../../src/git/objects/signed-commit.ts";
import { hasOpenSsh } from "../git/fixture.ts";
import { requestText } from "../support/builders/evidence.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { openSession, selectOnce } from "../support/database.ts";
import { type Answer, callApi, pick } from "../support/http.ts";
import { requestPath } from "../support/people.ts";
import { until } from "../support/until.ts";

const execute = promisify(execFile);

let dir: string;
let github: CommandProcess;
let app: CommandProcess;
let sandbox: SandboxDescription;
let startMs: number;

// Two terminals, as the README says.
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "hallpass-path-"));
  const env = join(dir, "app.env");
  const place = ["--port", "0", "--dir", join(dir, "sandbox")];
  github = startCommand(["sandbox", ...place, "--json", "--with", "postgres", "--write-env", env]);
  sandbox = JSON.parse(await github.firstLine());
  const before = performance.now();
  app = startCommand(["serve", "--env", env, "--json"]);
  expect(JSON.parse(await app.firstLine())).toMatchObject({ pid: app.pid, url: expect.any(String) });
  startMs = performance.now() - before;
}, 120_000);
afterAll(async () => {
  await app?.end("SIGKILL");
  // By SIGTERM: its PostgreSQL goes with it.
  await github?.end("SIGTERM");
  await rm(dir, { recursive: true, force: true, maxRetries: 10 });
});

const story = (): string => app.errors.slice(-40).join("\n");
const patience = { deadlineMs: 60_000, story };

const loginOf = (name: string) => {
  const login = sandbox.logins[name];
  if (login === undefined) throw new Error(`The sandbox has no login ${name}.`);
  return login;
};

const call = (login: string, method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<Answer> =>
  callApi(`${sandbox.url}/repos/${sandbox.repository}${path}`, loginOf(login).token, method, body);

/** git with nobody's configuration, in a folder of this test. */
async function git(folder: string, ...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH ?? "", HOME: dir, GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" };
  return (await execute("git", args, { cwd: folder, env })).stdout;
}

async function cloneAs(login: string): Promise<string> {
  const { token, email } = loginOf(login);
  const folder = await mkdtemp(join(dir, `${login}-`));
  await git(folder, "clone", "--quiet", sandbox.cloneUrl.replace("//", `//${login}:${token}@`), ".");
  await git(folder, "config", "user.name", login);
  await git(folder, "config", "user.email", email);
  return folder;
}

async function pushRequest(folder: string, text: string): Promise<string> {
  const path = join(folder, requestPath());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await git(folder, "checkout", "--quiet", "-b", "ask");
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "-m", "Ask for orders");
  await git(folder, "push", "--quiet", "origin", "ask");
  return (await git(folder, "rev-parse", "HEAD")).trim();
}

const readCheck = async (head: string): Promise<unknown> => {
  const { body } = await call("alice", "GET", `/commits/${head}/check-runs?check_name=hallpass%2Fdecision`);
  return pick(body, "check_runs", 0);
};

const approveAs = (login: string, number: number): Promise<Answer> =>
  call(login, "POST", `/pulls/${number}/reviews`, { event: "APPROVE" });

const countReviews = async (): Promise<number> =>
  app.errors.filter((line) => line.includes('"step":"review"')).length;

it("RV1, RV12: carries a request from pull request to approval, access and end, with plain HTTP and git", async () => {
  const { postgres } = sandbox;
  if (postgres === undefined) throw new Error("The sandbox was started without PostgreSQL.");
  const password = postgres.passwords.alice ?? "";
  const session = await openSession(postgres, "alice", password);
  expect(await session.select()).toBe("denied");

  const clone = await cloneAs("alice");
  const seconds = Math.ceil((4_000 + 2 * startMs) / 1_000);
  const head = await pushRequest(clone, requestText({ duration: `${seconds}s` }));
  const opened = await call("alice", "POST", "/pulls", { title: "Orders", head: "ask", base: "main" });
  expect(opened.status).toBe(201);
  const number = Number(pick(opened.body, "number"));
  // At first GitHub's activity log may not show who pushed: the check waits for that, too.
  const isWaiting = (run: unknown): boolean =>
    pick(run, "status") === "in_progress" &&
    pick(run, "output", "title") !== "GitHub does not tell yet who pushed";
  const waiting = await until("a check that waits", () => readCheck(head), isWaiting, patience);
  expect(pick(waiting, "output", "title")).toBe("Waiting for carol");

  const reviews = await countReviews();
  expect((await approveAs("eve", number)).status).toBe(200);
  await until("eve's approval is looked at", countReviews, (count) => count > reviews, patience);
  expect(pick(await readCheck(head), "output", "title")).toBe("Waiting for carol");
  expect((await call("alice", "GET", `/pulls/${number}`)).body).toMatchObject({ merged: false });
  expect(await session.select()).toBe("denied");

  expect((await approveAs("carol", number)).status).toBe(200);
  await until(
    "alice reads",
    () => session.select(),
    (answer) => answer === "ok",
    patience,
  );
  expect((await call("alice", "GET", `/pulls/${number}`)).body).toMatchObject({
    merged: true,
    merged_by: { login: "hallpass[bot]" },
  });
  expect(pick(await readCheck(head), "output", "title")).toBe("Approved by carol");

  await until(
    "the session is gone",
    () => session.select(),
    (answer) => answer === "gone",
    patience,
  );
  expect(await selectOnce(postgres, "alice", password)).toBe("denied");
  await expectDiary(clone, number);
  await expectComments(number);
  expect(await app.end("SIGTERM")).toBe(0);
  expect(app.errors.filter((line) => line.includes('"level":"error"'))).toEqual([]);
}, 150_000);

async function expectDiary(clone: string, number: number): Promise<void> {
  const readLedger = async (): Promise<string[]> => {
    await git(clone, "fetch", "--quiet", "origin");
    return (await git(clone, "log", "--format=%s", "origin/access-ledger")).trim().split("\n");
  };
  const subjects = await until("five ledger commits", readLedger, ({ length }) => length === 5, patience);
  const time = String.raw`(\d{4}-)?\d\d-\d\d \d\d:\d\d(:\d\d)?Z`;
  const about = "alice readonly on orders-db/orders";
  expect(subjects).toEqual([
    expect.stringMatching(new RegExp(`^revoke ${about}, ended ${time} \\(#${number}\\)$`)),
    expect.stringMatching(new RegExp(`^grant ${about} until ${time} \\(#${number}\\)$`)),
    expect.stringMatching(new RegExp(`^intend: ${about} until ${time} \\(#${number}\\)$`)),
    `ask readonly on orders-db/orders, by alice (#${number})`,
    "observe 2, adopt 1",
  ]);
  const main = await git(clone, "log", "--format=%s", "-1", "origin/main");
  expect(main).toMatch(/^alice: readonly on orders-db\/orders for \d+ seconds/u);
  await expectPolicy(clone, await git(clone, "log", "--format=%B", "-1", "origin/main"));
  const intent = ["log", "--format=%B", "--grep", "^intend to grant", "-1", "origin/access-ledger"];
  await expectPolicy(clone, await git(clone, ...intent));
  await expectSigned(clone);
}

/** The message names the policy, and git has it as it was applied. */
async function expectPolicy(clone: string, message: string): Promise<void> {
  const [, name, blob] = /^Hallpass-Policy: (\S+) \(([0-9a-f]{40})\)$/mu.exec(message) ?? [];
  const [, commit] = /^Hallpass-Rules: ([0-9a-f]{40})$/mu.exec(message) ?? [];
  expect(await git(clone, "rev-parse", `${commit}:policies/${name}.yaml`)).toContain(blob);
}

/** By the key that the repository's own settings name. */
async function expectSigned(clone: string): Promise<void> {
  for (const commit of await listLedgerCommits(clone)) {
    const bytes = Buffer.from(await git(clone, "cat-file", "commit", commit));
    expect(inspectCommit(bytes, await readLedgerKey(clone)).signed, commit).toBe(true);
  }
}

const listLedgerCommits = async (clone: string): Promise<string[]> =>
  (await git(clone, "rev-list", "origin/access-ledger")).trim().split("\n");

const readLedgerKey = async (clone: string): Promise<string> =>
  /publicKey: *"?(ssh-ed25519 [A-Za-z0-9+/=]+)/u.exec(
    await readFile(join(clone, ".github/hallpass.yaml"), "utf8"),
  )?.[1] ?? "";

it.runIf(hasOpenSsh())("git and OpenSSH verify every commit of that ledger", async () => {
  const clone = await cloneAs("alice");
  const signers = join(dir, "allowed_signers");
  await writeFile(signers, `* ${await readLedgerKey(clone)}\n`);
  const commits = await listLedgerCommits(clone);
  expect(commits.length).toBeGreaterThanOrEqual(4);
  for (const commit of commits)
    await git(clone, "-c", `gpg.ssh.allowedSignersFile=${signers}`, "verify-commit", commit);
});

/** One comment for approvers, one when it begins and one when it ends; nobody is called by name. */
async function expectComments(number: number): Promise<void> {
  const read = async (): Promise<string[]> => {
    const { body } = await call("alice", "GET", `/issues/${number}/comments`);
    return Array.isArray(body) ? body.map((comment) => String(pick(comment, "body"))) : [];
  };
  const comments = await until("three comments", read, ({ length }) => length === 3, patience);
  expect(comments).toEqual([
    expect.stringContaining("**alice** asks for"),
    expect.stringContaining("holds"),
    expect.stringContaining("no longer holds"),
  ]);
  for (const comment of comments) expect(comment).not.toMatch(/@\w/u);
}
