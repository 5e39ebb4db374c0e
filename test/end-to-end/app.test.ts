// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU1: Another account of the owner's machine gives `hallpass app` the code of an App of its own, or the
//     owner makes the App under another account.

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { parseEnvFile } from "../../src/commands/input/env-file.ts";
import { openInstallation } from "../../src/github/http/client.ts";
import { startCommand } from "../support/command-process.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { clickAnotherApp, clickApp } from "../support/page/app-clicks.ts";

let github: LocalGitHub;
let env: string;
beforeAll(async () => {
  const seed = defaultSeed();
  const repositories = seed.repositories.map((each) => ({ ...each, rulesets: [] }));
  github = await startLocalGitHub({ seed: { ...seed, repositories } });
  env = join(github.dir, "new.env");
  const { url } = github.sandbox;
  await writeFile(env, `HALLPASS_REPOSITORY=acme/access\nGITHUB_API_URL=${url}\nGITHUB_SERVER_URL=${url}\n`, {
    mode: 0o600,
  });
});
afterAll(() => github?.stop());

async function make(name: string, login: string | undefined, ...more: string[]) {
  const command = startCommand(
    ["app", "--env", env, "--json", ...more],
    login === undefined ? {} : { GH_TOKEN: github.tokenOf(login) },
  );
  await clickApp(command.errors, github.sandbox.opening(), { name });
  const code = await command.exited;
  const shown = [...command.output, ...command.errors].join("\n");
  expect(shown).not.toContain("PRIVATE KEY");
  return { code, report: JSON.parse(command.output.join("\n")), errors: command.errors.join("\n") };
}

const listRulesets = async (): Promise<string[]> =>
  (await github.as("olga").repos.getRepoRulesets({ ...at })).data.map(({ name }) => name);

it("SU1: keeps nothing of an App that was not asked for, and says how to delete it", async () => {
  const before = await readFile(env, "utf8");
  const command = startCommand(["app", "--env", env]);
  await clickAnotherApp(command.errors, github.sandbox.opening(), {
    ...{ name: "another", hook_attributes: { url: "https://evil.example/hook" } },
  });
  expect(await command.exited).toBe(3);
  const shown = command.errors.join(" ");
  expect(shown).toContain("its webhook goes to https://evil.example/hook, not to");
  expect(shown).toContain("/organizations/acme/settings/apps/another/advanced");
  expect(await readFile(env, "utf8")).toBe(before);
});

it("refuses to begin without the token that it needs at the end", async () => {
  const command = startCommand(["app", "--env", env, "--rulesets"]);
  expect(await command.exited).toBe(2);
  expect(command.errors.join("\n")).toContain(
    "GH_TOKEN is not set: give a token of a person who administers",
  );
});

it("keeps the App, and says what is left, where the token may not make rules", async () => {
  const before = await readFile(env, "utf8");
  const { code, report, errors } = await make("first", "alice", "--rulesets");
  expect(code).toBe(3);
  expect(errors).toContain("The rules are not applied: ");
  expect(report).toMatchObject({
    rulesets: [],
    next: [expect.stringContaining("Apply the rules: "), expect.anything(), expect.anything()],
  });
  expect(await readFile(env, "utf8")).toContain(`APP_ID=${report.id}`);
  expect(await listRulesets()).toEqual([]);
  await writeFile(env, before);
});

it("makes the App by two clicks, and the rules that require its check", async () => {
  const { code, report } = await make("second", "olga", "--url", "http://127.0.0.1:3999", "--rulesets");
  expect(code).toBe(0);
  expect(report.next[0]).toContain("Start it: ");
  const { values } = parseEnvFile(await readFile(env, "utf8"));
  expect(Object.fromEntries(values)).toMatchObject({ APP_ID: String(report.id) });
  expect(values.get("WEBHOOK_SECRET")).toHaveLength(64);
  expect((await stat(env)).mode & 0o777).toBe(0o600);
  const app = { appId: report.id, privateKey: values.get("PRIVATE_KEY") ?? "", apiUrl: github.sandbox.url };
  const { octokit } = openInstallation(app, at, { now: () => new Date() });
  const { data } = await octokit.rest.checks.listForRef({ ...at, ref: "main" });
  expect(data.check_runs.filter((run) => run.app?.id === report.id)).toMatchObject([
    { name: "hallpass/decision", conclusion: "neutral" },
  ]);
  expect(await listRulesets()).toEqual(report.rulesets.map(({ name }: { name: string }) => name));
  const [first] = report.rulesets;
  const { data: ruleset } = await github.as("olga").repos.getRepoRuleset({ ...at, ruleset_id: first.id });
  expect(ruleset.rules).toContainEqual(
    expect.objectContaining({
      type: "required_status_checks",
      parameters: expect.objectContaining({
        required_status_checks: [{ context: "hallpass/decision", integration_id: report.id }],
      }),
    }),
  );
  const again = startCommand(["rulesets", "--env", env, "--apply", "--json"], {
    GH_TOKEN: github.tokenOf("olga"),
  });
  expect([await again.exited, again.output.join("\n")]).toEqual([0, expect.not.stringContaining("created")]);
});

it("is refused where the configuration names an App already", async () => {
  const again = startCommand(["app", "--env", env]);
  expect(await again.exited).toBe(2);
  expect(again.errors.join("\n")).toContain("names an App already: APP_ID=");
});

it("makes the reaper's App, and keeps its key in a file of its own", async () => {
  const { code, report } = await make("reaper", undefined, "--reaper");
  expect(code).toBe(0);
  expect((await stat(report.kept)).mode & 0o777).toBe(0o600);
  expect(report.next[0]).toBe(
    `gh secret set REAPER_PRIVATE_KEY --env hallpass-reaper --repo acme/access < ${report.kept}`,
  );
});
