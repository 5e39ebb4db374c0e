import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { parseRequestPath } from "../../src/core/files/request.ts";
import { type Alice, aliceOf } from "../support/alice.ts";
import { requestText } from "../support/builders/evidence.ts";
import type { CommandProcess } from "../support/command-process.ts";
import { briefly, grantLease, listHoldings, waitForRevocation } from "../support/ledger.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

const git = promisify(execFile);
const visitor = "[{ provider: memory, resource: sandbox, role: visitor }]";

let postgres: SandboxPostgres;
let stage: Stage;
let alice: Alice;
let app: CommandProcess;
let startMs: number;
/** What has changed of the server's configuration so far, as an operator keeps it. */
let changed: Record<string, string> = {};

beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  stage = await startStage(postgres);
  alice = aliceOf(postgres, stage);
  const before = performance.now();
  app = await stage.startApp();
  startMs = performance.now() - before;
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await postgres?.stop();
});

/** Ends the app and starts it with a changed configuration. */
async function restart(
  env: Record<string, string>,
  signal: "SIGTERM" | "SIGKILL" = "SIGTERM",
): Promise<void> {
  await app.end(signal);
  changed = { ...changed, ...env };
  app = await stage.startApp(changed);
}

/** Asks, approves, and resolves with the request's id. */
async function ask(request: Record<string, string>): Promise<string> {
  const path = requestPath();
  const { number } = await openPull(stage.github, "alice", { [path]: requestText(request) });
  await approve(stage.github, "carol", number);
  const id = parseRequestPath(path)?.id;
  if (id === undefined) throw new Error(`${path} names no request.`);
  return id;
}

const isGranted = async (id: string): Promise<boolean> =>
  (await listHoldings(stage.github)).some(
    ({ held, leases }) => held === "yes" && leases.some(({ request }) => request === id),
  );

const untilGranted = (id: string) =>
  until("the grant", () => isGranted(id), Boolean, { deadlineMs: 90_000, story: stage.story });

const said = (text: string) =>
  until(
    "the log",
    async () => app.errors.join("\n"),
    (log) => log.includes(text),
    {
      deadlineMs: 90_000,
      story: stage.story,
    },
  );

describe("docs/backup.md", () => {
  it("without the state folder, access ends on time and grants go on: the ledger on GitHub is enough", async () => {
    const lease = await grantLease(stage, { duration: briefly(2 * startMs) });
    expect(await alice.login()).toBe("ok");
    await restart({ HALLPASS_STATE: join(stage.github.dir, "state-after-the-loss") }, "SIGKILL");
    await waitForRevocation(stage, lease);
    expect(await alice.login()).toBe("denied");
    await untilGranted(await ask({ entitlements: visitor, duration: "1h" }));
  });

  it("without the ledger's branch, nothing is granted; pushed back from the server's clone, all goes on", async () => {
    const { dir } = stage.github.sandbox;
    const bare = join(dir, "repositories", at.owner, `${at.repo}.git`);
    const clone = join(changed.HALLPASS_STATE ?? "", "repository.git");
    // By an administrator, on the server: past every rule.
    await git("git", ["-C", bare, "update-ref", "-d", "refs/heads/access-ledger"]);
    const id = await ask({ entitlements: visitor, duration: "2h" });
    await said("The ledger branch is gone from the server; restore it.");
    await git("git", ["-C", clone, "push", bare, "refs/hallpass/ledger:refs/heads/access-ledger"]);
    await untilGranted(id);
  });
});

describe("docs/rotate-keys.md", () => {
  it("the App's key: with the new one the server works, also once the old one is deleted", async () => {
    const { control, app: known } = stage.github.sandbox;
    const { privateKey } = await control.generateAppKey();
    await restart({ PRIVATE_KEY: privateKey });
    control.deleteAppKey(known.privateKey);
    await untilGranted(await ask({ entitlements: visitor, duration: "3h" }));
  });

  it("the webhook's secret: deliveries are refused until the server has the new one", async () => {
    const { control, deliveries } = stage.github.sandbox;
    const secret = randomBytes(32).toString("hex");
    control.setWebhookSecret(secret);
    const untilAnswered = (hundreds: number) =>
      until(
        `a delivery is answered with ${hundreds}00`,
        async () => deliveries().at(-1)?.statusCode ?? 0,
        (last) => Math.floor(last / 100) === hundreds,
        { story: stage.story },
      );
    await ask({ entitlements: visitor, duration: "4h" });
    await untilAnswered(4);
    await restart({ WEBHOOK_SECRET: secret });
    await untilGranted(await ask({ entitlements: visitor, duration: "5h" }));
    await untilAnswered(2);
  });

  it("a provider's password: ends fail loudly until the server has the new one, and are made then", async () => {
    await untilGranted(await ask({ duration: briefly(startMs) }));
    const password = randomBytes(18).toString("base64url");
    const { host, port, database, superuser, manager } = postgres;
    const client = new pg.Client({ host, port, database, ...superuser });
    await client.connect();
    await client.query(`alter role ${manager.user} password '${password}'`);
    // What is connected stays connected.
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${manager.user}'`,
    );
    await client.end();
    await said("LOGIN_REFUSED");
    await restart({ ORDERS_DB_PASSWORD: password });
    await until(
      "the end",
      () => alice.login(),
      (answer) => answer === "denied",
      {
        deadlineMs: 90_000,
        story: stage.story,
      },
    );
  });
});
