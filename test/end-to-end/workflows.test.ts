import { createPrivateKey, createPublicKey } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { parseEnvFile } from "../../src/commands/input/env-file.ts";
import { renderOnceWorkflow } from "../../src/core/setup/workflows/once.ts";
import { renderReapWorkflow } from "../../src/core/setup/workflows/reap.ts";
import { renderWakeWorkflow } from "../../src/core/setup/workflows/wake.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { type Alice, aliceOf } from "../support/alice.ts";
import { requestText } from "../support/builders/evidence.ts";
import { listRevocations } from "../support/ledger.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";
import { createRunner, type Event, type StepResult } from "../support/workflow-runner.ts";

let postgres: SandboxPostgres;
let stage: Stage;
let alice: Alice;
let runner: Awaited<ReturnType<typeof createRunner>>;
let workflows: { readonly once: string; readonly wake: string; readonly reap: string };

const source = { repository: "acme/hallpass", commit: "a".repeat(40) };

beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  stage = await startStage(postgres);
  alice = aliceOf(postgres, stage);
  const { sandbox, appToken } = stage.github;
  const env = Object.fromEntries(parseEnvFile(formatEnv(sandbox, postgres)).values);
  const pick = (...names: string[]) => Object.fromEntries(names.map((name) => [name, env[name] ?? ""]));
  const surroundings = {
    source,
    environment: "hallpass",
    runsOn: "ubuntu-latest",
    providers: env.HALLPASS_PROVIDERS ?? "",
    secrets: ["ORDERS_DB_PASSWORD"],
  };
  workflows = {
    once: renderOnceWorkflow({
      ...surroundings,
      secrets: [...surroundings.secrets, "HALLPASS_ATTESTOR_TOKEN"],
      defaultBranch: "main",
      settings: pick(
        "APP_ID",
        "HALLPASS_REPOSITORY",
        "HALLPASS_REPOSITORY_ID",
        "HALLPASS_SECOND_SCHEDULER",
        "HALLPASS_TRUSTED_COMMIT",
      ),
    }),
    wake: renderWakeWorkflow(),
    reap: renderReapWorkflow({
      ...surroundings,
      clientId: "Iv23lireaper",
      ledgerKey: publicKeyLine(createPublicKey(createPrivateKey(sandbox.ledgerPrivateKey))),
    }),
  };
  runner = await createRunner({
    secrets: pick("PRIVATE_KEY", "HALLPASS_LEDGER_KEY", "ORDERS_DB_PASSWORD", "HALLPASS_ATTESTOR_TOKEN"),
    vars: {},
    env: {
      GITHUB_API_URL: sandbox.url,
      GITHUB_SERVER_URL: sandbox.url,
      GITHUB_REPOSITORY: "acme/access",
    },
    appToken: () => appToken(sandbox.reaper),
  });
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  await stage?.stop();
  await postgres?.stop();
});

const schedule: Event = { name: "schedule" };

/** Runs the workflow of `hallpass once`, and answers what the step said. */
async function runOnce(event = schedule): Promise<string> {
  const steps = await runner.runWorkflow(workflows.once, event);
  const step = steps?.find(({ name }) => name === "action/once");
  if (step === undefined) throw new Error("The step did not run.");
  expect(step.code, step.output).toBe(0);
  return step.output;
}

/** A review or a change of a pull request: GitHub runs the one, and its end starts the other. */
async function runWoken(): Promise<string> {
  const woke = await runner.runWorkflow(workflows.wake, { name: "pull_request_review" });
  expect(woke?.map(({ code }: StepResult) => code)).toEqual([0]);
  return runOnce({ name: "workflow_run" });
}

it("takes a request the whole way by its workflows alone, and ends it", async () => {
  const before = performance.now();
  expect(await runOnce()).toContain("Granted 0");
  const runMs = performance.now() - before;

  const duration = `${Math.ceil((10_000 + 5 * runMs) / 1_000)}s`;
  const files = { [requestPath()]: requestText({ duration }) };
  const { number, head } = await openPull(stage.github, "alice", files);
  expect(await runWoken()).toContain("Granted 0");
  expect(await readCheck(stage.github, head)).toMatchObject({ status: "in_progress" });

  await approve(stage.github, "carol", number);
  expect(await runWoken()).toContain("Granted 1, revoked 0");
  expect(await isMerged(stage.github, number)).toBe(true);
  expect(await alice.login()).toBe("ok");

  await until("the run that revokes", runOnce, (said) => said.includes("revoked 1"), { deadlineMs: 180_000 });
  expect(await alice.login()).toBe("denied");
  expect(await listRevocations(stage.github)).toHaveLength(1);

  const reaped = await runner.runWorkflow(workflows.reap, { name: "schedule" });
  expect(reaped?.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
});

it("raises no alarm about deliveries, which nothing takes in this mode", async () => {
  const said = await runOnce();
  expect(said).not.toContain("WEBHOOK_DELIVERIES");
  expect(said).not.toContain("WEBHOOK_SECRET");
});

it("goes on when GitHub has evicted what was kept between runs", async () => {
  const files = { [requestPath()]: requestText() };
  const { number } = await openPull(stage.github, "alice", files);
  await approve(stage.github, "carol", number);
  runner.forgetCaches();
  const knocked = async () => {
    await runWoken();
    return alice.login();
  };
  // The same access has just ended, and a new grant of it waits until no late revocation can hit it.
  await until("the grant", knocked, (login) => login === "ok", { deadlineMs: 120_000 });
  expect(await isMerged(stage.github, number)).toBe(true);
});

it("is started by a person's command alone, not by other comments nor by a bot", async () => {
  const comment = (type: string, body: string): Event => ({
    name: "issue_comment",
    payload: { sender: { type }, comment: { body } },
  });
  expect(await runner.runWorkflow(workflows.once, comment("Bot", "/hallpass status"))).toBeUndefined();
  expect(await runner.runWorkflow(workflows.once, comment("User", "Thank you!"))).toBeUndefined();
  expect(await runOnce(comment("User", "/hallpass status"))).toContain("Granted");
});
