import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseNotices } from "../../src/configuration/notices.ts";
import { noticesSchema } from "../../src/configuration/notices-schema.ts";

const secrets = {
  SLACK_LEADS_URL: "https://hooks.slack.com/services/T0/B0/x",
  TEAMS_URL: "https://prod.logic.azure.com/workflows/x",
  SMTP_PASSWORD: "geheim",
  EVENTS_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
};

const page = readFileSync(new URL("../../docs/notifiers.md", import.meta.url), "utf8");
const example = /```yaml\n(people:[\s\S]*?)```/u.exec(page)?.[1] ?? "";

const slack = (fields: string): string =>
  `channels: [{ name: leads, kind: slack, urlFrom: SLACK_LEADS_URL, rules: [{ tell: [approval] }], ${fields} }]`;

describe("HALLPASS_NOTICES", () => {
  it("reads the example of docs/notifiers.md, which the published schema accepts too", () => {
    const { people, channels } = parseNotices(example, secrets);
    expect(people.get(1003)).toMatchObject({ mail: "carol@acme.example", slack: "U024BE7LH" });
    expect(channels.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "leads slack",
      "leads-teams teams",
      "mail mail",
      "events webhook",
    ]);
    expect(channels[0]?.rules[0]).toEqual({ tell: ["approval"], roles: ["approvers"], addresses: [] });
    expect(channels[2]).toMatchObject({
      port: 587,
      tls: "starttls",
      login: { user: "hallpass", pass: "geheim" },
    });
    const validate = new Ajv({ strict: false }).compile(noticesSchema);
    expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ["a kind that there is not", "channels: [{ name: a, kind: pager }]", "kind"],
    ["an unknown notice", slack("networks: []").replace("approval", "everything"), "tell"],
    [
      "a mention of a whole channel",
      slack("").replace("tell: [approval]", 'tell: [approval], mention: ["!here"]'),
      "mention",
    ],
    [
      "a missing variable",
      slack("").replace("SLACK_LEADS_URL", "OTHER_URL"),
      "the variable OTHER_URL is not set",
    ],
    [
      "two channels of one name",
      slack("").replace(/ \}\]$/u, " }, { name: leads, kind: slack }]"),
      '"leads" is used twice',
    ],
    ["a network that is none", slack("networks: [home]"), '"home" is no network'],
    [
      "a mail for two",
      "channels: [{ name: m, kind: mail, host: h, from: 'a@b.example,c@d.example', rules: [{ tell: [ended], to: [subject] }] }]",
      "from",
    ],
    [
      "a line break in an address",
      'channels: [{ name: m, kind: mail, host: h, from: a@b.example, rules: [{ tell: [ended], to: ["a@b.example\\nbcc: c@d"] }] }]',
      "to",
    ],
    [
      "a user without a password",
      "channels: [{ name: m, kind: mail, host: h, user: u, from: a@b.example, rules: [{ tell: [ended], to: [subject] }] }]",
      "passwordFrom",
    ],
    [
      "a webhook's weak secret",
      "channels: [{ name: w, kind: webhook, url: 'https://a.example', secretFrom: SMTP_PASSWORD, rules: [{ tell: [ended] }] }]",
      "no secret of Standard Webhooks",
    ],
    [
      "plain http",
      "channels: [{ name: w, kind: webhook, url: 'http://a.example', secretFrom: EVENTS_SECRET, rules: [{ tell: [ended] }] }]",
      "not one of https",
    ],
  ])("refuses %s, and says where", (_, text, words) => {
    const fail = () => parseNotices(text, secrets);
    expect(fail).toThrow(words);
    expect(fail).not.toThrow("geheim");
  });

  it("quotes no address that is a secret", () => {
    const wrong = { SLACK_LEADS_URL: "hooks.slack.com/services/T0/B0/verysecret" };
    const fail = () => parseNotices(slack(""), wrong);
    expect(fail).toThrow("HALLPASS_NOTICES/channels/0/urlFrom");
    expect(fail).not.toThrow("verysecret");
  });
});
