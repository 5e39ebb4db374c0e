import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { webhookTransport } from "../../src/notify/webhook.ts";
import { createRecord, createService, openChannel } from "../support/builders/channels.ts";
import { approvalNotice, testNotifier } from "./conformance.ts";

const url = new URL("https://events.acme.example/hallpass");
const key = randomBytes(32);
const secret = `whsec_${key.toString("base64")}`;

const open = ({ fetch }: ReturnType<typeof createService>, keys = [key]) =>
  webhookTransport({ url, keys, fetch, now: () => new Date() });

testNotifier("webhook", () => {
  const service = createService(204);
  const sent = createRecord();
  const transport = open(service);
  return {
    open: () => openChannel(transport, sent),
    sent: service.bodies,
    fail: service.fail,
    remembers: true,
  };
});

it("is signed as the verifier of Standard Webhooks wants it, with both keys while they change", async () => {
  const service = createService();
  const next = randomBytes(24);
  await openChannel(open(service, [next, key]), createRecord()).notify(1, [approvalNotice()], false);
  const [{ body, headers } = { body: "", headers: {} }] = service.posts;
  const told = new Webhook(secret).verify(body, { ...headers });
  expect(new Webhook(`whsec_${next.toString("base64")}`).verify(body, { ...headers })).toEqual(told);
  expect(told).toMatchObject({
    type: "notice.approval",
    data: {
      pull: 1,
      url: "https://github.example/acme/access/pull/1",
      title: "alice asks for readonly on orders-db/orders",
      subject: { id: 1001, login: "alice" },
      approvers: [{ login: "carol" }, { login: "dave" }],
    },
  });
  expect(() =>
    new Webhook(`whsec_${randomBytes(24).toString("base64")}`).verify(body, { ...headers }),
  ).toThrow();
});

it("has the same id for the same notice, so that a receiver drops the second", async () => {
  const service = createService();
  for (const notice of [approvalNotice(), approvalNotice(), approvalNotice({ head: "b" })])
    await openChannel(open(service), createRecord()).notify(1, [notice], true);
  const [first, second, other] = service.posts.map(({ headers }) => headers["webhook-id"]);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});
