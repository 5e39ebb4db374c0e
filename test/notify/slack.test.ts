// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO1: A name or a reason holds `<!channel>`, `<at>…</at>`, a Markdown link or a line break, to mention
//     people, to lead them to a page, or to add a header or a recipient to a mail.
//   NO4: A reason holds a password, or a service's error repeats the address of a webhook.

import type { KnownBlock } from "@slack/types";
import { expect, it } from "vitest";
import { describeMessage } from "../../src/notify/delivery/message.ts";
import { formSlackMessage, slackTransport } from "../../src/notify/slack.ts";
import { createRecord, createService, openChannel } from "../support/builders/channels.ts";
import { approvalNotice, testNotifier } from "./conformance.ts";

const url = new URL("https://hooks.slack.example/services/T0/B0/secret");
const book = new Map([[1003, { slack: "U024BE7LH" }]]);
const linkTo = (pull: number) => `https://github.example/acme/access/pull/${pull}`;
const hostile = "<!channel> <!here> <https://evil.example|click> @channel <@U1> :tada: *b* ```x```";

testNotifier("slack", () => {
  const { fetch, bodies, fail } = createService();
  const sent = createRecord();
  const transport = slackTransport({ url, fetch, book });
  return { open: () => openChannel(transport, sent), sent: bodies, fail, remembers: true };
});

it("is a Block Kit message with a button that opens the review, and mentions who may approve", async () => {
  const { fetch, posts } = createService();
  const rule = { tell: ["approval"] as const, roles: ["approvers"] as const, addresses: ["S0123"] };
  const channel = openChannel(slackTransport({ url, fetch, book }), createRecord(), [rule]);
  await channel.notify(1, [approvalNotice()], false);
  const [post] = posts;
  expect(post?.url).toBe(url.href);
  expect(JSON.parse(post?.body ?? "")).toEqual({
    text: "alice asks for readonly on orders-db/orders",
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", emoji: false, text: "alice asks for readonly on orders-db/orders" },
      },
      {
        type: "section",
        fields: [
          { type: "plain_text", emoji: false, text: "What\nreadonly on orders-db/orders" },
          { type: "plain_text", emoji: false, text: "For\n2 hours" },
          { type: "plain_text", emoji: false, text: "Reason\nStuck refunds" },
          { type: "plain_text", emoji: false, text: "May approve\ncarol, dave" },
        ],
      },
      {
        type: "section",
        text: { type: "mrkdwn", verbatim: true, text: "<@U024BE7LH> <!subteam^S0123>" },
      },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            text: { type: "plain_text", emoji: false, text: "Review on GitHub" },
            url: "https://github.example/acme/access/pull/1",
            action_id: "open",
          },
        ],
      },
    ],
  });
});

it("has the types and the lengths that Slack takes", () => {
  const long = "x".repeat(5000);
  const entitlements = Array.from({ length: 50 }, () => ({
    provider: "p",
    resource: "r".repeat(60),
    role: "o",
  }));
  const message = formSlackMessage(describeMessage(approvalNotice({ reason: long, entitlements }), linkTo));
  // Checked by the compiler against Slack's own types.
  const blocks: readonly KnownBlock[] = message.blocks;
  for (const block of blocks) {
    if (block.type === "header") expect(block.text.text.length).toBeLessThanOrEqual(150);
    if (block.type !== "section") continue;
    expect(block.fields?.length ?? 0).toBeLessThanOrEqual(10);
    for (const { text } of block.fields ?? []) expect(text.length).toBeLessThanOrEqual(2000);
  }
});

it("NO1: what a person wrote mentions nobody, links nowhere and has no markup", () => {
  const notice = approvalNotice({ reason: hostile, subject: { id: 1, login: hostile } });
  const text = JSON.stringify(formSlackMessage(describeMessage(notice, linkTo)));
  expect(text).not.toMatch(/<[!@#h]/u);
  expect(text).not.toMatch(/@(?:channel|here|everyone)/u);
  expect(text).not.toContain('"mrkdwn"');
});

it("NO4: throws with the host and the status, never with the address or the answer", async () => {
  const { fetch, fail } = createService();
  fail(true);
  const channel = openChannel(slackTransport({ url, fetch, book }), createRecord());
  const error = await channel.notify(1, [approvalNotice()], false).catch((each: Error) => each.message);
  expect(error).toBe("chat: 1 messages were not sent. The first: hooks.slack.example answered 503.");
});
