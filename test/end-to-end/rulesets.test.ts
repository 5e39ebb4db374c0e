import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { diagnoseInstallation } from "../../src/operations/diagnose.ts";
import { startCommand } from "../support/command-process.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { listenForWebhooks, type WebhookListener } from "../support/webhook-listener.ts";

let app: InProcess;
let listener: WebhookListener;
let file: string;

/** A repository as its owner finds it after making it: no ruleset at all. */
function unguarded() {
  const seed = defaultSeed();
  return { ...seed, repositories: seed.repositories.map((each) => ({ ...each, rulesets: [] })) };
}

beforeAll(async () => {
  listener = await listenForWebhooks();
  app = await startInProcess({ seed: unguarded(), webhookUrl: listener.webhookUrl });
  file = join(app.github.dir, "rulesets.env");
  const { url, app: sandboxApp } = app.github.sandbox;
  await writeFile(
    file,
    `APP_ID=${sandboxApp.appId}\nHALLPASS_REPOSITORY=acme/access\nGITHUB_API_URL=${url}\n`,
    { mode: 0o600 },
  );
}, 240_000);
afterAll(async () => {
  await app?.stop();
  await listener?.stop();
});

async function runRulesets(args: readonly string[] = [], env: Record<string, string> = {}) {
  const command = startCommand(["rulesets", "--env", file, ...args], env);
  const code = await command.exited;
  return { code, out: command.output.join("\n"), err: command.errors.join("\n") };
}

const apply = (login = "olga", ...args: string[]) =>
  runRulesets(["--apply", ...args], { GH_TOKEN: app.github.tokenOf(login) });

const listNames = async (): Promise<string[]> =>
  (await app.as("olga").repos.getRepoRulesets({ ...at })).data.map(({ name }) => name);

const names = ["hallpass: default branch", "hallpass: ledger writers", "hallpass: ledger history"];

const listWrong = async (): Promise<string[]> =>
  (await diagnoseInstallation(app.deps)).examinations
    .filter(({ status }) => status === "wrong")
    .map(({ code }) => code);

async function removeAll(): Promise<void> {
  const { data } = await app.as("olga").repos.getRepoRulesets({ ...at });
  for (const { id } of data) await app.as("olga").repos.deleteRepoRuleset({ ...at, ruleset_id: id });
}

describe("the order of the guide: App, server, one pull request, rules", () => {
  it("leads to a request that is granted, and to a doctor that finds nothing wrong with the rules", async () => {
    const { control } = app.github.sandbox;
    control.behave({ pins: "apps that reported" });
    const before = await listWrong();
    expect(before).toEqual(
      expect.arrayContaining(["CHECK_REQUIRED", "LEDGER_UPDATE", "PULL_REQUEST_REQUIRED"]),
    );
    const tooEarly = await apply();
    expect(tooEarly.code).toBe(3);
    expect(tooEarly.err).toContain("open one pull request, so that the app has written a check");
    expect(await listNames()).toEqual([]);
    // One pull request: from now on GitHub knows that the app writes checks.
    const first = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
    await app.review(first.number);
    expect(await readCheck(app.github, first.head)).toMatchObject({ title: "Waiting for carol" });
    expect(await apply()).toMatchObject({ code: 0, err: "" });
    expect(await listWrong()).toEqual([]);
    await approve(app.github, "carol", first.number);
    await app.review(first.number);
    expect(await isMerged(app.github, first.number)).toBe(true);
    await app.reconcile();
    expect(await app.listVisitors()).toMatchObject([{ principal: "alice" }]);
    control.behave({ pins: "any app" });
  });
});

describe("hallpass rulesets", () => {
  beforeEach(removeAll);

  it("changes no repository but the one that HALLPASS_REPOSITORY_ID names", async () => {
    const env = { GH_TOKEN: app.github.tokenOf("olga") };
    const { id } = (await app.as("olga").repos.get({ ...at })).data;
    const other = await runRulesets(["--apply"], { ...env, HALLPASS_REPOSITORY_ID: `${id + 1}` });
    expect(other).toMatchObject({ code: 2, out: "" });
    expect(other.err).toContain(`HALLPASS_REPOSITORY_ID is ${id + 1}. Nothing was changed.`);
    expect(await listNames()).toEqual([]);
    expect(await runRulesets(["--apply"], { ...env, HALLPASS_REPOSITORY_ID: `${id}` })).toMatchObject({
      code: 0,
    });
    expect(await listNames()).toHaveLength(3);
  });

  it("prints a script whose calls make the rulesets, as it is", async () => {
    const { code, out, err } = await runRulesets();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    // gh speaks https alone; the sandbox does not.
    expect(out.match(/^curl .*http:\/\/127\.0\.0\.1:\d+\/.*repos\/acme\/access\/rulesets/gmu)).toHaveLength(
      3,
    );
    const environment = { ...process.env, GH_TOKEN: app.github.tokenOf("olga"), NO_PROXY: "127.0.0.1" };
    await promisify(execFile)("bash", ["-e", "-c", out], { env: environment });
    expect(await listNames()).toHaveLength(3);
    expect(await listWrong()).toEqual([]);
  });

  it("prints one JSON object", async () => {
    const { out } = await runRulesets(["--json"]);
    const { repository, rulesets } = JSON.parse(out);
    expect(repository).toBe("acme/access");
    expect(rulesets.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(await listNames()).toEqual([]);
  });

  it("shows the rulesets, makes them, and changes nothing the second time", async () => {
    const first = await apply();
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain('"integration_id": 7001');
    expect(first.out.match(/^created .*$/gmu)).toHaveLength(3);
    expect(await listNames()).toEqual(names);
    const second = JSON.parse((await apply("olga", "--json")).out);
    expect(second).toEqual({
      repository: "acme/access",
      rulesets: names.map((name) => ({ name, id: expect.any(Number), outcome: "unchanged", changes: [] })),
    });
    expect(await listNames()).toEqual(names);
  });

  it("puts back what was weakened, says what it was, and leaves other rulesets alone", async () => {
    await apply();
    const { data } = await app.as("olga").repos.getRepoRulesets({ ...at });
    const gate = data.find(({ name }) => name === names[0]);
    const own = { ...at, name: "ours", enforcement: "disabled" as const };
    await app.as("olga").repos.createRepoRuleset(own);
    await app.as("olga").repos.updateRepoRuleset({
      ...at,
      ruleset_id: gate?.id ?? 0,
      enforcement: "disabled",
      bypass_actors: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }],
    });
    const { code, out } = await apply();
    expect(code).toBe(0);
    expect(out).toContain("enforcement: disabled → active");
    expect(out).toContain("bypass list: RepositoryRole 5 (always) → empty");
    expect(await listWrong()).toEqual([]);
    expect(await listNames()).toEqual([...names, "ours"]);
  });

  it("says what a token lacks, and what was made before it failed", async () => {
    const refused = await apply("alice");
    expect(refused.code).toBe(3);
    expect(refused.err).toContain(
      'GitHub did not do "create the ruleset "hallpass: default branch"" (403: Must have admin rights to Repository',
    );
    expect(refused.err).toContain("Next: Use the token of an administrator of the repository");
    expect(await listNames()).toEqual([]);
  });

  it("does not take a hidden bypass list for an empty one", async () => {
    await apply();
    const { code, err } = await apply("alice");
    expect(code).toBe(3);
    expect(err).toContain(
      'GitHub does not show this token the bypass list of the ruleset "hallpass: default branch".',
    );
  });

  it("stops at the first failure, and reports what was made until then", async () => {
    app.github.sandbox.control.failRequests({
      answer: "server error",
      status: 502,
      method: "POST",
      path: "/repos/acme/access/rulesets",
      calls: 1,
    });
    const { code, out, err } = await apply("olga", "--json");
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      rulesets: [],
      failure: expect.stringContaining("(502"),
      error: {
        code: "GITHUB_UNREACHABLE",
        message: expect.stringContaining("(502"),
        fix: expect.any(String),
      },
    });
    expect(err).toContain("run this again");
    expect(await listNames()).toEqual([]);
  });

  it.each<[string, readonly string[], Record<string, string>, string]>([
    ["no token", ["--apply"], {}, "GH_TOKEN is not set"],
    ["an unknown option", ["--force"], {}, "See hallpass rulesets --help."],
    ["no repository", [], { HALLPASS_REPOSITORY: "acme" }, "write it as owner/name"],
    [
      "a repository that would be a command",
      [],
      { HALLPASS_REPOSITORY: "acme/$(id)" },
      "write it as owner/name",
    ],
    ["an address that is none", [], { GITHUB_API_URL: "github.example" }, "GITHUB_API_URL is"],
  ])("refuses %s with exit code 2", async (_name, args, env, words) => {
    const { code, err } = await runRulesets(args, env);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it("never takes the token from the server's file", async () => {
    const own = join(app.github.dir, "with-token.env");
    await writeFile(
      own,
      `APP_ID=7001\nHALLPASS_REPOSITORY=acme/access\nGH_TOKEN=${app.github.tokenOf("olga")}\n`,
      { mode: 0o600 },
    );
    const command = startCommand(["rulesets", "--env", own, "--apply"]);
    expect(await command.exited).toBe(2);
    expect(command.errors.join("\n")).toContain("GH_TOKEN is not set");
  });
});
