import type { Team } from "../access/team.ts";
import type { RepositoryPin, RepositoryRules } from "../decision/evidence.ts";
import type { Finding } from "../findings/finding.ts";

/** Something GitHub or a provider told, or why it did not. */
export type Known<T> = { readonly value: T } | { readonly unreadable: string };

/** The server's own configuration and state. Of its secrets, only lengths and public halves. */
export interface ServerFacts {
  readonly appId: number;
  readonly pin: RepositoryPin;
  /** Undefined where no server takes GitHub's events. */
  readonly webhookSecretLength: number | undefined;
  /** Bits of the app's RSA key; undefined for another kind of key. */
  readonly appKeyBits: number | undefined;
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly ledgerPublicKey: string;
  /** The server's variables that hold a secret. None of them belongs in the repository. */
  readonly secretNames: readonly string[];
  /** Files and folders of the server that other accounts of the machine may read or change. */
  readonly exposed: readonly { readonly path: string; readonly how: string; readonly fix: string }[];
  readonly secondScheduler?: string;
}

export interface RepositoryState {
  readonly id: number;
  /** `owner/name`. */
  readonly name: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly fork: boolean;
  /** Merge methods the repository itself offers; GitHub shows them to those who may write. */
  readonly mergeMethods: Known<readonly MergeMethod[]>;
}

export type MergeMethod = "merge" | "squash" | "rebase";

/** A rule of pull requests. Where several are active, the most restrictive wins. */
export interface PullRequestRule {
  readonly approvals: number;
  readonly codeOwners: boolean;
  readonly dismissStale: boolean;
  /** undefined = the rule leaves it to the repository. */
  readonly mergeMethods: readonly MergeMethod[] | undefined;
}

export interface RequiredCheck {
  readonly name: string;
  /** undefined: any app with write access may set it. */
  readonly appId: number | undefined;
}

/** The active rules of one branch, of all levels. */
export interface BranchRules {
  readonly branch: string;
  readonly pullRequest: readonly PullRequestRule[];
  readonly checks: readonly RequiredCheck[];
  /** Must a pull request be up to date before it is merged? */
  readonly upToDate: boolean;
  /** Types of all active rules, as GitHub writes them: "deletion", "non_fast_forward", "creation", "merge_queue". */
  readonly types: ReadonlySet<string>;
  readonly rulesets: readonly BranchRuleset[];
}

/** One of the rulesets that give a branch its rules. */
export interface BranchRuleset {
  readonly id: number;
  readonly name: string;
  /** Types of the rules it gives this branch. */
  readonly types: ReadonlySet<string>;
  readonly bypass: Known<readonly BypassActor[]>;
}

export interface BypassActor {
  /** "Integration", "OrganizationAdmin", "RepositoryRole", "Team", "DeployKey", "User". */
  readonly type: string;
  readonly id: number | null;
  /** "always", "pull_request", "exempt". */
  readonly mode: string;
}

/** A push or merge that bypassed the rules of the default branch. */
export interface RecentBypass {
  readonly actor: string;
  readonly after: string;
  readonly at: string;
}

/** The App as it is installed on the repository. */
export interface AppInstallation {
  /** GitHub's names, each "read", "write" or "admin". */
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  /** Installed on "all" repositories of the organisation, or on "selected" ones. */
  readonly selection: string;
}

export interface WebhookSettings {
  /** undefined = none, or not active. */
  readonly url: string | undefined;
  readonly contentType: string | undefined;
  readonly verifiesTls: boolean;
  readonly hasSecret: boolean;
}

/** One attempt to deliver a webhook. */
export interface DeliveryAttempt {
  readonly event: string;
  readonly at: Date;
  /** HTTP status of the answer; 0 when there was none. */
  readonly status: number;
}

/** The workflow that runs the Action. */
export interface ReaperWorkflow {
  /** As GitHub writes it: "active", "disabled_inactivity", "disabled_manually". */
  readonly state: string;
  /** When the last run that succeeded began; undefined = none has. */
  readonly succeededAt: Date | undefined;
}

/** An environment whose secrets a workflow of Hallpass reads. */
export interface WorkflowEnvironment {
  readonly name: string;
  /** The path of the workflow. */
  readonly workflow: string;
  /** Those that may read its secrets; undefined = there is no such environment. */
  readonly admits:
    | "every branch"
    | "protected branches"
    | readonly { readonly kind: "branch" | "tag"; readonly name: string }[]
    | undefined;
}

/** The state of the installation, as GitHub reports it. */
export interface GitHubState {
  /** The second credential that reads what the App may not; absent where the server has none. `refused`: in GitHub's words. */
  readonly attestor?: { readonly who: string; readonly refused?: string };
  readonly installation: AppInstallation;
  readonly webhook: Known<WebhookSettings>;
  /** Newest first. */
  readonly deliveries: Known<readonly DeliveryAttempt[]>;
  /** The organisation's plan, in lower case: "free", "team", "enterprise". */
  readonly plan: Known<string>;
  readonly repository: RepositoryState;
  readonly gate: BranchRules;
  readonly ledger: BranchRules;
  /** Of a branch as the app and the Action push them, and as a requester does. */
  readonly reverts: BranchRules;
  readonly requests: BranchRules;
  /** Which of the default branch and the ledger have the older branch protection. */
  readonly protections: readonly string[];
  /** Of the last day, on the default branch. */
  readonly bypasses: Known<readonly RecentBypass[]>;
  readonly workflowsMayApprove: Known<boolean>;
  /** undefined = there is no such workflow. */
  readonly reaper: Known<ReaperWorkflow | undefined>;
  readonly environments: Known<readonly WorkflowEnvironment[]>;
  /** Names of the repository's Actions secrets. */
  readonly secrets: Known<readonly string[]>;
  /** Names of the organisation's Actions secrets that the repository may use. */
  readonly organizationSecrets: Known<readonly string[]>;
  readonly requiresTwoFactor: Known<boolean>;
  /** Slugs of those asked about that may write to the repository. */
  readonly writingTeams: ReadonlySet<string>;
  /** Seconds our clock is ahead of GitHub's, negative when it is behind. GitHub tells whole seconds. */
  readonly clockAhead: Known<number>;
}

/** One provider, as its own `diagnose` says. */
export interface ProviderState {
  readonly name: string;
  /** `refused`: it does not let the server in, and says so. */
  readonly findings: Known<readonly Finding[]> | { readonly refused: string };
}

/** The commit whose rules the server trusts as they are. */
export interface TrustedCommit {
  readonly id: string;
  /** Is it part of the default branch? */
  readonly onDefaultBranch: boolean;
}

/** The facts by which an installation is judged. */
export interface InstallationFacts {
  readonly server: ServerFacts;
  readonly trusted: TrustedCommit;
  readonly github: GitHubState;
  /** Those the rules name, by slug; absent = no such team can be seen. */
  readonly teams: ReadonlyMap<string, Team>;
  /** Policies, CODEOWNERS and settings at the tip of the default branch. */
  readonly rules: RepositoryRules;
  /** GitHub's errors about CODEOWNERS there. */
  readonly ownersErrors: readonly Finding[];
  /** Files there that decide who may do what: those of policies/ and .github/. */
  readonly ruleFiles: readonly string[];
  readonly providers: readonly ProviderState[];
  /** True if GitHub shows a SAML identity provider of the organisation; undefined if the settings do not use one. */
  readonly identityProvider: Known<boolean> | undefined;
}
