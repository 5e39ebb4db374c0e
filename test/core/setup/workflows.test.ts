// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SC1: The tag of a workflow's action is moved.
//   SC3: A workflow checks out a pull request's code with rights.
//   SC4: A workflow on a person's branch reads the providers' passwords.
//   SC6: A person with write access changes a variable of the workflows over GitHub's API, such as the
//     trusted commit.

import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ONCE_PATH, type OnceWorkflow, renderOnceWorkflow } from "../../../src/core/setup/workflows/once.ts";
import { REAP_PATH, type ReapWorkflow, renderReapWorkflow } from "../../../src/core/setup/workflows/reap.ts";
import { renderWakeWorkflow, WAKE_NAME, WAKE_PATH } from "../../../src/core/setup/workflows/wake.ts";

const expression = (text: string): string => `\${{ ${text} }}`;

const surroundings = {
  source: { repository: "acme/hallpass", commit: "0123456789abcdef0123456789abcdef01234567" },
  runsOn: "ubuntu-latest",
  providers:
    "- name: orders-db\n  adapter: postgres\n  host: db.internal.example\n  user: hallpass\n  passwordFrom: ORDERS_DB_PASSWORD\n  resources:\n    orders:\n      database: orders\n      roles: { readonly: orders_readonly }\n",
  secrets: ["ORDERS_DB_PASSWORD"],
};

const once = (overrides: Partial<OnceWorkflow> = {}): string =>
  renderOnceWorkflow({
    ...surroundings,
    environment: "hallpass",
    defaultBranch: "main",
    settings: {
      APP_ID: "123456",
      HALLPASS_REPOSITORY: "acme/access",
      HALLPASS_REPOSITORY_ID: "123456789",
      HALLPASS_VISIBILITY: "private",
      HALLPASS_TRUSTED_COMMIT: "0123456789abcdef0123456789abcdef01234567",
    },
    ...overrides,
  });

const reap = (overrides: Partial<ReapWorkflow> = {}): string =>
  renderReapWorkflow({
    ...surroundings,
    environment: "hallpass-reaper",
    clientId: "Iv23liEXAMPLE",
    ledgerKey: "ssh-ed25519 AAAA… hallpass",
    ...overrides,
  });

const files = [
  [ONCE_PATH, once()],
  [WAKE_PATH, renderWakeWorkflow()],
  [REAP_PATH, reap()],
] as const;

interface Step {
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly environment?: string;
  readonly permissions?: unknown;
  readonly env?: unknown;
  readonly steps: readonly Step[];
}

const jobsOf = (text: string): readonly Job[] => Object.values<Job>(parse(text).jobs);
const stepsOf = (text: string): readonly Step[] => jobsOf(text).flatMap(({ steps }) => steps);

describe.each(files)("%s", (path, text) => {
  it("is what docs/examples/workflows shows", async () => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    await expect(text).toMatchFileSnapshot(`../../../docs/examples/workflows/${name}`);
  });

  it("is a workflow by GitHub's own parser", async () => {
    const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
    if (value === undefined) throw new Error("It cannot be read.");
    const template = await convertWorkflowTemplate(context, value);
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect(template.jobs).toHaveLength(1);
  });

  it("SC1: pins each action to a full commit, and takes no right from GitHub's token", () => {
    for (const { uses } of stepsOf(text))
      if (uses !== undefined) expect(uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/u);
    expect(parse(text).permissions).toEqual({});
    for (const { permissions } of jobsOf(text)) expect(permissions).toBeUndefined();
  });

  it("SC6: takes nothing from variables, which writers may change over the API", () => {
    expect(text).not.toMatch(/\bvars\b/u);
  });

  it("puts no value of an event into a script", () => {
    expect(text).not.toMatch(/^\s*(?:- )?run:.*\$\{\{/mu);
  });
});

describe("the workflow of hallpass once", () => {
  it("SC4: has its secrets in the one step that needs them, from the environment", () => {
    const [job] = jobsOf(once());
    expect(job?.environment).toBe("hallpass");
    expect(job?.env).toBeUndefined();
    const withSecrets = stepsOf(once()).filter((step) => JSON.stringify(step).includes("secrets."));
    expect(withSecrets.map(({ uses }) => uses)).toEqual([
      expect.stringContaining("acme/hallpass/action/once@"),
    ]);
  });

  it("SC3: runs on the default branch alone: no event of a pull request is among its own", () => {
    expect(Object.keys(parse(once()).on)).toEqual([
      "schedule",
      "push",
      "workflow_run",
      "issues",
      "issue_comment",
      "workflow_dispatch",
    ]);
    expect(parse(once()).on.push).toEqual({ branches: ["main"] });
    expect(parse(once()).on.workflow_run.workflows).toEqual([WAKE_NAME]);
  });

  it("never stops a run that has begun", () => {
    expect(once()).toContain("cancel-in-progress: false");
  });

  it("keeps what looks like an expression in a value from being evaluated", () => {
    const providers = `- { name: x, host: '${expression("secrets.PRIVATE_KEY")}' }`;
    const [, run] = stepsOf(once({ providers }));
    expect(run?.env?.HALLPASS_PROVIDERS).toBe(
      `- { name: x, host: '${expression("'${{'")} secrets.PRIVATE_KEY }}' }`,
    );
  });

  it.each([
    ["a secret GitHub cannot have", { secrets: ["GITHUB_PASSWORD"] }, /"GITHUB_PASSWORD"/u],
    ["a name that ends the expression", { secrets: ["A }} ${{ B"] }, /letters, digits/u],
    [
      "a commit that is a tag",
      { source: { ...surroundings.source, commit: "v1" } },
      /"v1" is not the full id/u,
    ],
    ["a repository that is none", { source: { ...surroundings.source, repository: "x" } }, /owner\/name/u],
  ])("refuses %s", (_, overrides, message) => {
    expect(() => once(overrides)).toThrow(message);
  });
});

it("SC3: the workflow of pull requests has no secret, no environment and no code of others", () => {
  expect(renderWakeWorkflow()).not.toMatch(/secrets\.|vars\.|environment:|uses:/u);
});

it("the reaper's workflow gives its App the two permissions it needs", () => {
  const [token] = stepsOf(reap());
  expect(token).toMatchObject({
    with: { "permission-contents": "write", "permission-pull-requests": "write" },
  });
});
