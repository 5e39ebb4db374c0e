import type { FromSchema } from "json-schema-to-ts";
import { namePattern } from "../adapter/entry-schema.ts";

const id = { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER } as const;
const variable = { type: "string", pattern: "^[A-Z][A-Z0-9_]*$" } as const;
const slug = { type: "string", pattern: "^[A-Za-z0-9_.-]{1,255}$" } as const;

/** The fields of an entry in the server's provider configuration. Names are for people; GitHub's ids decide. */
export const githubSchema = {
  type: "object",
  additionalProperties: false,
  required: ["organization"],
  properties: {
    apiUrl: { type: "string", pattern: "^https?://[^/?#@]+(/[^?#]*)?$" },
    serverUrl: { type: "string", pattern: "^https?://[^/?#@]+$" },
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
      properties: { id, keyFrom: variable },
    },
    /** The variable of the server's environment that holds a token, instead of an App. */
    tokenFrom: variable,
    deadlineSeconds: { type: "integer", minimum: 5, maximum: 300 },
    teams: {
      type: "object",
      propertyNames: { pattern: namePattern },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["slug", "id"],
        properties: { slug, id },
      },
    },
  },
} as const;

export type GithubEntry = FromSchema<typeof githubSchema>;

export type Credentials =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "app"; readonly appId: number; readonly privateKey: string };

/** An entry with its secret and its defaults. */
export interface GithubConfiguration extends Pick<GithubEntry, "organization" | "teams"> {
  readonly name: string;
  readonly credentials: Credentials;
  /** Default: github.com's. */
  readonly apiUrl?: string;
  /** Where people open pages. Default: https://github.com. */
  readonly serverUrl?: string;
  /** The deadline of each call of the port. Default 30. */
  readonly deadlineSeconds?: number;
  readonly now: () => Date;
}
