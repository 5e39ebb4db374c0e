const id = { type: "integer", minimum: 1 } as const;
const count = { type: "integer", minimum: 0 } as const;
const flag = { type: "boolean" } as const;
const refPatterns = { type: "array", items: { type: "string", minLength: 1 } } as const;

/** The actors that can bypass rules. The sandbox has no sign-in by deploy key, so that kind lets no actor through. */
export const bypassActorTypes = [
  "Integration",
  "OrganizationAdmin",
  "RepositoryRole",
  "Team",
  "DeployKey",
  "User",
] as const;

/** When an actor bypasses rules: always, only by merging a pull request, or with rules that do not run at all. */
export const bypassModes = ["always", "pull_request", "exempt"] as const;

const plainRule = <Type extends string>(type: Type) =>
  ({
    type: "object",
    required: ["type"],
    additionalProperties: false,
    properties: { type: { const: type } },
  }) as const;

export const patternOperators = ["starts_with", "ends_with", "contains", "regex"] as const;

/** A rule about the metadata of a commit or a branch. */
const patternRule = <Type extends string>(type: Type) =>
  ({
    type: "object",
    required: ["type", "parameters"],
    additionalProperties: false,
    properties: {
      type: { const: type },
      parameters: {
        type: "object",
        required: ["operator", "pattern"],
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          negate: flag,
          operator: { enum: patternOperators },
          pattern: { type: "string" },
        },
      },
    },
  }) as const;

const deploymentsRule = {
  type: "object",
  required: ["type", "parameters"],
  additionalProperties: false,
  properties: {
    type: { const: "required_deployments" },
    parameters: {
      type: "object",
      required: ["required_deployment_environments"],
      additionalProperties: false,
      properties: { required_deployment_environments: { type: "array", items: { type: "string" } } },
    },
  },
} as const;

const workflowsRule = {
  type: "object",
  required: ["type", "parameters"],
  additionalProperties: false,
  properties: {
    type: { const: "workflows" },
    parameters: {
      type: "object",
      required: ["workflows"],
      additionalProperties: false,
      properties: {
        do_not_enforce_on_create: flag,
        workflows: {
          type: "array",
          items: {
            type: "object",
            required: ["path", "repository_id"],
            additionalProperties: false,
            properties: { path: { type: "string", minLength: 1 }, repository_id: id },
          },
        },
      },
    },
  },
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
        require_last_push_approval: flag,
        // The sandbox does not enforce it, so it refuses a seed that asks for it: a weaker gate would look safe.
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

/** A ruleset in GitHub's format, limited to the rules that the sandbox enforces. */
export const rulesetSchema = {
  type: "object",
  required: ["id", "name", "enforcement", "conditions", "bypass_actors", "rules"],
  additionalProperties: false,
  properties: {
    id,
    name: { type: "string", minLength: 1 },
    enforcement: { enum: ["active", "evaluate", "disabled"] },
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
          actor_type: { enum: bypassActorTypes },
          bypass_mode: { enum: bypassModes },
        },
      },
    },
    rules: {
      type: "array",
      items: {
        anyOf: [
          plainRule("creation"),
          plainRule("deletion"),
          plainRule("non_fast_forward"),
          plainRule("required_linear_history"),
          plainRule("required_signatures"),
          updateRule,
          pullRequestRule,
          statusChecksRule,
          patternRule("commit_message_pattern"),
          patternRule("commit_author_email_pattern"),
          patternRule("committer_email_pattern"),
          patternRule("branch_name_pattern"),
          deploymentsRule,
          workflowsRule,
        ],
      },
    },
  },
} as const;
