const id = { type: "integer", minimum: 1 } as const;
const login = { type: "string", pattern: "^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$" } as const;
const logins = { type: "array", items: login } as const;
const level = { enum: ["read", "write"] } as const;
const role = { enum: ["read", "triage", "write", "maintain", "admin"] } as const;
const count = { type: "integer", minimum: 0 } as const;
const flag = { type: "boolean" } as const;
const refPatterns = { type: "array", items: { type: "string", minLength: 1 } } as const;

const plainRule = {
  type: "object",
  required: ["type"],
  additionalProperties: false,
  properties: { type: { enum: ["creation", "deletion", "non_fast_forward"] } },
} as const;

const updateRule = {
  type: "object",
  required: ["type"],
  additionalProperties: false,
  properties: {
    type: { const: "update" },
    parameters: {
      type: "object",
      required: ["update_allows_fetch_and_merge"],
      additionalProperties: false,
      properties: { update_allows_fetch_and_merge: flag },
    },
  },
} as const;

const pullRequestRule = {
  type: "object",
  required: ["type", "parameters"],
  additionalProperties: false,
  properties: {
    type: { const: "pull_request" },
    parameters: {
      type: "object",
      required: [
        "required_approving_review_count",
        "require_code_owner_review",
        "dismiss_stale_reviews_on_push",
        "require_last_push_approval",
        "required_review_thread_resolution",
      ],
      additionalProperties: false,
      properties: {
        required_approving_review_count: count,
        require_code_owner_review: flag,
        dismiss_stale_reviews_on_push: flag,
        // Not enforced here, so a seed that asks for them is refused rather than served a weaker gate.
        require_last_push_approval: { const: false },
        required_review_thread_resolution: { const: false },
        allowed_merge_methods: { type: "array", items: { enum: ["merge", "squash", "rebase"] }, minItems: 1 },
      },
    },
  },
} as const;

const statusChecksRule = {
  type: "object",
  required: ["type", "parameters"],
  additionalProperties: false,
  properties: {
    type: { const: "required_status_checks" },
    parameters: {
      type: "object",
      required: ["required_status_checks", "strict_required_status_checks_policy"],
      additionalProperties: false,
      properties: {
        do_not_enforce_on_create: flag,
        strict_required_status_checks_policy: flag,
        required_status_checks: {
          type: "array",
          items: {
            type: "object",
            required: ["context"],
            additionalProperties: false,
            properties: { context: { type: "string", minLength: 1 }, integration_id: id },
          },
        },
      },
    },
  },
} as const;

const ruleset = {
  type: "object",
  required: ["id", "name", "enforcement", "conditions", "bypass_actors", "rules"],
  additionalProperties: false,
  properties: {
    id,
    name: { type: "string", minLength: 1 },
    enforcement: { enum: ["active", "disabled"] },
    conditions: {
      type: "object",
      required: ["ref_name"],
      additionalProperties: false,
      properties: {
        ref_name: {
          type: "object",
          required: ["include", "exclude"],
          additionalProperties: false,
          properties: { include: refPatterns, exclude: refPatterns },
        },
      },
    },
    bypass_actors: {
      type: "array",
      items: {
        type: "object",
        required: ["actor_id", "actor_type", "bypass_mode"],
        additionalProperties: false,
        properties: {
          actor_id: { anyOf: [id, { type: "null" }] },
          actor_type: { enum: ["Integration", "OrganizationAdmin", "RepositoryRole", "Team", "User"] },
          bypass_mode: { const: "always" },
        },
      },
    },
    rules: { type: "array", items: { anyOf: [plainRule, updateRule, pullRequestRule, statusChecksRule] } },
  },
} as const;

const repository = {
  type: "object",
  required: ["id", "name", "private", "defaultBranch", "files", "teams", "collaborators", "rulesets"],
  additionalProperties: false,
  properties: {
    id,
    name: { type: "string", pattern: "^[A-Za-z0-9._-]{1,100}$" },
    private: flag,
    defaultBranch: { type: "string", minLength: 1 },
    files: {
      type: "object",
      minProperties: 1,
      additionalProperties: { type: "string" },
      description:
        "Path to text of the first commit. `{{ledger.publicKey}}` becomes the public key line of the ledger.",
    },
    teams: { type: "object", additionalProperties: role, description: "Role by team slug." },
    collaborators: { type: "object", additionalProperties: role, description: "Role by login." },
    rulesets: { type: "array", items: ruleset },
  },
} as const;

const app = {
  type: "object",
  required: ["id", "slug", "name", "botId", "installationId", "permissions", "webhooks"],
  additionalProperties: false,
  properties: {
    id,
    slug: { type: "string", pattern: "^[a-z0-9-]{1,34}$" },
    name: { type: "string", minLength: 1 },
    botId: id,
    installationId: id,
    webhooks: { type: "boolean", description: "Whether this app is sent webhooks." },
    permissions: {
      type: "object",
      additionalProperties: false,
      properties: {
        actions: level,
        administration: level,
        checks: level,
        contents: level,
        environments: level,
        issues: level,
        members: level,
        metadata: level,
        organization_administration: level,
        pull_requests: level,
        secrets: level,
        statuses: level,
      },
    },
  },
} as const;

/** The shape of a sandbox seed: who is there, what they may do, and what the repositories begin with. */
export const seedSchema = {
  type: "object",
  required: ["organization", "users", "teams", "apps", "repositories"],
  additionalProperties: false,
  properties: {
    organization: {
      type: "object",
      required: ["id", "login", "basePermission"],
      additionalProperties: false,
      properties: {
        id,
        login,
        basePermission: { enum: ["none", "read", "write", "admin"] },
        twoFactorRequired: flag,
      },
    },
    users: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["id", "login", "role"],
        additionalProperties: false,
        properties: {
          id,
          login,
          name: { type: "string" },
          role: { enum: ["admin", "member", "outside"] },
          twoFactor: { type: "boolean", description: "Whether a second factor is set up; true by default." },
        },
      },
    },
    teams: {
      type: "array",
      items: {
        type: "object",
        required: ["id", "slug", "members"],
        additionalProperties: false,
        properties: {
          id,
          slug: { type: "string", pattern: "^[a-z0-9-]+$" },
          name: { type: "string" },
          members: logins,
          maintainers: { ...logins, description: "Members who may change the team." },
          parent: { type: "string", description: "The slug of the team this one is below." },
        },
      },
    },
    apps: { type: "array", minItems: 1, items: app },
    repositories: { type: "array", minItems: 1, items: repository },
  },
} as const;
