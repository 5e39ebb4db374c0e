// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU3: Somebody who could write the access repository first leaves a policy, an owner or a workflow there,
//     and `hallpass init` makes it count.

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { parseEnvFile } from "../../src/commands/input/env-file.ts";
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

/** Of somebody who could write the repository first: payments approves its own access. */
const files = {
  "README.md": "# Access\n",
  "policies/own.yaml": "name: own\n",
  ".github/CODEOWNERS": "/access-requests/ @acme/payments\n",
  ".github/workflows/run.yaml": "on: push\n",
};

let github: LocalGitHub;
const file = (name: string): string => join(github.dir, name);

beforeAll(async () => {
  const seed = defaultSeed();
  const repositories = seed.repositories.map((each) => ({ ...each, files, teams: {}, rulesets: [] }));
  github = await startLocalGitHub({ seed: { ...seed, repositories }, treeEntries: 20 });
  await writeFile(file("answers.yaml"), answers);
});
afterAll(() => github?.stop());

async function init(...more: string[]) {
  const command = startCommand(
    [
      ...["init", "acme/access", "--answers", file("answers.yaml")],
      ...["--env", file("hallpass.env"), "--json", ...more],
    ],
    {
      GH_TOKEN: github.tokenOf("olga"),
      GITHUB_API_URL: github.sandbox.url,
      GITHUB_SERVER_URL: github.sandbox.url,
    },
  );
  const code = await command.exited;
  return { code, output: command.output.join("\n"), errors: command.errors.join("\n") };
}

const readPin = async (): Promise<string | undefined> =>
  parseEnvFile(await readFile(file("hallpass.env"), "utf8")).values.get("HALLPASS_TRUSTED_COMMIT");

const readTip = async (): Promise<string> =>
  (await github.as("olga").git.getRef({ ...at, ref: "heads/main" })).data.object.sha;

it("SU3: init trusts no commit with rules that it did not write, until a person has read them", async () => {
  const unread = [".github/CODEOWNERS", ".github/workflows/run.yaml", "policies/own.yaml"];
  const first = await init();
  expect(first).toMatchObject({ code: 1, errors: "" });
  const report = JSON.parse(first.output);
  expect(report.unread).toEqual(unread);
  const steps = (action: string) =>
    report.plan.flatMap((step: Record<string, string>) => (step.action === action ? [step.name] : []));
  expect([steps("unread"), steps("differs")]).toEqual([
    [".github/workflows/run.yaml", "policies/own.yaml"],
    [".github/CODEOWNERS", "README.md"],
  ]);
  const places = report.mistakes.map(({ code, message }: Record<string, string>) => `${code} ${message}`);
  expect(places.join("\n")).toMatch(/RULES_OWNED .*policies\//u);
  await expect(readPin()).resolves.toBeUndefined();
  const tip = await readTip();
  expect(report.next[0]).toContain(`${unread.join(", ")}. Then run this again with --trust ${tip}.`);

  const older = (await github.as("olga").repos.getCommit({ ...at, ref: tip })).data.parents[0]?.sha ?? "";
  const stale = await init("--trust", older);
  expect(stale.code).toBe(2);
  expect(stale.errors + stale.output).toContain(`is not the newest commit of acme/access, which is ${tip}`);
  await expect(readPin()).resolves.toBeUndefined();

  const trusted = await init("--trust", tip);
  expect(JSON.parse(trusted.output)).toMatchObject({ unread: [] });
  await expect(readPin()).resolves.toBe(tip);
  // CODEOWNERS differs still: its owners change it by a pull request.
  expect(trusted.code).toBe(1);
});

it("SU3: init trusts no commit whose files GitHub does not list completely", async () => {
  const clone = await github.clone("olga");
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [`files/${nth}`, ""]));
  await clone.commit(many);
  await clone.git("push", "--quiet", "origin", "HEAD:main");
  await rm(file("hallpass.env"));
  const { code, errors, output } = await init();
  expect(code).toBe(3);
  expect(errors + output).toContain("has more files than GitHub lists at once");
  await expect(readPin()).rejects.toThrow("ENOENT");
});
