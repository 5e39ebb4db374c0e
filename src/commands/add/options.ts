import { accountSources } from "../../core/setup/accounts.ts";
import { templateNames } from "../../core/setup/templates.ts";
import { jsonOption } from "../input/options.ts";
import type { Values } from "../runner/command.ts";

export const options = {
  repository: {
    type: "string",
    value: "OWNER/NAME",
    meaning: "the access repository",
    unset: "HALLPASS_REPOSITORY of the environment, or of the file of --env",
  },
  env: {
    type: "string",
    value: "FILE",
    meaning: "the server's configuration; add provider adds the lines that it lacks",
    unset: "hallpass.env",
  },
  offline: {
    type: "string",
    value: "FOLDER",
    meaning: "ask GitHub nothing, and write into this clone of the access repository",
  },
  id: {
    type: "string",
    multiple: true,
    value: "NAME=NUMBER",
    meaning: "with --offline: the numeric id of a team or a person",
  },
  folder: {
    type: "string",
    value: "FOLDER",
    meaning: "team, provider: the folder of access-requests/",
    unset: "the team's name; provider: asked",
  },
  requesters: {
    type: "string",
    value: "TEAM",
    meaning: "provider: who asks",
    unset: "as the folder's policies say",
  },
  approvers: {
    type: "string",
    value: "TEAM",
    meaning: "team, provider: who approves there",
    unset: "asked; provider: as the folder's policies say",
  },
  adapter: { type: "string", value: "NAME", meaning: "provider: the kind of system, such as postgres" },
  set: {
    type: "string",
    multiple: true,
    value: "FIELD=VALUE",
    meaning:
      "provider: a field of its entry, such as host=db.internal or resources.orders.database=orders; never a secret",
    unset: "asked",
  },
  template: {
    type: "string",
    value: "NAME",
    meaning: "team, provider: what the access is for, which sets the longest duration",
    choices: templateNames,
    unset: "asked",
  },
  provider: { type: "string", value: "NAME", meaning: "team: the provider of the access", unset: "asked" },
  resource: { type: "string", value: "NAME", meaning: "team, provider: the resource", unset: "asked" },
  role: { type: "string", value: "NAME", meaning: "team, provider: the role", unset: "asked" },
  accounts: {
    type: "string",
    value: "WHICH",
    meaning:
      "login: a person's account is the GitHub login; nameId, scimUserName: that name of the SAML identity, where GitHub shows it to you; none: you fill it in later",
    choices: accountSources,
    unset: "asked",
  },
  as: {
    type: "string",
    multiple: true,
    value: "PROVIDER=ACCOUNT",
    meaning: "person: the account at a provider; it wins over --accounts",
  },
  yes: { type: "boolean", meaning: "do it without asking" },
  "dry-run": { type: "boolean", meaning: "print the plan, and do nothing" },
  json: jsonOption,
} as const;

export type Given = Values<typeof options>;
