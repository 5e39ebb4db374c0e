import type { Team } from "../../../src/core/access/team.ts";
import type {
  BranchRules,
  GitHubState,
  InstallationFacts,
  RepositoryState,
  ServerFacts,
} from "../../../src/core/diagnosis/installation.ts";
import { APP_EVENTS, APP_PERMISSIONS } from "../../../src/core/files/app-manifest.ts";
import { ALICE, CAROL, DAVE, EVE, policy, rulesWith, settings } from "./evidence.ts";

export const APP = 7001;
const KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`;

export const server = (overrides: Partial<ServerFacts> = {}): ServerFacts => ({
  appId: APP,
  pin: { id: 5001, defaultBranch: "main", visibility: "private" },
  webhookSecretLength: 43,
  appKeyBits: 2048,
  ledgerPublicKey: KEY,
  secretNames: ["PRIVATE_KEY", "ORDERS_DB_PASSWORD"],
  exposed: [],
  secondScheduler: "cron on bastion-2",
  ...overrides,
});

export const repository = (overrides: Partial<RepositoryState> = {}): RepositoryState => ({
  id: 5001,
  name: "acme/access",
  defaultBranch: "main",
  private: true,
  archived: false,
  fork: false,
  mergeMethods: { value: ["merge", "squash"] },
  ...overrides,
});

const gateTypes = new Set(["pull_request", "required_status_checks", "non_fast_forward", "deletion"]);

export const gate = (overrides: Partial<BranchRules> = {}): BranchRules => ({
  branch: "main",
  pullRequest: [{ approvals: 1, codeOwners: true, dismissStale: true, mergeMethods: ["squash"] }],
  checks: [{ name: "hallpass/decision", appId: APP }],
  upToDate: false,
  types: gateTypes,
  rulesets: [{ id: 6001, name: "default branch", types: gateTypes, bypass: { value: [] } }],
  ...overrides,
});

export const appWrites = { type: "Integration", id: APP, mode: "always" } as const;
const [writing, rewriting] = [new Set(["creation", "update"]), new Set(["non_fast_forward", "deletion"])];

export const ledger = (overrides: Partial<BranchRules> = {}): BranchRules => ({
  branch: "access-ledger",
  pullRequest: [],
  checks: [],
  upToDate: false,
  types: new Set([...writing, ...rewriting]),
  rulesets: [
    { id: 6002, name: "ledger: only the app writes", types: writing, bypass: { value: [appWrites] } },
    { id: 6003, name: "ledger: nobody rewrites", types: rewriting, bypass: { value: [] } },
  ],
  ...overrides,
});

/** Branches that no rule is meant for. */
export const free = (overrides: Partial<BranchRules> = {}): BranchRules => ({
  ...ledger(),
  branch: "hallpass/revert/doctor/0",
  types: new Set(),
  rulesets: [],
  ...overrides,
});

export const github = (overrides: Partial<GitHubState> = {}): GitHubState => ({
  installation: { permissions: { ...APP_PERMISSIONS }, events: [...APP_EVENTS], selection: "selected" },
  webhook: {
    value: {
      url: "https://hallpass.example/api/github/webhooks",
      contentType: "json",
      verifiesTls: true,
      hasSecret: true,
    },
  },
  deliveries: { value: [{ event: "push", at: new Date("2026-11-20T14:00:00Z"), status: 202 }] },
  plan: { value: "team" },
  organizationSecrets: { value: [] },
  repository: repository(),
  gate: gate(),
  ledger: ledger(),
  reverts: free(),
  requests: free({ branch: "doctor-patch-1" }),
  protections: [],
  bypasses: { value: [] },
  workflowsMayApprove: { value: false },
  environments: {
    value: [
      {
        name: "hallpass-reaper",
        workflow: ".github/workflows/hallpass.yaml",
        admits: [{ kind: "branch", name: "main" }],
      },
    ],
  },
  reaper: { value: { state: "active", succeededAt: new Date("2026-11-20T13:40:00Z") } },
  secrets: { value: ["NPM_TOKEN"] },
  requiresTwoFactor: { value: true },
  writingTeams: new Set(["payments", "payments-leads", "security"]),
  clockAhead: { value: 0.2 },
  ...overrides,
});

const team = (id: number, slug: string, ...members: Team["members"]): [string, Team] => [
  slug,
  { id, slug, members },
];

export const teams = new Map([
  team(301, "payments", ALICE, CAROL),
  team(302, "payments-leads", CAROL),
  team(303, "security", DAVE, EVE),
]);

export const CODEOWNERS = `/access-requests/payments/ @acme/payments-leads
/policies/ @acme/security
/.github/ @acme/security
/CODEOWNERS @acme/security
/docs/CODEOWNERS @acme/security
/inventory/ @acme/security
/ACCESS.md @acme/security
`;

/** An installation with nothing wrong. */
export const installation = (overrides: Partial<InstallationFacts> = {}): InstallationFacts => ({
  server: server(),
  trusted: { id: "a".repeat(40), onDefaultBranch: true },
  github: github(),
  teams,
  rules: rulesWith({
    codeownersText: CODEOWNERS,
    policies: [policy()],
    settings: settings({ ledger: { publicKey: `${KEY} hallpass` } }),
  }),
  ownersErrors: [],
  ruleFiles: ["policies/orders-readonly.yaml", ".github/hallpass.yaml", ".github/CODEOWNERS"],
  providers: [{ name: "orders-db", findings: { value: [] } }],
  identityProvider: undefined,
  ...overrides,
});
