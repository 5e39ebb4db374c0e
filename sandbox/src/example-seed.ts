import type { Ruleset, Seed } from "./seed.ts";

const appId = 7001;

/** The organisation `acme` with teams, two apps and the repository `acme/access`, with rulesets of every kind. */
export function exampleSeed(): Seed {
  return {
    organization: { id: 9001, login: "acme", basePermission: "read" },
    users: [
      { id: 1001, login: "alice", role: "member" },
      { id: 1003, login: "carol", role: "member" },
      { id: 1004, login: "dave", role: "member" },
      { id: 1005, login: "eve", role: "member" },
      { id: 1006, login: "grace", role: "member" },
      { id: 1009, login: "olga", role: "admin" },
    ],
    teams: [
      { id: 301, slug: "payments", members: ["alice", "carol"] },
      { id: 302, slug: "payments-leads", members: ["carol"] },
      { id: 303, slug: "security", members: ["dave", "grace"] },
    ],
    apps: [
      {
        id: appId,
        slug: "robot",
        name: "Robot",
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
        slug: "janitor",
        name: "Janitor",
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
        files,
        teams: { payments: "write", "payments-leads": "write", security: "write" },
        collaborators: {},
        rulesets: guardingRulesets({
          check: "robot/verdict",
          branch: "journal",
          rulesets: ["default branch", "journal: writers", "journal: history"],
        }),
      },
    ],
  };
}

/** The names that a seed's rulesets use. */
export interface GuardNames {
  /** The required check, pinned to the first app. */
  readonly check: string;
  /** The branch that only the first app may write. */
  readonly branch: string;
  readonly rulesets: readonly [gate: string, writers: string, history: string];
}

/** Rulesets for the default branch, for the writers of a branch, and for the history of that branch. */
export function guardingRulesets({
  check,
  branch,
  rulesets: [gate, writers, history],
}: GuardNames): Ruleset[] {
  const journal = { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } };
  return [
    {
      id: 6001,
      name: gate,
      enforcement: "active",
      conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
      bypass_actors: [],
      rules: [
        {
          type: "pull_request",
          parameters: {
            required_approving_review_count: 1,
            require_code_owner_review: true,
            dismiss_stale_reviews_on_push: true,
            require_last_push_approval: false,
            required_review_thread_resolution: false,
            allowed_merge_methods: ["squash"],
          },
        },
        {
          type: "required_status_checks",
          parameters: {
            strict_required_status_checks_policy: false,
            required_status_checks: [{ context: check, integration_id: appId }],
          },
        },
        { type: "non_fast_forward" },
        { type: "deletion" },
      ],
    },
    {
      id: 6002,
      name: writers,
      enforcement: "active",
      conditions: journal,
      bypass_actors: [{ actor_id: appId, actor_type: "Integration", bypass_mode: "always" }],
      rules: [{ type: "creation" }, { type: "update" }],
    },
    {
      id: 6003,
      name: history,
      enforcement: "active",
      conditions: journal,
      bypass_actors: [],
      rules: [{ type: "non_fast_forward" }, { type: "deletion" }],
    },
  ];
}

const files = {
  "requests/payments/.gitkeep": "",
  "policies/payments.yaml": "what: payments\n",
  ".github/CODEOWNERS": `/requests/payments/ @acme/payments-leads
/requests/security/ @acme/security
/policies/ @acme/security
/.github/ @acme/security
/CODEOWNERS @acme/security
/docs/CODEOWNERS @acme/security
`,
  ".github/settings.yaml": "profile: strict\n",
  "README.md": "# Access\n",
};
