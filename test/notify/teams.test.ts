// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO1: A name or a reason holds `<!channel>`, `<at>…</at>`, a Markdown link or a line break, to mention
//     people, to lead them to a page, or to add a header or a recipient to a mail.

import { AdaptiveCard, SerializationContext, Versions } from "adaptivecards";
import { expect, it } from "vitest";
import { describeMessage } from "../../src/notify/delivery/message.ts";
import { formTeamsMessage, teamsTransport } from "../../src/notify/teams.ts";
import { createRecord, createService, openChannel } from "../support/builders/channels.ts";
import { approvalNotice, testNotifier } from "./conformance.ts";

const url = new URL("https://prod.logic.example/workflows/secret");
const book = new Map([[1003, { teams: "carol@acme.example" }]]);
const linkTo = (pull: number) => `https://github.example/acme/access/pull/${pull}`;

testNotifier("teams", () => {
  const { fetch, bodies, fail } = createService(202);
  const sent = createRecord();
  const transport = teamsTransport({ url, fetch, book });
  return { open: () => openChannel(transport, sent), sent: bodies, fail, remembers: true };
});

it("is a message with one card that Microsoft's own parser reads without a complaint and without a loss", () => {
  const mentions = [{ name: "carol", upn: "carol@acme.example" }];
  const message = formTeamsMessage(describeMessage(approvalNotice(), linkTo), mentions);
  expect(message).toMatchObject({
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive" }],
  });
  const { msteams, ...card } = message.attachments[0]?.content ?? { msteams: undefined };
  const context = new SerializationContext(Versions.v1_4);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const complaints = Array.from(
    { length: context.eventCount },
    (_, index) => context.getEventAt(index)?.message,
  );
  expect(complaints).toEqual([]);
  expect(parsed.toJSON(context)).toEqual(card);
  expect(msteams?.entities).toEqual([
    { type: "mention", text: "<at>carol</at>", mentioned: { id: "carol@acme.example", name: "carol" } },
  ]);
});

it("the parser tells a card that is none", () => {
  const context = new SerializationContext(Versions.v1_4);
  new AdaptiveCard().parse({ type: "AdaptiveCard", version: "1.4", body: [{ type: "TextBlok" }] }, context);
  expect(context.eventCount).toBe(1);
});

it("mentions who may approve, by the principal names of the configuration", async () => {
  const { fetch, bodies } = createService(202);
  const rule = { tell: ["approval"] as const, roles: ["approvers"] as const, addresses: [] };
  const channel = openChannel(teamsTransport({ url, fetch, book }), createRecord(), [rule]);
  await channel.notify(1, [approvalNotice()], false);
  expect(bodies().join()).toContain('"text":"<at>carol</at>"');
  expect(bodies().join()).not.toContain("<at>dave");
});

it("NO1: what a person wrote is in text runs, which have no markup, and mentions nobody", () => {
  const hostile = "[click](https://evil.example) <at>carol</at> **b** ![x](https://evil.example/a.png)";
  const notice = approvalNotice({ reason: hostile, subject: { id: 1, login: "x</at><at>carol" } });
  const mentions = [{ name: "x</at><at>carol", upn: "x@acme.example" }];
  const [attachment] = formTeamsMessage(describeMessage(notice, linkTo), mentions).attachments;
  const body = attachment?.content.body ?? [];
  const blocks = body.flatMap((each) => ("text" in each ? [each.text] : []));
  expect(blocks).toEqual(["<at>xatatcarol</at>"]);
  const runs = JSON.stringify(body.filter((each) => "inlines" in each));
  expect(runs).not.toContain("<at>");
  expect(runs).not.toContain("://");
});
