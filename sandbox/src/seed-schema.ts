import { rulesetSchema } from "./ruleset-schema.ts";

const id = { type: "integer", minimum: 1 } as const;
/** A managed user's login ends with the enterprise's short code: `alice_acme` ("Username considerations"). */
export const loginPattern = "^(?=.{1,39}$)[A-Za-z0-9](-?[A-Za-z0-9])*(_[A-Za-z0-9]+)?$";
const login = { type: "string", pattern: loginPattern } as const;
const logins = { type: "array", items: login } as const;
const level = { enum: ["read", "write"] } as const;
const role = { enum: ["read", "triage", "write", "maintain", "admin"] } as const;
const flag = { type: "boolean" } as const;

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
    rulesets: { type: "array", items: rulesetSchema },
    topics: { type: "array", items: { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,49}$" } },
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
    webhookPath: {
      type: "string",
      pattern: "^/",
      description: "Where this app hears, if not at the usual path.",
    },
    webhooks: { type: "boolean", description: "Whether this app is sent webhooks." },
    permissions: {
      type: "object",
      additionalProperties: false,
      properties: {
        actions: level,
        administration: level,
        checks: level,
        contents: level,
        deployments: level,
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

/** The schema of a sandbox seed: people, their rights, and the initial repositories. */
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
