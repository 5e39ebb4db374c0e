import type { FromSchema } from "json-schema-to-ts";
import { type Parsed, parseDocument } from "../document/document.ts";
import {
  buildValidator,
  folderName,
  githubId,
  personLogin,
  providerName,
  resourceName,
  roleName,
} from "../document/schema.ts";
import { accountSources } from "./accounts.ts";
import { templateNames } from "./templates.ts";

const teamSlug = {
  type: "string",
  pattern: "^[a-z0-9_][a-z0-9_-]{0,99}$",
  description: "A team's name in URLs: lower-case letters, digits, - and _",
  examples: ["payments-leads"],
} as const;

/** What `hallpass init` asks about a new access repository. */
const answersSchema = {
  title: "Answers for hallpass init",
  description:
    "What hallpass init asks. A file of these answers makes the same access repository again, also without GitHub.",
  type: "object",
  additionalProperties: false,
  required: ["repository", "rules", "folders", "offers"],
  properties: {
    repository: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$",
      description: "The access repository, as owner/name",
      examples: ["acme/access"],
    },
    rules: {
      ...teamSlug,
      description: "The team that approves changes of policies, CODEOWNERS and settings",
    },
    folders: {
      type: "array",
      description: "The folders of access-requests/: a list of { name, requesters, approvers }",
      minItems: 1,
      maxItems: 50,
      items: {
        type: "object",
        description: "One folder: { name, requesters, approvers }",
        additionalProperties: false,
        required: ["name", "requesters", "approvers"],
        properties: {
          name: folderName,
          requesters: { ...teamSlug, description: "The team that asks here" },
          approvers: { ...teamSlug, description: "The team that approves here" },
        },
        examples: [{ name: "payments", requesters: "payments", approvers: "payments-leads" }],
      },
    },
    offers: {
      type: "array",
      description: "The access on offer: a list of { folder, template, provider, resource, role }",
      minItems: 1,
      maxItems: 100,
      items: {
        type: "object",
        description: "One role on one resource: { folder, template, provider, resource, role }",
        additionalProperties: false,
        required: ["folder", "template", "provider", "resource", "role"],
        properties: {
          folder: folderName,
          template: {
            type: "string",
            enum: templateNames,
            description: "What it is for: it sets the longest duration",
          },
          provider: providerName,
          resource: resourceName,
          role: roleName,
        },
        examples: [
          {
            folder: "payments",
            template: "debugging",
            provider: "orders-db",
            resource: "orders",
            role: "readonly",
          },
        ],
      },
    },
    accounts: {
      type: "string",
      enum: accountSources,
      description:
        "Each person's account at each provider is the GitHub login (login), or the nameId or scimUserName of the SAML identity; none, if not given: you fill them in",
    },
    teams: {
      type: "object",
      description: "The ids of the teams, where GitHub is not asked: { slug: id }",
      propertyNames: teamSlug,
      additionalProperties: githubId,
    },
    people: {
      type: "object",
      description: "The ids of the people, where GitHub is not asked: { login: id }",
      propertyNames: personLogin,
      additionalProperties: githubId,
    },
  },
} as const;

export type Answers = FromSchema<typeof answersSchema>;

const validate = buildValidator<Answers>(answersSchema);

export const parseAnswers = (source: string, file: string): Parsed<Answers> =>
  parseDocument(validate, source, file);
