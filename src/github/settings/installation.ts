import type { Octokit } from "@octokit/rest";
import type {
  GitHubState,
  Known,
  MergeMethod,
  RecentBypass,
  RepositoryState,
} from "../../core/diagnosis/installation.ts";
import type { Installation } from "../../core/ports/installation.ts";
import type { RepositoryName } from "../http/client.ts";
import { call, statusOf } from "../http/error.ts";
import { readApp } from "./app-settings.ts";
import { readBranchRules } from "./branch-rules.ts";
import { readEnvironments } from "./environments.ts";
import { examineCredential, type Reader, readIfAllowed } from "./reader.ts";
import { readReaper } from "./reaper.ts";
import { mayWrite } from "./team-role.ts";

export interface InstallationOptions {
  /** The app's own installation. */
  readonly octokit: Octokit;
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** Reads settings that the app's installation may not read. */
  readonly attestor?: Omit<Reader, "isAttestor"> | undefined;
  readonly defaultBranch: string;
  readonly ledgerBranch: string;
  readonly now: () => Date;
}

/** "Get rules for a branch": "The branch does not need to exist". */
const REVERT_BRANCH = "hallpass/revert/doctor/0";
/** The names in GitHub's web interface. */
const REQUEST_BRANCH = "doctor-patch-1";

/** The `Installation` port over REST. Reads as the app where every app may; the rest as the attestor, if there is one. */
export function gitHubInstallation(options: InstallationOptions): Installation {
  const reader = openReader(options);
  return { read: (teams) => call("read the installation", () => readInstallation(options, reader, teams)) };
}

async function readInstallation(
  options: InstallationOptions,
  reader: Reader,
  teams: readonly string[],
): Promise<GitHubState> {
  const { octokit, name } = options;
  const { state: repository, clockAhead } = await readRepository(options);
  const attestor = reader.isAttestor ? { attestor: await examineCredential(reader, name) } : {};
  const [rules, settings, organization, app, writingTeams] = await Promise.all([
    readRules(options, reader),
    readSettings(options, reader),
    readOrganization(reader, name.owner),
    readApp(octokit, name),
    listWritingTeams(octokit, name, teams),
  ]);
  return {
    repository,
    clockAhead,
    ...attestor,
    ...rules,
    ...settings,
    ...organization,
    ...app,
    writingTeams,
  };
}

type Rules = Pick<GitHubState, "gate" | "ledger" | "reverts" | "requests" | "protections">;

async function readRules(
  { octokit, name, defaultBranch, ledgerBranch }: InstallationOptions,
  reader: Reader,
): Promise<Rules> {
  const rulesOf = (branch: string) => readBranchRules(octokit, reader, name, branch);
  const [gate, ledger, reverts, requests, protections] = await Promise.all([
    rulesOf(defaultBranch),
    rulesOf(ledgerBranch),
    rulesOf(REVERT_BRANCH),
    rulesOf(REQUEST_BRANCH),
    listProtected(octokit, name, [defaultBranch, ledgerBranch]),
  ]);
  return { gate, ledger, reverts, requests, protections };
}

type Settings = Pick<
  GitHubState,
  "bypasses" | "workflowsMayApprove" | "environments" | "reaper" | "secrets" | "organizationSecrets"
>;

async function readSettings({ name, defaultBranch }: InstallationOptions, reader: Reader): Promise<Settings> {
  const [bypasses, workflowsMayApprove, environments, reaper, secrets, organizationSecrets] =
    await Promise.all([
      listBypasses(reader, name, defaultBranch),
      readWorkflows(reader, name),
      readEnvironments(reader, name),
      readReaper(reader, name, defaultBranch),
      listSecrets(reader, name),
      listOrganizationSecrets(reader, name),
    ]);
  return { bypasses, workflowsMayApprove, environments, reaper, secrets, organizationSecrets };
}

const openReader = ({ octokit, attestor }: InstallationOptions): Reader =>
  attestor === undefined ? { octokit, who: "the app", isAttestor: false } : { ...attestor, isAttestor: true };

/** "Get a repository"; the `Date` of its answer tells how far our clock is off. */
async function readRepository({ octokit, name, now }: InstallationOptions) {
  const before = now().getTime();
  const { data, headers } = await call("read the repository", () => octokit.rest.repos.get({ ...name }));
  const middle = (before + now().getTime()) / 2;
  const state: RepositoryState = {
    id: data.id,
    name: data.full_name,
    defaultBranch: data.default_branch,
    private: data.private,
    archived: data.archived,
    fork: data.fork,
    mergeMethods: toMergeMethods(data),
  };
  return { state, clockAhead: compareClock(middle, headers.date) };
}

/** `Date` has no fractions: half a second on average. */
function compareClock(ours: number, date: string | undefined): Known<number> {
  const theirs = Date.parse(date ?? "") + 500;
  return Number.isNaN(theirs)
    ? { unreadable: "GitHub's answer has no Date" }
    : { value: (ours - theirs) / 1000 };
}

type RepositoryData = Awaited<ReturnType<Octokit["rest"]["repos"]["get"]>>["data"];

function toMergeMethods(data: RepositoryData): Known<readonly MergeMethod[]> {
  const { allow_merge_commit, allow_squash_merge, allow_rebase_merge } = data;
  if (
    allow_merge_commit === undefined ||
    allow_squash_merge === undefined ||
    allow_rebase_merge === undefined
  )
    return { unreadable: "GitHub does not show it to the app" };
  const methods = [
    ["merge", allow_merge_commit],
    ["squash", allow_squash_merge],
    ["rebase", allow_rebase_merge],
  ] as const;
  return { value: methods.filter(([, allowed]) => allowed).map(([method]) => method) };
}

/** "Get a branch": shows only classic protection, never rulesets. The ledger's branch exists after the first record. */
async function listProtected(
  octokit: Octokit,
  name: RepositoryName,
  branches: readonly string[],
): Promise<string[]> {
  const isProtected = (branch: string): Promise<boolean> =>
    call(`read the branch ${branch}`, async () => {
      try {
        const { data } = await octokit.rest.repos.getBranch({ ...name, branch });
        return data.protection?.enabled === true;
      } catch (error) {
        if (statusOf(error) === 404) return false;
        throw error;
      }
    });
  const found = await Promise.all(branches.map(isProtected));
  return branches.filter((_, index) => found[index]);
}

/** "List repository rule suites". */
const listBypasses = (
  reader: Reader,
  name: RepositoryName,
  branch: string,
): Promise<Known<readonly RecentBypass[]>> =>
  readIfAllowed(reader, "list who bypassed rules", async ({ rest, paginate }) => {
    const suites = await paginate(rest.repos.getRepoRuleSuites, {
      ...name,
      ref: `refs/heads/${branch}`,
      time_period: "day",
      rule_suite_result: "bypass",
      per_page: 100,
    });
    return suites
      .filter(({ result }) => result === "bypass")
      .map(({ actor_name = "somebody", after_sha = "", pushed_at = "" }) => ({
        actor: actor_name,
        after: after_sha.slice(0, 12),
        at: pushed_at,
      }));
  });

/** "Get default workflow permissions for a repository". */
const readWorkflows = (reader: Reader, name: RepositoryName): Promise<Known<boolean>> =>
  readIfAllowed(reader, "read what workflows may do", async ({ rest }) => {
    const { data } = await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository({ ...name });
    return data.can_approve_pull_request_reviews;
  });

/** "List repository secrets": names only, GitHub never shows a value. */
const listSecrets = (reader: Reader, name: RepositoryName): Promise<Known<readonly string[]>> =>
  readIfAllowed(reader, "list the repository's secrets", async (octokit) => {
    const { listRepoSecrets } = octokit.rest.actions;
    const secrets = await octokit.paginate(listRepoSecrets, { ...name, per_page: 100 });
    return secrets.map((secret) => secret.name);
  });

/** "List repository organization secrets": names only. */
const listOrganizationSecrets = (reader: Reader, name: RepositoryName): Promise<Known<readonly string[]>> =>
  readIfAllowed(reader, "list the organisation's secrets", async (octokit) => {
    const { listRepoOrganizationSecrets } = octokit.rest.actions;
    const secrets = await octokit.paginate(listRepoOrganizationSecrets, { ...name, per_page: 100 });
    return secrets.map((secret) => secret.name);
  });

/** "Get an organization": fields for owners are null or missing for other callers. */
async function readOrganization(
  reader: Reader,
  org: string,
): Promise<Pick<GitHubState, "requiresTwoFactor" | "plan">> {
  const read = await readIfAllowed(reader, `read the organisation ${org}`, async ({ rest }) => {
    const { data } = await rest.orgs.get({ org });
    return { twoFactor: data.two_factor_requirement_enabled ?? undefined, plan: data.plan?.name };
  });
  if (!("value" in read)) return { requiresTwoFactor: read, plan: read };
  const known = <T>(value: T | undefined): Known<T> =>
    value === undefined ? { unreadable: `GitHub does not show it to ${reader.who}` } : { value };
  return { requiresTwoFactor: known(read.value.twoFactor), plan: known(read.value.plan?.toLowerCase()) };
}

async function listWritingTeams(
  octokit: Octokit,
  name: RepositoryName,
  slugs: readonly string[],
): Promise<Set<string>> {
  const writing = await Promise.all(slugs.map((slug) => mayWrite(octokit, name, slug)));
  return new Set(slugs.filter((_, index) => writing[index]));
}
