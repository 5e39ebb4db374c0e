// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { deploymentsOver } from "../../src/github/deployments.ts";
import { type Answered, answerRun, type GuardDeps } from "../../src/operations/answer-deployment.ts";
import { requestText } from "../support/builders/evidence.ts";
import { startCommand } from "../support/command-process.ts";
import {
  deploymentEnv,
  deploymentSeed,
  entitlement,
  guardProduction,
  readOutcome,
  shop,
} from "../support/deployments.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { until } from "../support/until.ts";

let app: InProcess;
let answered: Answered;

beforeEach(async () => {
  app = await startInProcess({ seed: deploymentSeed(), env: deploymentEnv });
  answered = new Map();
  app.github.sandbox.control.addEnvironment("production", undefined, shop.repo);
  guardProduction(app.github);
});
afterEach(() => app.stop());

const control = () => app.github.sandbox.control;
const start = async (login: string, event?: string): Promise<number> =>
  (await control().startRun({ environment: "production", login, event }, shop.repo)).id;
const look = (run: number, change: Partial<GuardDeps> = {}) => {
  const { deployments } = app.deps;
  if (deployments === undefined) throw new Error("The configuration has no deployments.");
  return answerRun({ ...app.deps, guard: deployments.guard, ...change }, answered, shop.id, run);
};
const outcome = (run: number) => readOutcome(app.github, run);
const comments = (run: number) => control().listRunComments(run, shop.repo);

/** A lease for ten minutes, verified a second time. */
async function lease(login = "alice"): Promise<void> {
  const { provider, resource, role } = entitlement;
  const text = requestText({
    subject: login,
    entitlements: `[{ provider: ${provider}, resource: ${resource}, role: ${role} }]`,
    duration: "10m",
  });
  const { number } = await openPull(app.github, login, { [requestPath()]: text });
  await approve(app.github, "carol", number);
  await app.review(number);
  await app.reconcile();
}
const verifyAgain = async (): Promise<void> => {
  app.travel(61);
  await app.reconcile();
};

describe("a deployment to a guarded environment", () => {
  it("is rejected without a lease, with the link that asks for one", async () => {
    const run = await start("alice");
    expect(await look(run)).toBeUndefined();
    expect(await outcome(run)).toBe("failure");
    const [comment = ""] = comments(run);
    expect(comment).toContain("alice holds no live lease for deploy on production/shop. [Ask for it](");
    const link = new URL(/\((?<link>http[^)]*)\)/u.exec(comment)?.groups?.link ?? "");
    expect(link.pathname).toBe("/acme/access/new/main");
    const [path = "", value = ""] = ["filename", "value"].map((name) => link.searchParams.get(name) ?? "");
    const { number } = await openPull(app.github, "alice", { [path]: value });
    expect(await app.review(number)).toMatchObject({ kind: "request" });
  });

  it("goes on while the lease lives and is verified, and not after it", async () => {
    await lease();
    const first = await start("alice", "push");
    expect(await look(first)).toBe(15_000);
    expect(await outcome(first)).toBe("waiting");
    await verifyAgain();
    // Another rule could still hold it.
    expect(await look(first)).toBe(15_000);
    expect(await look(first)).toBeUndefined();
    expect(await outcome(first)).toBe("in_progress");
    expect(comments(first)).toEqual([
      expect.stringContaining("Hallpass: alice holds the lease of payments/"),
    ]);
    app.travel(600);
    const second = await start("alice");
    await look(second);
    expect([await outcome(first), await outcome(second)]).toEqual(["in_progress", "failure"]);
  });

  it("is the act of whoever started this attempt: a re-run by somebody else is theirs", async () => {
    await lease();
    await verifyAgain();
    const run = await start("dave", "push");
    await look(run);
    expect(await outcome(run)).toBe("failure");
    control().startRunAgain(run, "alice", shop.repo);
    await look(run);
    expect(await outcome(run)).toBe("in_progress");
    control().startRunAgain(run, "dave", shop.repo);
    await look(run);
    expect(await outcome(run)).toBe("failure");
  });

  it("is rejected for a run behind which no person stands, of whoever's name it has", async () => {
    await lease();
    await verifyAgain();
    const runs = [
      await start("alice", "schedule"),
      await start("alice", "workflow_run"),
      await start("hallpass[bot]"),
    ];
    for (const run of runs) await look(run);
    expect(await Promise.all(runs.map(outcome))).toEqual(["failure", "failure", "failure"]);
  });

  it("waits for reviewers, and is rejected once the lease is over meanwhile", async () => {
    await lease();
    await verifyAgain();
    guardProduction(app.github, { reviewers: ["dave"] });
    const [approved, late] = [await start("alice"), await start("alice")];
    expect([await look(approved), await look(late)]).toEqual([15_000, 15_000]);
    control().reviewRun(approved, "dave", shop.repo);
    await look(approved);
    expect(await outcome(approved)).toBe("in_progress");
    app.travel(600);
    await look(late);
    expect(await outcome(late)).toBe("failure");
  });

  it("is never approved while GitHub or the ledger cannot be read, nor by an untrusted ledger", async () => {
    await lease();
    await verifyAgain();
    const run = await start("alice");
    control().failRequests({ answer: "server error", api: "rest", caller: "deployments" });
    await expect(look(run)).rejects.toThrow("GitHub did not do");
    control().stopFailing();
    const { ledger } = app.deps;
    const broken = { ...ledger, read: async () => Promise.reject(new Error("The clone is damaged.")) };
    await expect(look(run, { ledger: broken })).rejects.toThrow("The clone is damaged.");
    const untrusted = { tip: "f".repeat(40), reason: "somebody else signed it" };
    const forged = { ...ledger, read: async () => ({ ...(await ledger.read()), untrusted }) };
    await expect(look(run, { ledger: forged })).rejects.toThrow("untrusted");
    expect(await outcome(run)).toBe("waiting");
    await look(run);
    expect(await outcome(run)).toBe("in_progress");
  });

  it("is answered once, also where the answer to an answer is lost", async () => {
    await lease();
    await verifyAgain();
    const run = await start("alice");
    const path = "*/deployment_protection_rule";
    control().failRequests({ answer: "closed", when: "after", method: "POST", path, calls: 1 });
    await expect(look(run)).rejects.toThrow();
    expect(await look(run)).toBeUndefined();
    expect(await outcome(run)).toBe("in_progress");
    expect(comments(run)).toHaveLength(1);
  });

  it("is not answered where somebody starts the run again meanwhile, and an operator hears of the moment after", async () => {
    await lease();
    await verifyAgain();
    const run = await start("alice");
    const { guard } = app.deps.deployments ?? {};
    if (guard === undefined) throw new Error("The configuration has no deployments.");
    const again = () => control().startRunAgain(run, "dave", shop.repo);
    const before = {
      ...guard.port,
      listPending: async (...of: Parameters<typeof guard.port.listPending>) => {
        const pending = await guard.port.listPending(...of);
        again();
        return pending;
      },
    };
    expect(await look(run, { guard: { ...guard, port: before } })).toBe(15_000);
    expect(await outcome(run)).toBe("waiting");
    control().startRunAgain(run, "alice", shop.repo);
    const after = {
      ...guard.port,
      answer: async (...of: Parameters<typeof guard.port.answer>) => {
        await guard.port.answer(...of);
        again();
      },
    };
    await look(run, { guard: { ...guard, port: after } });
    expect(app.log.join("\n")).toContain('"code":"DEPLOYMENT_OVERTAKEN"');
  });

  it("HH5: is not approved where the lease ends while GitHub takes its time", async () => {
    await lease();
    await verifyAgain();
    const run = await start("alice");
    const { guard } = app.deps.deployments ?? {};
    if (guard === undefined) throw new Error("The configuration has no deployments.");
    let reads = 0;
    const slow = {
      ...guard.port,
      readRun: async (...of: Parameters<typeof guard.port.readRun>) => {
        if (++reads === 2) app.travel(600);
        return guard.port.readRun(...of);
      },
    };
    await look(run, { guard: { ...guard, port: slow } });
    await look(run);
    expect(await outcome(run)).toBe("failure");
  });

  it("waits for a wait timer of which GitHub does not say when it began", async () => {
    await lease();
    await verifyAgain();
    guardProduction(app.github, { waitMinutes: 60 });
    const run = await start("alice");
    const octokit = app.github.asApp(app.github.sandbox.apps.find(({ slug }) => slug === "deployments"));
    octokit.hook.after("request", (answer, { url }) => {
      if (url.endsWith("/pending_deployments"))
        answer.data = answer.data.map((each: object) => ({ ...each, wait_timer_started_at: null }));
    });
    const { guard } = app.deps.deployments ?? {};
    if (guard === undefined) throw new Error("The configuration has no deployments.");
    const port = deploymentsOver(() => octokit, 7004);
    expect(await look(run, { guard: { ...guard, port } })).toBe(15_000);
    expect(await outcome(run)).toBe("waiting");
    expect(comments(run)).toEqual([]);
  });

  it("is looked at by doctor: where GitHub does not ask, everybody deploys", async () => {
    const diagnose = async () =>
      (await app.deps.providers.get("production")?.diagnose?.())?.map(
        ({ code, severity }) => `${code} ${severity}`,
      );
    expect(await diagnose()).toEqual([]);
    control().guardEnvironment("production", { apps: ["hallpass"] }, shop.repo);
    expect(await diagnose()).toEqual(["DEPLOYMENT_UNGUARDED warning"]);
  });

  it("is nobody's business in other repositories, other environments and deleted runs", async () => {
    control().addEnvironment("staging", undefined, shop.repo);
    control().guardEnvironment("staging", { apps: ["deployments"] }, shop.repo);
    const { id } = await control().startRun({ environment: "staging", login: "alice" }, shop.repo);
    expect(await look(id)).toBeUndefined();
    expect(await outcome(id)).toBe("waiting");
    expect(await look(1)).toBeUndefined();
    const { guard } = app.deps.deployments ?? {};
    expect(guard && (await answerRun({ ...app.deps, guard }, answered, 5001, id))).toBeUndefined();
  });

  it("is not answered where the name leads to another repository than the configuration says", async () => {
    const run = await start("alice");
    const { guard } = app.deps.deployments ?? {};
    if (guard === undefined) throw new Error("The configuration has no deployments.");
    const octokit = app.github.asApp(app.github.sandbox.apps.find(({ slug }) => slug === "deployments"));
    await expect(deploymentsOver(() => octokit, 7004).readRun({ ...shop, id: 5009 }, run)).rejects.toThrow(
      "acme/shop is the repository 5002, and HALLPASS_DEPLOYMENTS says 5009",
    );
    await app.github.as("olga").repos.update({ owner: "acme", repo: "shop", name: "shop-old" });
    expect(await guard.port.readRun(shop, run)).toMatchObject({ repositoryId: shop.id });
  });
});

describe("hallpass serve", () => {
  it("hears of a deployment by the webhook of its own App, and answers it", async () => {
    const envFile = join(app.github.dir, "app.env");
    const env = Object.entries(deploymentEnv(app.github)).map(
      ([name, value]) => `${name}='${value.replaceAll("\n", "\\n")}'`,
    );
    const usual = formatEnv(app.github.sandbox, undefined).replace(/^HALLPASS_PROVIDERS=.*\n/mu, "");
    const folder = `HALLPASS_STATE='${join(app.github.dir, "served")}'`;
    await writeFile(envFile, [usual, ...env, folder, ""].join("\n"), { mode: 0o600 });
    const served = startCommand(["serve", "--env", envFile, "--json"]);
    try {
      await served.firstLine();
      const run = await start("alice");
      await until(
        "the answer",
        () => outcome(run),
        (seen) => seen === "failure",
      );
      const hooks = app.github.sandbox
        .deliveries()
        .filter(({ event }) => event === "deployment_protection_rule");
      expect(hooks.map(({ statusCode }) => statusCode)).toEqual([202]);
      expect(served.errors.join("\n")).not.toContain("BEGIN");
    } finally {
      await served.end("SIGKILL");
    }
  });
});
