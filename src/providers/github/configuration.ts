import type { FromSchema } from "json-schema-to-ts";
import { entryName, secretVariable } from "../adapter/entry-schema.ts";

const id = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER } as const;
const slug = { type: "string", pattern: "^[A-Za-z0-9_.-]{1,255}$" } as const;

/** The fields of an entry in the server's provider configuration. Names are for people; GitHub's ids decide. */
export const githubSchema = {
  type: "object",
  additionalProperties: false,
  required: ["organization"],
  properties: {
    apiUrl: {
      type: "string",
      pattern: "^https?://[^/?#@]+(/[^?#]*)?$",
      description: "an address without user, query and fragment",
    },
    serverUrl: { type: "string", pattern: "^https?://[^/?#@]+$", description: "an address without path" },
    organization: {
      type: "object",
      additionalProperties: false,
      required: ["login", "id"],
      properties: { login: slug, id },
    },
    app: {
      type: "object",
      additionalProperties: false,
      required: ["id", "keyFrom"],
      properties: { id, keyFrom: secretVariable },
    },
    /** The variable of the server's environment that holds a token, instead of an App. */
    tokenFrom: secretVariable,
    deadlineSeconds: { type: "integer", minimum: 5, maximum: 300 },
    teams: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["slug", "id"],
        properties: { slug, id },
      },
    },
    /** A person's own role in a repository, by resource. */
    repositories: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["name", "id", "role"],
        properties: { name: slug, id, role: { enum: ["read", "triage", "write", "maintain"] } },
      },
    },
    /** Roles of the organisation that read, by resource. */
    organizationRoles: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["name", "id"],
        properties: { name: { type: "string", minLength: 1, maxLength: 255 }, id },
      },
    },
    /** Required reviewers of deployment environments, by resource. */
    environments: {
      type: "object",
      propertyNames: entryName,
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["repository", "repositoryId", "environment", "id"],
        properties: {
          repository: slug,
          repositoryId: id,
          environment: { type: "string", minLength: 1, maxLength: 255 },
          id,
        },
      },
    },
  },
} as const;

/** The fields that offer access. */
export const KINDS = ["teams", "repositories", "organizationRoles", "environments"] as const;

export type GithubEntry = FromSchema<typeof githubSchema>;

export type Credentials =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "app"; readonly appId: number; readonly privateKey: string };

/** An entry with its secret and its defaults. */
export interface GithubConfiguration extends Pick<GithubEntry, "organization" | (typeof KINDS)[number]> {
  readonly name: string;
  readonly credentials: Credentials;
  /** Default: github.com's. */
  readonly apiUrl?: string;
  /** Where people open pages. Default: https://github.com. */
  readonly serverUrl?: string;
  /** The deadline of each call of the port. Default 30. */
  readonly deadlineSeconds?: number;
  /** How long a listing may lag behind a write. Default 60. */
  readonly consistencySeconds?: number;
  readonly now: () => Date;
}
