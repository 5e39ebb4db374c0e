import type { FromSchema } from "json-schema-to-ts";
import { NOTICE_KINDS } from "../core/plan/notices.ts";
import { namePattern, secretVariable } from "../providers/adapter/entry-schema.ts";

/** A single address without a display name: a list of several would be split. */
const mailPattern = '[^\\s@<>(),;:"\\\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?';
const slackPattern = "[UWS][A-Z0-9]{1,30}";
const roles = "approvers|subject|requester";

const mail = {
  type: "string",
  pattern: `^${mailPattern}$`,
  description: "one mail address, such as security@acme.example",
} as const;
const upn = {
  type: "string",
  pattern: `^${mailPattern}$`,
  description: "a user principal name, such as carol@acme.example",
} as const;
const slackId = {
  type: "string",
  pattern: `^${slackPattern}$`,
  description: "the id of a Slack user or user group, such as U024BE7LH",
} as const;

const channelName = {
  type: "string",
  pattern: namePattern,
  description: "a name of small letters, digits, - and _, such as leads",
} as const;

const listOf = <const Item>(items: Item) => ({ type: "array", minItems: 1, items }) as const;

const audienceOf = (address: string, description: string) =>
  ({
    type: "array",
    minItems: 1,
    items: { type: "string", pattern: `^(?:${roles}|${address})$`, description },
  }) as const;

const tell = listOf({ enum: NOTICE_KINDS });

const rulesWith = <const Fields extends object, const Required extends readonly string[]>(
  fields: Fields,
  required: Required,
) =>
  listOf({
    type: "object",
    additionalProperties: false,
    required: ["tell", ...required],
    properties: { tell, ...fields },
  });

const way = {
  networks: {
    type: "array",
    items: { type: "string" },
    description: "the private networks that the address may be in, such as 10.20.0.0/16",
  },
  authoritiesFrom: secretVariable,
} as const;

const slack = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "urlFrom", "rules"],
  properties: {
    ...{ name: channelName, kind: { const: "slack" }, urlFrom: secretVariable, ...way },
    rules: rulesWith(
      { mention: audienceOf(slackPattern, "approvers, subject, requester or a Slack id") },
      [],
    ),
  },
} as const;

const teams = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "urlFrom", "rules"],
  properties: {
    ...{ name: channelName, kind: { const: "teams" }, urlFrom: secretVariable, ...way },
    rules: rulesWith(
      { mention: audienceOf(mailPattern, "approvers, subject, requester or a user principal name") },
      [],
    ),
  },
} as const;

const mailChannel = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "host", "from", "rules"],
  dependencies: { user: ["passwordFrom"], passwordFrom: ["user"] },
  properties: {
    ...{ name: channelName, kind: { const: "mail" }, ...way },
    host: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$",
      description: "the name of the SMTP server",
    },
    port: { type: "integer", minimum: 1, maximum: 65_535 },
    tls: { enum: ["starttls", "implicit"] },
    user: { type: "string", minLength: 1 },
    passwordFrom: secretVariable,
    from: mail,
    rules: rulesWith({ to: audienceOf(mailPattern, "approvers, subject, requester or a mail address") }, [
      "to",
    ]),
  },
} as const;

const webhook = {
  type: "object",
  additionalProperties: false,
  required: ["name", "kind", "url", "secretFrom", "rules"],
  properties: {
    ...{
      name: channelName,
      kind: { const: "webhook" },
      secretFrom: secretVariable,
      formerSecretFrom: secretVariable,
      ...way,
    },
    url: {
      type: "string",
      pattern: "^https?://[^\\s@#]+$",
      description: "an address without user and fragment",
    },
    rules: rulesWith({}, []),
  },
} as const;

export const channelSchemas = { slack, teams, mail: mailChannel, webhook } as const;

export type ChannelEntry<Kind extends keyof typeof channelSchemas> = FromSchema<
  (typeof channelSchemas)[Kind]
>;

const people = {
  type: "array",
  description: "where people are reached, by the numeric id of their GitHub account",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["id"],
    properties: {
      id: { type: "integer", minimum: 1 },
      login: { type: "string", description: "for readers of the configuration alone" },
      mail,
      slack: slackId,
      teams: upn,
    },
  },
} as const;

/** Each channel is validated by the schema of its kind, so that a message names the field and not ten alternatives. */
export const outerSchema = {
  type: "object",
  additionalProperties: false,
  required: ["channels"],
  properties: {
    people,
    channels: listOf({
      type: "object",
      required: ["name", "kind"],
      properties: { name: channelName, kind: { enum: ["slack", "teams", "mail", "webhook"] } },
    }),
  },
} as const;

export type NoticesEntry = FromSchema<typeof outerSchema>;

/** The whole, for editors (`schemas/notices.json`). */
export const noticesSchema = {
  ...outerSchema,
  properties: { people, channels: listOf({ anyOf: Object.values(channelSchemas) }) },
};
