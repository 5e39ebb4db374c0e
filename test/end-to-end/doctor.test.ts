import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { readConfig } from "../../src/configuration/config.ts";
import type { Diagnosis } from "../../src/core/diagnosis/diagnosis.ts";
import { diagnoseInstallation } from "../../src/operations/diagnose.ts";
import { renderDiagnosis } from "../../src/report/diagnosis.ts";
import { createLog } from "../../src/service/log.ts";
import { wire } from "../../src/wire.ts";
import { startCommand } from "../support/command-process.ts";
import { at, type Clone, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { listenForWebhooks, type WebhookListener } from "../support/webhook-listener.ts";

const OWNERS = ".github/CODEOWNERS";
const SETTINGS = ".github/hallpass.yaml";

let github: LocalGitHub;
let listener: WebhookListener;
let postgres: SandboxPostgres;
let admin: Client;
let olga: Clone;

beforeAll(async () => {
  listener = await listenForWebhooks();
  github = await startLocalGitHub(listener);
  // The rules are changed here with checks of apps that have not reported yet.
  github.sandbox.control.behave({ pins: "any app" });
  postgres = await startPostgres({ dir: tmpdir(), logins: Object.keys(github.sandbox.logins) });
  const { host, port, superuser } = postgres;
  admin = new Client({ host, port, database: "orders", ...superuser });
  await admin.connect();
  olga = await github.clone("olga");
}, 120_000);
afterAll(async () => {
  await admin?.end();
  await postgres?.stop();
  await github?.stop();
  await listener?.stop();
});

type Environment = Readonly<Record<string, string | undefined>>;

/** What the app's configuration gives, with some lines of it replaced. */
const environment = (changes: Environment = {}): Record<string, string | undefined> => ({
  ...parseEnv(formatEnv(github.sandbox, postgres)),
  ...changes,
});

/** As the command does, in this process. */
async function diagnose(changes?: Environment): Promise<Diagnosis> {
  const env = environment(changes);
  const stateDir = await mkdtemp(join(tmpdir(), "doctor-test-"));
  const log = createLog(
    () => undefined,
    [],
    () => new Date(),
  );
  const deps = await wire({ ...readConfig(env), stateDir }, env, log);
  try {
    return await diagnoseInstallation(deps);
  } finally {
    for (const provider of deps.providers.values()) await provider.close();
    await rm(stateDir, { recursive: true, force: true, maxRetries: 10 });
  }
}

const listWrong = ({ examinations }: Diagnosis): string[] =>
  examinations.filter(({ status }) => status === "wrong").map(({ code }) => code);

type Rulesets = ReturnType<LocalGitHub["as"]>["repos"]["updateRepoRuleset"];
type RulesetChange = NonNullable<Parameters<Rulesets>[0]>;
type Rules = NonNullable<RulesetChange["rules"]>;
type BypassActors = NonNullable<RulesetChange["bypass_actors"]>;

const [GATE, WRITERS, REWRITERS] = [6001, 6002, 6003];

const readRuleset = async (ruleset_id: number): Promise<{ rules: Rules; bypass_actors: BypassActors }> => {
  const { data } = await github.as("olga").repos.getRepoRuleset({ ...at, ruleset_id });
  return { rules: data.rules ?? [], bypass_actors: data.bypass_actors ?? [] };
};

/** Changes a ruleset over HTTP, as an administrator does; answers how to put it back. */
async function changeRuleset(
  ruleset_id: number,
  change: (now: { rules: Rules; bypass_actors: BypassActors }) => Partial<RulesetChange>,
): Promise<() => Promise<void>> {
  const before = await readRuleset(ruleset_id);
  const update = async (fields: Partial<RulesetChange>): Promise<void> => {
    await github.as("olga").repos.updateRepoRuleset({ ...at, ruleset_id, ...fields });
  };
  await update(change(before));
  return () => update({ ...before, enforcement: "active" });
}

type PullRule = Extract<Rules[number], { type: "pull_request" }>;
type PullParameters = NonNullable<PullRule["parameters"]>;
type CheckRule = Extract<Rules[number], { type: "required_status_checks" }>;
type CheckParameters = NonNullable<CheckRule["parameters"]>;

const ofPulls = (change: Partial<PullParameters>) => () =>
  changeRuleset(GATE, ({ rules }) => ({
    rules: rules.map((rule) =>
      rule.type === "pull_request" && rule.parameters
        ? { ...rule, parameters: { ...rule.parameters, ...change } }
        : rule,
    ),
  }));

const ofChecks = (change: Partial<CheckParameters>) => () =>
  changeRuleset(GATE, ({ rules }) => ({
    rules: rules.map((rule) =>
      rule.type === "required_status_checks" && rule.parameters
        ? { ...rule, parameters: { ...rule.parameters, ...change } }
        : rule,
    ),
  }));

const withoutRule = (ruleset: number, type: string) => () =>
  changeRuleset(ruleset, ({ rules }) => ({ rules: rules.filter((rule) => rule.type !== type) }));

const letPast = (ruleset: number, actor: BypassActors[number]) => () =>
  changeRuleset(ruleset, ({ bypass_actors }) => ({ bypass_actors: [...bypass_actors, actor] }));

/** Changes the default branch while its rules are switched off: no rule is run, so none is bypassed. */
async function changeFiles(files: Readonly<Record<string, string>>): Promise<() => Promise<void>> {
  const push = async (make: () => Promise<unknown>): Promise<void> => {
    const restore = await changeRuleset(GATE, () => ({ enforcement: "disabled" }));
    await olga.git("fetch", "--quiet", "origin", "main");
    await olga.git("checkout", "--quiet", "-B", "main", "FETCH_HEAD");
    await make();
    await olga.git("push", "--quiet", "origin", "main");
    await restore();
  };
  await push(() => olga.commit(files));
  return () => push(() => olga.git("revert", "--no-edit", "HEAD"));
}

const readFile = async (path: string): Promise<string> => {
  await olga.git("fetch", "--quiet", "origin", "main");
  return `${await olga.git("show", `FETCH_HEAD:${path}`)}\n`;
};

const edit = (path: string, change: (text: string) => string) => async () =>
  changeFiles({ [path]: change(await readFile(path)) });

const control =
  (weaken: (control: LocalGitHub["sandbox"]["control"]) => void, mend: typeof weaken) => async () => {
    weaken(github.sandbox.control);
    return async () => mend(github.sandbox.control);
  };

const database = (weaken: string, mend: string) => async () => {
  await admin.query(weaken);
  return async () => {
    await admin.query(mend);
  };
};

const settings =
  (weak: Parameters<ReturnType<LocalGitHub["as"]>["repos"]["update"]>[0], mended: typeof weak) =>
  async () => {
    await github.as("olga").repos.update({ ...at, ...weak });
    return async () => {
      await github.as("olga").repos.update({ ...at, ...mended });
    };
  };

/** Another branch becomes the default one: the rules go with it, and main is left without. */
async function moveDefault(): Promise<() => Promise<void>> {
  const { repos, git } = github.as("olga");
  const { data } = await git.getRef({ ...at, ref: "heads/main" });
  await git.createRef({ ...at, ref: "refs/heads/trunk", sha: data.object.sha });
  await repos.update({ ...at, default_branch: "trunk" });
  return async () => {
    await repos.update({ ...at, default_branch: "main" });
  };
}

/** One ruleset more, for every branch. */
const forAllBranches = (rule: Rules[number]) => async () => {
  const { repos } = github.as("olga");
  const conditions = { ref_name: { include: ["~ALL"], exclude: [] } };
  const { data } = await repos.createRepoRuleset({
    ...{ ...at, name: "ours", enforcement: "active", conditions, rules: [rule] },
  });
  return async () => {
    await repos.deleteRepoRuleset({ ...at, ruleset_id: data.id });
  };
};

/** The older branch protection of the default branch. */
async function protectMain(): Promise<() => Promise<void>> {
  const { repos } = github.as("olga");
  await repos.updateBranchProtection({
    ...{ ...at, branch: "main", required_status_checks: null, required_pull_request_reviews: null },
    ...{ enforce_admins: true, restrictions: null },
  });
  return async () => {
    await repos.deleteBranchProtection({ ...at, branch: "main" });
  };
}

/** As an administrator sets it; null lets every branch in. */
async function limitEnvironment(
  deployment_branch_policy: { protected_branches: boolean; custom_branch_policies: boolean } | null,
): Promise<() => Promise<void>> {
  const { repos } = github.as("olga");
  const place = { ...at, environment_name: "hallpass-reaper" };
  await repos.createOrUpdateEnvironment({ ...place, deployment_branch_policy });
  return async () => {
    const chosen = { protected_branches: false, custom_branch_policies: true };
    await repos.createOrUpdateEnvironment({ ...place, deployment_branch_policy: chosen });
    const { data } = await repos.listDeploymentBranchPolicies(place);
    if (data.branch_policies.length === 0)
      await repos.createDeploymentBranchPolicy({ ...place, name: "main" });
  };
}

const WHOLE_GATE = [
  ...[
    "PULL_REQUEST_REQUIRED",
    "APPROVALS_REQUIRED",
    "CODE_OWNERS_REQUIRED",
    "STALE_DISMISSED",
    "SQUASH_ONLY",
  ],
  ...["CHECK_REQUIRED", "FORCE_PUSH_BLOCKED", "DELETION_BLOCKED"],
];

interface Weakness {
  readonly name: string;
  /** Weakens one setting, and answers how to put it back. */
  readonly weaken?: () => Promise<() => Promise<void>>;
  /** Or a line of the server's own configuration. */
  readonly env?: Environment;
  /** Everything that is wrong then. */
  readonly wrong: readonly string[];
  /** What the page must say of it: what is, and where to click. */
  readonly says: readonly string[];
}

const inRulesets = "Settings → Rules → Rulesets → ";

const weaknesses: readonly Weakness[] = [
  {
    name: "another repository is pinned",
    env: { HALLPASS_REPOSITORY_ID: "5999" },
    wrong: ["REPOSITORY_ID"],
    says: ["acme/access, id 5001", "id 5999, as pinned", "HALLPASS_REPOSITORY_ID"],
  },
  {
    name: "it was to be public",
    env: { HALLPASS_VISIBILITY: "public" },
    wrong: ["VISIBILITY"],
    says: ["private", "Danger Zone → Change visibility"],
  },
  {
    name: "another branch becomes the default one",
    weaken: moveDefault,
    wrong: ["DEFAULT_BRANCH", ...WHOLE_GATE, "REAPER_RUNS"],
    says: ["trunk", "main, as pinned", "Settings → General → Default branch: main"],
  },
  {
    name: "the repository becomes public",
    weaken: settings({ ...at, private: false }, { ...at, private: true }),
    wrong: ["VISIBILITY"],
    says: ["public", "Danger Zone → Change visibility"],
  },
  {
    name: "the repository is archived",
    weaken: settings({ ...at, archived: true }, { ...at, archived: false }),
    wrong: ["ARCHIVED"],
    says: ["yes, read-only", "Unarchive this repository"],
  },
  {
    name: "pull requests are not required",
    weaken: withoutRule(GATE, "pull_request"),
    wrong: [
      "PULL_REQUEST_REQUIRED",
      "APPROVALS_REQUIRED",
      "CODE_OWNERS_REQUIRED",
      "STALE_DISMISSED",
      "SQUASH_ONLY",
    ],
    says: [`${inRulesets}hallpass: default branch → tick "Require a pull request before merging"`],
  },
  {
    name: "no approval is required",
    weaken: ofPulls({ required_approving_review_count: 0 }),
    wrong: ["APPROVALS_REQUIRED"],
    says: ["Required approvals: 1"],
  },
  {
    name: "code owners need not review",
    weaken: ofPulls({ require_code_owner_review: false }),
    wrong: ["CODE_OWNERS_REQUIRED"],
    says: ['tick "Require review from Code Owners"'],
  },
  {
    name: "approvals outlive a push",
    weaken: ofPulls({ dismiss_stale_reviews_on_push: false }),
    wrong: ["STALE_DISMISSED"],
    says: ['tick "Dismiss stale pull request approvals'],
  },
  {
    name: "merge commits are allowed",
    weaken: ofPulls({ allowed_merge_methods: ["squash", "merge"] }),
    wrong: ["SQUASH_ONLY"],
    says: ["merge, squash", "Allowed merge methods: Squash, and nothing else"],
  },
  {
    name: "the check is not required",
    weaken: withoutRule(GATE, "required_status_checks"),
    wrong: ["CHECK_REQUIRED"],
    says: ["hallpass/decision, from app 7001", "Require status checks to pass → Add checks"],
  },
  {
    name: "the check may come from any app",
    weaken: ofChecks({ required_status_checks: [{ context: "hallpass/decision" }] }),
    wrong: ["CHECK_REQUIRED"],
    says: ["hallpass/decision, from any app", "choose the app as its source"],
  },
  {
    name: "the check may come from another app",
    weaken: ofChecks({ required_status_checks: [{ context: "hallpass/decision", integration_id: 7002 }] }),
    wrong: ["CHECK_REQUIRED"],
    says: ["hallpass/decision, from app 7002"],
  },
  {
    name: "branches must be up to date",
    weaken: ofChecks({ strict_required_status_checks_policy: true }),
    wrong: ["UP_TO_DATE"],
    says: ["each merge would void every other approval", 'untick "Require branches to be up to date'],
  },
  {
    name: "the default branch may be force-pushed",
    weaken: withoutRule(GATE, "non_fast_forward"),
    wrong: ["FORCE_PUSH_BLOCKED"],
    says: ['tick "Block force pushes"'],
  },
  {
    name: "the default branch may be deleted",
    weaken: withoutRule(GATE, "deletion"),
    wrong: ["DELETION_BLOCKED"],
    says: ['tick "Restrict deletions"'],
  },
  {
    name: "the whole gate is switched off",
    weaken: () => changeRuleset(GATE, () => ({ enforcement: "disabled" })),
    wrong: WHOLE_GATE,
    says: [`${inRulesets}New branch ruleset (target: main)`],
  },
  ...(["always", "pull_request", "exempt"] as const).map((bypass_mode) => ({
    name: `owners of the organisation may bypass the gate (${bypass_mode})`,
    weaken: letPast(GATE, { actor_id: 1, actor_type: "OrganizationAdmin", bypass_mode }),
    wrong: ["BYPASS_LIST"],
    says: [`owners of the organisation (${bypass_mode})`, "Bypass list: remove everybody"],
  })),
  {
    name: "the app may bypass the gate",
    weaken: letPast(GATE, { actor_id: 7001, actor_type: "Integration", bypass_mode: "always" }),
    wrong: ["BYPASS_LIST"],
    says: ["app 7001 (always)"],
  },
  {
    name: "others may write the ledger",
    weaken: letPast(WRITERS, { actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }),
    wrong: ["LEDGER_WRITERS"],
    says: ["repository role 5 (always)", "Bypass list: only the Hallpass app, always."],
  },
  {
    name: "the app may rewrite the ledger",
    weaken: letPast(REWRITERS, { actor_id: 7001, actor_type: "Integration", bypass_mode: "always" }),
    wrong: ["LEDGER_REWRITERS"],
    says: ["nobody, not even the app"],
  },
  {
    name: "anybody may create the ledger",
    weaken: withoutRule(WRITERS, "creation"),
    wrong: ["LEDGER_CREATION"],
    says: ['tick "Restrict creations"'],
  },
  {
    name: "anybody may write the ledger",
    weaken: withoutRule(WRITERS, "update"),
    wrong: ["LEDGER_UPDATE"],
    says: ['tick "Restrict updates"'],
  },
  {
    name: "the ledger may be force-pushed",
    weaken: withoutRule(REWRITERS, "non_fast_forward"),
    wrong: ["LEDGER_FORCE_PUSH"],
    says: ["(target: access-ledger)", 'tick "Block force pushes"'],
  },
  {
    name: "the ledger may be deleted",
    weaken: withoutRule(REWRITERS, "deletion"),
    wrong: ["LEDGER_DELETION"],
    says: ["(target: access-ledger)", 'tick "Restrict deletions"'],
  },
  {
    name: "commits must be signed on every branch",
    weaken: forAllBranches({ type: "required_signatures" }),
    wrong: ["GATE_BLOCKED", "LEDGER_BLOCKED", "REVERTS_BLOCKED"],
    says: ["required_signatures (ruleset ours)", 'ours → untick "Require signed commits"'],
  },
  {
    name: "commit messages must have a pattern on every branch",
    weaken: forAllBranches({
      type: "commit_message_pattern",
      parameters: { operator: "starts_with", pattern: "JIRA-" },
    }),
    wrong: ["GATE_BLOCKED", "LEDGER_BLOCKED", "REVERTS_BLOCKED"],
    says: ['untick "Restrict commit metadata"'],
  },
  {
    name: "every branch needs a deployment",
    weaken: forAllBranches({
      type: "required_deployments",
      parameters: { required_deployment_environments: ["staging"] },
    }),
    wrong: ["GATE_BLOCKED", "LEDGER_BLOCKED", "REVERTS_BLOCKED", "REQUESTS_BLOCKED"],
    says: ['untick "Require deployments to succeed"'],
  },
  {
    name: "every branch needs a pull request",
    weaken: forAllBranches({
      type: "pull_request",
      parameters: {
        required_approving_review_count: 1,
        require_code_owner_review: true,
        dismiss_stale_reviews_on_push: true,
        require_last_push_approval: false,
        required_review_thread_resolution: false,
        allowed_merge_methods: ["squash"],
      },
    }),
    wrong: ["LEDGER_BLOCKED", "REVERTS_BLOCKED", "REQUESTS_BLOCKED"],
    says: ["exclude the branch access-ledger", "exclude the branches hallpass/**/*"],
  },
  {
    name: "the default branch has classic protection",
    weaken: protectMain,
    wrong: ["CLASSIC_PROTECTION"],
    says: ["on main", "Settings → Branches → Branch protection rules → main → Delete"],
  },
  {
    name: "workflows may approve",
    weaken: control(
      (sandbox) => sandbox.setWorkflowPermissions({ mayApprove: true }),
      (sandbox) => sandbox.setWorkflowPermissions({ mayApprove: false }),
    ),
    wrong: ["WORKFLOWS_APPROVE"],
    says: ["Settings → Actions → General → Workflow permissions"],
  },
  {
    name: "GitHub has switched the scheduled Action off",
    weaken: control(
      (sandbox) => sandbox.setWorkflowState("hallpass.yaml", "disabled_inactivity"),
      (sandbox) => sandbox.setWorkflowState("hallpass.yaml", "active"),
    ),
    wrong: ["REAPER_RUNS"],
    says: ["switched off (disabled_inactivity)", "Actions → Hallpass"],
  },
  {
    name: "the environment with the reaper's secrets is open to every branch",
    weaken: () => limitEnvironment(null),
    wrong: ["ENVIRONMENTS"],
    says: ['"hallpass-reaper" is open to every branch', "Settings → Environments"],
  },
  {
    name: "a provider's password is a repository secret",
    weaken: control(
      (sandbox) => sandbox.addSecret("ORDERS_DB_PASSWORD"),
      (sandbox) => sandbox.removeSecret("ORDERS_DB_PASSWORD"),
    ),
    wrong: ["REPOSITORY_SECRETS"],
    says: ["ORDERS_DB_PASSWORD", "Settings → Secrets and variables → Actions"],
  },
  {
    name: "the ledger's key is not the published one",
    weaken: edit(SETTINGS, (text) =>
      text.replace(/AAAAC3NzaC1lZDI1NTE5AAAAI\S+/u, `AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`),
    ),
    wrong: ["LEDGER_KEY"],
    says: ["published is ssh-ed25519", "HALLPASS_LEDGER_KEY"],
  },
  {
    name: "the settings cannot be read",
    weaken: edit(SETTINGS, (text) => `${text}unknown: true\n`),
    wrong: ["RULES_READABLE", "APPROVERS_ENOUGH", "APPROVERS_ENOUGH", "APPROVERS_ENOUGH", "LEDGER_KEY"],
    says: [SETTINGS],
  },
  {
    name: "a policy cannot be read",
    weaken: edit("policies/sandbox-visitor.yaml", (text) => `${text}unknown: true\n`),
    wrong: ["RULES_READABLE"],
    says: ["policies/sandbox-visitor.yaml"],
  },
  {
    name: "the clock is off",
    weaken: control(
      (sandbox) => sandbox.clockSkew(-45),
      (sandbox) => sandbox.clockSkew(0),
    ),
    wrong: ["CLOCK"],
    says: ["s ahead", "at most 30 s from GitHub's", "timedatectl set-ntp true"],
  },
  {
    name: "CODEOWNERS names nobody known",
    weaken: edit(OWNERS, (text) => `${text}/README.md @acme/nobody\n`),
    wrong: ["CODEOWNERS_ERRORS"],
    says: ["README.md", "it marks the lines"],
  },
  {
    name: "CODEOWNERS has a line nobody can use",
    weaken: edit(OWNERS, (text) => `${text}!/policies/ @acme/security\n`),
    wrong: ["RULES_READABLE", "CODEOWNERS_ERRORS"],
    says: [`${OWNERS}:`],
  },
  {
    name: "there is a second CODEOWNERS",
    weaken: () => changeFiles({ CODEOWNERS: "* @acme/payments\n" }),
    wrong: ["RULES_READABLE", "RULES_OWNED", "FOLDER_OWNED", "FOLDER_OWNED"],
    says: ["There are 2 CODEOWNERS files"],
  },
  ...["/policies/", "/.github/", "/CODEOWNERS", "/docs/CODEOWNERS"].map((path) => ({
    name: `nobody owns ${path}`,
    weaken: edit(OWNERS, (text) => text.replace(`${path} @acme/security\n`, "")),
    wrong: ["RULES_OWNED"],
    says: [
      "nobody owns",
      "with a last line for each of /policies/, /.github/, /CODEOWNERS and /docs/CODEOWNERS",
    ],
  })),
  {
    name: "a folder is owned by those who ask",
    weaken: edit(OWNERS, (text) => text.replace("@acme/payments-leads", "@acme/payments")),
    wrong: ["FOLDER_OWNED"],
    says: ["@acme/payments owns access-requests/payments/", "payments-leads alone"],
  },
  {
    name: "a team is renamed",
    weaken: control(
      (sandbox) => sandbox.renameTeam("payments", "billing"),
      (sandbox) => sandbox.renameTeam("billing", "payments"),
    ),
    wrong: ["TEAMS_NAMED"],
    says: ["there is no team payments"],
  },
  {
    name: "an approving team may not write",
    weaken: control(
      (sandbox) => sandbox.setTeamPermission("payments-leads", "read"),
      (sandbox) => sandbox.setTeamPermission("payments-leads", "write"),
    ),
    wrong: ["CODEOWNERS_ERRORS", "TEAMS_WRITE"],
    says: ["Settings → Collaborators and teams → payments-leads → Role: Write"],
  },
  {
    name: "a secret of the server is the organisation's",
    weaken: control(
      (sandbox) => sandbox.addSecret("WEBHOOK_SECRET", null),
      (sandbox) => sandbox.removeSecret("WEBHOOK_SECRET", null),
    ),
    wrong: ["ORGANIZATION_SECRETS"],
    says: ["WEBHOOK_SECRET", "Organisation → Settings → Secrets and variables → Actions"],
  },
  {
    name: "the organisation has the plan Free",
    weaken: control(
      (sandbox) => sandbox.setPlan("free"),
      (sandbox) => sandbox.setPlan("team"),
    ),
    wrong: ["PLAN"],
    says: ["upgrade to Team"],
  },
  {
    name: "a requesting team may not write",
    weaken: control(
      (sandbox) => sandbox.setTeamPermission("payments", "read"),
      (sandbox) => sandbox.setTeamPermission("payments", "write"),
    ),
    wrong: ["REQUESTERS_WRITE"],
    says: ["not payments", "Settings → Collaborators and teams → payments → Role: Write", "a fork"],
  },
  {
    name: "nobody is left to approve",
    weaken: control(
      (sandbox) => sandbox.removeFromTeam("payments-leads", "carol"),
      (sandbox) => sandbox.addToTeam("payments-leads", "carol"),
    ),
    wrong: ["APPROVERS_ENOUGH", "APPROVERS_ENOUGH"],
    says: ["1 or more besides the requester", "payments-leads → Members"],
  },
  {
    name: "one factor is enough",
    weaken: control(
      (sandbox) => sandbox.requireTwoFactor(false),
      (sandbox) => sandbox.requireTwoFactor(true),
    ),
    wrong: ["TWO_FACTOR"],
    says: ['tick "Require two-factor authentication'],
  },
  {
    name: "nothing outside GitHub runs the reaper",
    env: { HALLPASS_SECOND_SCHEDULER: "" },
    wrong: ["SECOND_SCHEDULER"],
    says: ["none declared", "HALLPASS_SECOND_SCHEDULER"],
  },
  {
    name: "the provider's account may make databases",
    weaken: database("ALTER ROLE hallpass CREATEDB", "ALTER ROLE hallpass NOCREATEDB"),
    wrong: ["POSTGRES_ATTRIBUTE"],
    says: ["CREATEDB", 'ALTER ROLE "hallpass" NOCREATEDB;'],
  },
  {
    name: "the provider's account reads all data",
    weaken: database("GRANT pg_read_all_data TO hallpass", "REVOKE pg_read_all_data FROM hallpass"),
    wrong: ["POSTGRES_BEYOND"],
    says: ["pg_read_all_data", 'REVOKE "pg_read_all_data" FROM "hallpass"'],
  },
];

describe("the installation of the default seed", () => {
  it("has nothing wrong, and nothing that could not be looked at", async () => {
    const { examinations } = await diagnose();
    expect(examinations.filter(({ status }) => status !== "ok")).toEqual([]);
    expect(examinations.length).toBeGreaterThan(35);
  });

  it.each(weaknesses)(
    "is wrong once $name, and the page says what to do",
    async ({ weaken, env, wrong, says }) => {
      const mend = await weaken?.();
      const diagnosis = await diagnose(env);
      await mend?.();
      expect(listWrong(diagnosis)).toEqual(wrong);
      const page = renderDiagnosis(diagnosis, false);
      const problems = page.slice(page.indexOf("✗"));
      for (const words of says) expect(problems).toContain(words);
    },
  );

  it("has nothing wrong again once everything is put back", async () => {
    expect(listWrong(await diagnose())).toEqual([]);
  });

  it("has lines nobody can read without the attestor's token, and none of them is wrong", async () => {
    const { examinations } = await diagnose({ HALLPASS_ATTESTOR_TOKEN: "" });
    const unreadable = examinations.filter(({ status }) => status === "unreadable");
    expect(unreadable.map(({ code }) => code)).toEqual([
      ...["PLAN", "BYPASS_LIST", "LEDGER_WRITERS", "LEDGER_REWRITERS", "RECENT_BYPASS"],
      ...["WORKFLOWS_APPROVE", "REPOSITORY_SECRETS", "ORGANIZATION_SECRETS", "ENVIRONMENTS"],
      ...["REAPER_RUNS", "TWO_FACTOR"],
    ]);
    for (const { is, fix } of unreadable) {
      expect(is).toContain("GitHub does not show it to the app");
      expect(fix).toContain("HALLPASS_ATTESTOR_TOKEN");
    }
    expect(listWrong({ at: new Date(), examinations, settings: undefined })).toEqual([]);
  });

  it("says that the attestor's token was refused", async () => {
    const { examinations } = await diagnose({
      HALLPASS_ATTESTOR_TOKEN: "ghp_0000000000000000000000000000000000",
    });
    const refused = examinations.filter(({ status }) => status === "unreadable");
    expect(refused.map(({ code }) => code)).toContain("BYPASS_LIST");
    for (const { is } of refused)
      expect(is).toContain("GitHub does not show it to HALLPASS_ATTESTOR_TOKEN (401)");
  });

  it("remembers for a day that somebody got past the rules of the default branch", async () => {
    const restore = await letPast(GATE, {
      actor_id: 1,
      actor_type: "OrganizationAdmin",
      bypass_mode: "always",
    })();
    await olga.git("fetch", "--quiet", "origin", "main");
    await olga.git("checkout", "--quiet", "-B", "main", "FETCH_HEAD");
    await olga.commit({ "notes.txt": "no review\n" });
    await olga.git("push", "--quiet", "origin", "main");
    await restore();
    const diagnosis = await diagnose();
    expect(listWrong(diagnosis)).toEqual(["RECENT_BYPASS"]);
    expect(renderDiagnosis(diagnosis, false)).toContain("by olga at ");
  });
});

describe("hallpass doctor", () => {
  let sound: LocalGitHub;
  let file: string;

  beforeAll(async () => {
    sound = await startLocalGitHub();
    file = join(sound.dir, "app.env");
    await writeFile(file, formatEnv(sound.sandbox, postgres), { mode: 0o600 });
  });
  afterAll(() => sound?.stop());

  const run = async (args: readonly string[], env: Record<string, string> = {}) => {
    const command = startCommand(["doctor", ...args], env);
    const code = await command.exited;
    return { code, out: command.output.join("\n"), errors: command.errors.join("\n") };
  };

  it("ends with 0 and a line for each thing when all is well", async () => {
    const { code, out, errors } = await run(["--env", file]);
    expect([code, errors]).toEqual([0, ""]);
    expect(out).toMatch(/^✓ Repository +acme\/access, id 5001$/mu);
    expect(out).toMatch(/^✓ Provider orders-db: credentials +as configured$/mu);
    expect(out).toMatch(/\n\n[0-9]+ ok, 0 unreadable, 0 wrong\.$/u);
    expect(out).not.toContain("\u001B");
  });

  it("names a file and a state folder that other accounts may read or change", async () => {
    const [open, state] = [join(sound.dir, "open.env"), join(sound.dir, "open-state")];
    await copyFile(file, open);
    await chmod(open, 0o644);
    await mkdir(state);
    await chmod(state, 0o777);
    const { code, out } = await run(["--env", open], { HALLPASS_STATE: state });
    expect(code).toBe(1);
    expect(out).toContain(`${open}: every account may read it; ${state}: every account may change it`);
    expect(out).toContain(`Run: chmod 600 ${open} Run: chmod 700 ${state}`);
  });

  it("ends with 1, and what is wrong last, when something is", async () => {
    const { code, out } = await run(["--env", file], { HALLPASS_VISIBILITY: "public" });
    expect(code).toBe(1);
    const problems = out.slice(out.indexOf("✗"));
    expect(problems).toMatch(
      /^✗ Visibility +private\n {4}should be: public, as pinned\n {4}to do: Settings → General/u,
    );
    expect(problems).not.toContain("✓");
    expect(problems).toMatch(/1 wrong\.$/u);
  });

  it.each([
    ["nobody ever made", () => "0".repeat(40)],
    [
      "that is a digit off",
      () => sound.sandbox.firstCommit.replace(/^./u, (digit) => (digit === "0" ? "1" : "0")),
    ],
  ])("says which variable is wrong when the trusted commit is one %s", async (_name, commit) => {
    const id = commit();
    const { code, out, errors } = await run(["--env", file], { HALLPASS_TRUSTED_COMMIT: id });
    expect([code, errors]).toEqual([1, ""]);
    expect(out).toContain(`HALLPASS_TRUSTED_COMMIT is ${id}, which is not on main`);
    expect(out).toContain("git rev-parse origin/main");
    expect(out).toMatch(/1 wrong\.$/u);
  });

  it("says that a provider refuses the login, and prints no stack trace", async () => {
    const { code, out, errors } = await run(["--env", file], { ORDERS_DB_PASSWORD: "a wrong password" });
    expect([code, errors]).toEqual([1, ""]);
    expect(out).toMatch(
      /^✗ Provider orders-db: credentials +Provider "orders-db" refused Hallpass's login: .*password/mu,
    );
    expect(out).toMatch(/, 0 unreadable, 1 wrong\.$/u);
  });

  it("says in a line why a provider could not be looked at", async () => {
    const { ORDERS_DB_PASSWORD = "" } = parseEnv(formatEnv(sound.sandbox, postgres));
    const HALLPASS_PROVIDERS = JSON.stringify([
      {
        ...{ name: "orders-db", adapter: "postgres", host: "127.0.0.1", port: 9, user: "hallpass" },
        passwordFrom: "ORDERS_DB_PASSWORD",
        resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
      },
    ]);
    const { code, out, errors } = await run(["--env", file], { HALLPASS_PROVIDERS });
    expect(code).toBe(3);
    expect(out).toMatch(/^\? Provider orders-db: credentials +Provider "orders-db" cannot be reached\.$/mu);
    expect(errors).toMatch(
      /^Provider "orders-db" cannot be reached\. \(.*ECONNREFUSED.*\) Next: Check host, port/u,
    );
    expect(errors.split("\n")).toHaveLength(1);
    expect(errors).not.toContain(ORDERS_DB_PASSWORD);
  });

  it("prints one JSON object when asked", async () => {
    const { code, out } = await run(["--env", file, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      wrong: false,
      examinations: expect.arrayContaining([
        expect.objectContaining({
          code: "BYPASS_LIST",
          status: "ok",
          is: "nobody",
          should: "empty",
          fix: "",
        }),
      ]),
    });
  });

  it("ends with 3 and says so when GitHub does not answer", async () => {
    const { code, out, errors } = await run(["--env", file], {
      GITHUB_API_URL: "http://127.0.0.1:9",
      GITHUB_SERVER_URL: "http://127.0.0.1:9",
    });
    expect([code, out]).toEqual([3, ""]);
    expect(errors).toContain("Is GitHub up");
  });

  it("ends with 3, which outranks 1, when something is wrong and something else is unreadable", async () => {
    const { HALLPASS_ATTESTOR_TOKEN: _, ...rest } = parseEnv(formatEnv(sound.sandbox, postgres));
    const { code, out } = await run([], {
      ...Object.fromEntries(
        Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      HALLPASS_VISIBILITY: "public",
    });
    expect(code).toBe(3);
    expect(out).toMatch(/^✗ Visibility /mu);
    expect(out).toMatch(/^\? /mu);
  });

  it.each([
    ["GITHUB_UNREACHABLE", "does not answer", { GITHUB_API_URL: "http://127.0.0.1:9" }],
    ["GITHUB_UNREACHABLE", "does not answer git", { GITHUB_SERVER_URL: "http://127.0.0.1:9" }],
    ["GITHUB_REFUSED", "does not know the App", { APP_ID: "5" }],
    ["GITHUB_REFUSED", "shows no such repository", { HALLPASS_REPOSITORY: "acme/nope" }],
  ])("tells a script %s when GitHub %s", async (expected, _what, env) => {
    const { code, out, errors } = await run(["--env", file, "--json"], env);
    expect(code).toBe(3);
    const { error } = JSON.parse(out);
    expect(error).toEqual({
      code: expected,
      message: expect.any(String),
      fix: expect.stringMatching(/, then run this again\.$/u),
    });
    expect(errors).toContain(error.message);
  });

  it.each([
    ["an unknown option", ["--fix"], "--fix"],
    ["a file that is not there", ["--env", "nowhere.env"], "nowhere.env"],
    ["no configuration", [], "APP_ID is not set"],
  ])("ends with 2 for %s", async (_name, args, says) => {
    const { code, out, errors } = await run(args);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toContain(says);
  });

  it("ends with 2 for providers that cannot be what they say", async () => {
    const { code, out, errors } = await run(["--env", file], {
      HALLPASS_PROVIDERS: "[{ name: x, adapter: nothing }]",
    });
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toContain("HALLPASS_PROVIDERS/0/adapter");
  });

  it("shows no secret", async () => {
    const { out, errors } = await run(["--env", file]);
    const {
      ORDERS_DB_PASSWORD = "?",
      HALLPASS_ATTESTOR_TOKEN = "?",
      WEBHOOK_SECRET = "?",
    } = parseEnv(formatEnv(sound.sandbox, postgres));
    for (const secret of [ORDERS_DB_PASSWORD, HALLPASS_ATTESTOR_TOKEN, WEBHOOK_SECRET])
      expect(`${out}${errors}`).not.toContain(secret);
  });
});
