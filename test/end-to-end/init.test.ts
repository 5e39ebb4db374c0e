import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { parseEnvFile } from "../../src/commands/input/env-file.ts";
import { openClient } from "../../src/github/http/client.ts";
import { mayWrite } from "../../src/github/settings/team-role.ts";
import { startCommand } from "../support/command-process.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";

const answers = `repository: acme/access
rules: security
folders:
  - { name: payments, requesters: payments, approvers: payments-leads }
offers:
  - { folder: payments, template: debugging, provider: memory, resource: sandbox, role: visitor }
accounts: login
`;

let github: LocalGitHub;
const file = (name: string): string => join(github.dir, name);

beforeAll(async () => {
  const seed = defaultSeed();
  const bare = { files: { "README.md": "# Access\n" }, teams: {}, rulesets: [] };
  const repositories = seed.repositories.map((repository) => ({ ...repository, ...bare }));
  github = await startLocalGitHub({ seed: { ...seed, repositories } });
  await writeFile(file("answers.yaml"), answers);
});
afterAll(() => github?.stop());

async function init(login: string) {
  const command = startCommand(
    ["init", "acme/access", "--answers", file("answers.yaml"), "--env", file("hallpass.env"), "--json"],
    {
      GH_TOKEN: github.tokenOf(login),
      GITHUB_API_URL: github.sandbox.url,
      GITHUB_SERVER_URL: github.sandbox.url,
    },
  );
  const code = await command.exited;
  return { code, report: JSON.parse(command.output.join("\n")), errors: command.errors.join("\n") };
}

it("is refused to a person who may not, and says so", async () => {
  const { code, errors } = await init("alice");
  expect(code).toBe(3);
  expect(errors).toMatch(/403|404/u);
});

it("sets the repository up, and a second run finds all of it done", async () => {
  const first = await init("olga");
  expect(first).toMatchObject({ code: 1, errors: "" });
  expect(first.report.plan).toContainEqual({ what: "file", name: "README.md", action: "differs" });
  const { values } = parseEnvFile(await readFile(file("hallpass.env"), "utf8"));
  const { data: tip } = await github.as("olga").git.getRef({ ...at, ref: "heads/main" });
  expect(Object.fromEntries(values)).toMatchObject({
    HALLPASS_REPOSITORY: "acme/access",
    HALLPASS_REPOSITORY_ID: "5001",
    HALLPASS_TRUSTED_COMMIT: tip.object.sha,
  });
  const { data: settings } = await github
    .as("olga")
    .repos.getContent({ ...at, path: ".github/hallpass.yaml" });
  const text = "content" in settings ? Buffer.from(settings.content, "base64").toString("utf8") : "";
  expect(text).toContain("  - { id: 1003, login: carol, principals: { memory: carol } }\n");
  const olga = openClient(github.sandbox.url, github.tokenOf("olga"), { now: () => new Date() });
  for (const slug of ["payments", "payments-leads", "security"])
    await expect(mayWrite(olga, at, slug)).resolves.toBe(true);
  const again = await init("olga");
  expect(
    again.report.plan.filter(
      ({ what, action }: Record<string, string>) => what === "file" && action === "create",
    ),
  ).toEqual([]);
  const { data: after } = await github.as("olga").git.getRef({ ...at, ref: "heads/main" });
  expect(after.object.sha).toBe(tip.object.sha);
});

it("brings what is new to a repository in use as a pull request to the rules, and overwrites nothing", async () => {
  const more =
    "  - { folder: payments, template: on-call, provider: memory, resource: sandbox, role: visitor }\n";
  await writeFile(file("answers.yaml"), answers.replace("accounts:", `${more}accounts:`));
  const { repos, pulls, git } = github.as("olga");
  const { data: before } = await git.getRef({ ...at, ref: "heads/main" });
  const { code, report } = await init("olga");
  // The issue form and the page of links are there without the new policy.
  expect(code).toBe(1);
  expect(report.plan).toContainEqual({ what: "file", name: "ACCESS.md", action: "differs" });
  const { data: open } = await pulls.list(at);
  expect(open).toMatchObject([{ title: "Set up Hallpass", user: { login: "olga" }, base: { ref: "main" } }]);
  const [pull] = open;
  expect(report.next[0]).toBe(`Let the owners of the rules approve ${pull?.html_url}.`);
  const { data: files } = await pulls.listFiles({ ...at, pull_number: pull?.number ?? 0 });
  expect(files.map(({ filename, status }) => [filename, status])).toEqual([
    ["policies/payments-sandbox-visitor-on-call.yaml", "added"],
  ]);
  expect((await git.getRef({ ...at, ref: "heads/main" })).data.object.sha).toBe(before.object.sha);
  const { data: owners } = await repos.getContent({ ...at, path: ".github/CODEOWNERS" });
  const text = "content" in owners ? Buffer.from(owners.content, "base64").toString("utf8") : "";
  expect(text).toContain("/policies/ @acme/security\n");
});

it("takes accounts from the SAML identities that GitHub shows, and names those whom it shows none of", async () => {
  const settings = ".github/hallpass.yaml";
  const { repos } = github.as("olga");
  const { data: there } = await repos.getContent({ ...at, path: settings });
  await repos.deleteFile({
    ...at,
    path: settings,
    message: "Begin again",
    sha: "sha" in there ? there.sha : "",
  });
  github.sandbox.control.linkSaml("alice", { nameId: "alice@acme.example" });
  github.sandbox.control.linkSaml("carol", { nameId: "carol of acme" });
  await writeFile(file("answers.yaml"), answers.replace("accounts: login", "accounts: nameId"));
  const { report } = await init("olga");
  const text = await readText(settings);
  expect(text).toContain("  - { id: 1001, login: alice, principals: { memory: alice@acme.example } }\n");
  expect(text).toContain("  - { id: 1003, login: carol, principals: {} }\n");
  expect(report.next.join("\n")).toMatch(/^Fill in the accounts .*carol, .*no nameId of theirs/mu);
});

async function readText(path: string): Promise<string> {
  const { data } = await github.as("olga").repos.getContent({ ...at, path });
  return "content" in data ? Buffer.from(data.content, "base64").toString("utf8") : "";
}
