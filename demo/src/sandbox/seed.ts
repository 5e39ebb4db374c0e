import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { exampleSeed, guardingRulesets, type Ruleset, type Seed } from "github-sandbox";
import { packageRoot } from "../package-root.ts";

const appId = 7001;

export const ACTION_WORKFLOW = ".github/workflows/hallpass.yaml";

/**
 * The organisation `acme` with its repository `acme/access`: the project's own `access-requests/` and `policies/`, with the rulesets of
 * a Hallpass installation.
 */
export function defaultSeed(root: string = packageRoot): Seed {
  return {
    ...exampleSeed(),
    apps: [
      {
        id: appId,
        slug: "hallpass",
        name: "Hallpass",
        botId: 1101,
        installationId: 8001,
        webhooks: true,
        permissions: {
          checks: "write",
          contents: "write",
          issues: "write",
          members: "read",
          metadata: "read",
          pull_requests: "write",
        },
      },
      {
        id: 7002,
        slug: "hallpass-reaper",
        name: "Hallpass reaper",
        botId: 1102,
        installationId: 8002,
        webhooks: false,
        permissions: { contents: "write", metadata: "read", pull_requests: "write" },
      },
    ],
    repositories: [
      {
        id: 5001,
        name: "access",
        private: true,
        defaultBranch: "main",
        files: defaultFiles(root),
        teams: { payments: "write", "payments-leads": "write", security: "write" },
        collaborators: {},
        rulesets: defaultRulesets(),
      },
    ],
  };
}

/** The same organisation before it has Hallpass: with another App and another repository, as `hallpass init` finds one. */
export function seedWithoutHallpass(): Seed {
  const permissions = { metadata: "read" as const };
  return {
    ...exampleSeed(),
    apps: [
      {
        ...{ id: 7009, slug: "site-builder", name: "Site builder", botId: 1109, installationId: 8009 },
        ...{ webhooks: false, permissions },
      },
    ],
    repositories: [
      {
        ...{ id: 5009, name: "website", private: true, defaultBranch: "main" },
        files: { "README.md": "# The website of acme\n" },
        ...{ teams: {}, collaborators: {}, rulesets: [] },
      },
    ],
  };
}

/** With the issue form that `hallpass links --write` makes of the project's policies; a test compares them. */
export function withIssueForm(seed: Seed): Seed {
  const [access, ...others] = seed.repositories;
  const form = readFileSync(join(packageRoot, "demo/seed/access.yml"), "utf8");
  const files = { ...access?.files, ".github/ISSUE_TEMPLATE/access.yml": form };
  return { ...seed, repositories: access === undefined ? others : [{ ...access, files }, ...others] };
}

/** A second repository, marked for `hallpass smoke`: without rules, and administered by carol. */
export function withThrowAway(seed: Seed): Seed {
  const throwAway = {
    id: 5099,
    name: "throw-away",
    private: true,
    defaultBranch: "main",
    files: { "README.md": "Everything here may be gone tomorrow.\n" },
    teams: {},
    collaborators: { alice: "write" as const, carol: "admin" as const },
    rulesets: [],
    topics: ["hallpass-throw-away"],
  };
  return { ...seed, repositories: [...seed.repositories, throwAway] };
}

/** The same rulesets as `hallpass rulesets` makes; a test compares them. */
const defaultRulesets = (): Ruleset[] =>
  guardingRulesets({
    check: "hallpass/decision",
    branch: "access-ledger",
    rulesets: ["hallpass: default branch", "hallpass: ledger writers", "hallpass: ledger history"],
  });

function defaultFiles(root: string): Record<string, string> {
  return {
    ...readFolder(root, "access-requests"),
    ...readFolder(root, "policies"),
    ".github/CODEOWNERS": codeowners,
    ".github/hallpass.yaml": settings,
    [ACTION_WORKFLOW]: actionWorkflow,
    "README.md": readme,
  };
}

function readFolder(root: string, folder: string): Record<string, string> {
  // git keeps no empty folders, so a project without open requests does not have this one.
  if (!existsSync(join(root, folder))) return {};
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(join(root, "/").length).split(sep).join("/"),
      readFileSync(file, "utf8"),
    ]),
  );
}

const codeowners = `/access-requests/payments/ @acme/payments-leads
/access-requests/security/ @acme/security
/policies/ @acme/security
/.github/ @acme/security
/CODEOWNERS @acme/security
/docs/CODEOWNERS @acme/security
/inventory/ @acme/security
/ACCESS.md @acme/security
`;

/** The local GitHub runs no workflows: the file alone counts here. */
const actionWorkflow = `name: Hallpass
on:
  schedule:
    - cron: "7,22,37,52 * * * *"
  workflow_dispatch:
permissions: {}
jobs:
  reap:
    runs-on: ubuntu-latest
    environment: hallpass-reaper
    steps:
      - run: echo "The steps stand in action/README.md."
`;

const settings = `profile: strict
merge: automatic
ledger:
  publicKey: {{ledger.publicKey}}
rules:
  approvals:
    teams:
      - { slug: security, id: 303 }
people:
  - { id: 1001, login: alice, principals: { orders-db: alice, memory: alice } }
  - { id: 1003, login: carol, principals: { orders-db: carol, memory: carol } }
  - { id: 1004, login: dave, principals: { orders-db: dave, memory: dave } }
  - { id: 1005, login: eve, principals: { orders-db: eve, memory: eve } }
  - { id: 1006, login: grace, principals: { orders-db: grace, memory: grace } }
`;

const readme = `# Access

Who may use what, and for how long, is asked for, approved and ended here in pull requests.
Put one file under \`access-requests/<team>/\` and open a pull request: the check says who must approve.
`;
