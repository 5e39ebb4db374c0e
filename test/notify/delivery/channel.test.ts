import { expect, it } from "vitest";
import type { Concerned, Notice } from "../../../src/core/plan/notices.ts";
import { createChannel, type Delivery } from "../../../src/notify/delivery/channel.ts";
import { describeMessage, type Message } from "../../../src/notify/delivery/message.ts";
import type { Audience, Rule } from "../../../src/notify/delivery/routes.ts";
import { createRecord } from "../../support/builders/channels.ts";
import {
  approvalNotice,
  expiredNotice,
  grantedNotice,
  refusedNotice,
  reminderNotice,
  waitingNotice,
} from "../conformance.ts";

const alice = { id: 1001, login: "alice" };
const author: Concerned = { subject: { id: 7, login: "author" }, approvers: [] };

/** A channel that notes to whom each message went, and fails for some. */
function createWorld(rules: readonly Rule[], failing: readonly string[] = []) {
  const sent = createRecord();
  const told: string[] = [];
  const asked: number[] = [];
  const prepare = ({ kind }: Message, { people, addresses }: Audience): Delivery[] =>
    [...people.map(({ login }) => login), ...addresses].map((address) => ({
      address,
      async send() {
        if (failing.includes(address)) throw new Error("503");
        told.push(`${kind} ${address}`);
      },
    }));
  const open = () =>
    createChannel(
      {
        ...{ name: "chat", rules, sent },
        linkTo: (pull) => `u/${pull}`,
        findConcerned: async (pull) => {
          asked.push(pull);
          return author;
        },
      },
      { prepare },
    );
  return { told, asked, open };
}

const rule = (tell: Rule["tell"], roles: Rule["roles"], addresses: readonly string[] = []): Rule => ({
  ...{ tell, roles, addresses },
});

it("tells each kind to the people and addresses of its rules, each once", async () => {
  const { told, open } = createWorld([
    rule(["approval"], ["approvers"], ["room"]),
    rule(["approval", "granted"], ["subject", "requester"], ["room"]),
  ]);
  const granted: Notice = {
    ...grantedNotice,
    concerned: { subject: alice, requester: { id: 9, login: "bot" }, approvers: [] },
  };
  await open().notify(1, [approvalNotice(), granted, waitingNotice], false);
  expect(told).toEqual([
    ...["approval carol", "approval dave", "approval alice", "approval room"],
    ...["granted alice", "granted bot", "granted room"],
  ]);
});

it("tells of emergencies who hears of grants, and reminds who is asked for approvals", async () => {
  const { told, open } = createWorld([
    rule(["granted"], [], ["room"]),
    rule(["approval"], ["approvers"]),
    rule(["ended"], [], ["hall"]),
  ]);
  const emergency = { ...grantedNotice, emergency: true } as Notice;
  await open().notify(1, [emergency, reminderNotice, expiredNotice], false);
  expect(told).toEqual(["break-glass room", "reminder carol"]);
});

it("tells a digest to the leads alone: it has no subject, and nobody is asked for one", async () => {
  const { told, asked, open } = createWorld([
    rule(["digest"], ["approvers", "subject", "requester"], ["room"]),
  ]);
  const digest: Notice = {
    ...{ kind: "digest", pull: 0, id: "digest 2026-11-20 leads", team: "leads", day: "2026-11-20" },
    approvers: [{ id: 1003, login: "carol" }],
    access: [],
  };
  await open().notify(0, [digest], false);
  expect(told).toEqual(["digest carol", "digest room"]);
  expect(asked).toEqual([]);
});

it("asks for the people of a request only where nothing names them and a rule wants them", async () => {
  const { told, asked, open } = createWorld([
    rule(["refused"], ["subject"]),
    rule(["waiting"], [], ["room"]),
  ]);
  await open().notify(3, [{ ...refusedNotice("a"), pull: 3 }, waitingNotice, approvalNotice()], false);
  expect(told).toEqual(["refused author", "waiting room"]);
  expect(asked).toEqual([3]);
});

it("tries every delivery, and later those that failed, also in the next process", async () => {
  const failing = ["carol"];
  const { told, open } = createWorld([rule(["approval"], ["approvers"])], failing);
  const first = open().notify(1, [approvalNotice()], false);
  await expect(first).rejects.toThrow("chat: 1 messages were not sent. The first: 503");
  expect(told).toEqual(["approval dave"]);
  failing.pop();
  await open().notify(1, [approvalNotice()], true);
  expect(told).toEqual(["approval dave", "approval carol"]);
  await open().notify(1, [approvalNotice()], true);
  expect(told).toHaveLength(2);
});

it("remembers hashes, and no name", async () => {
  const sent = createRecord();
  const channel = createChannel(
    {
      ...{ name: "chat", sent, rules: [rule(["approval"], ["approvers"])] },
      ...{ linkTo: () => "u", findConcerned: async () => undefined },
    },
    { prepare: () => [{ address: "carol@acme.example", send: async () => undefined }] },
  );
  await channel.notify(1, [approvalNotice()], false);
  expect([...sent.keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/u)]);
});

it("says of a refusal why, in words, and what to do", () => {
  const refused = refusedNotice("a");
  if (refused.kind !== "access" || refused.entry.kind !== "refused") throw new Error("That is no refusal.");
  const reasons = [
    { code: "TOO_LONG", says: "9h is longer than the 8h allowed.", fix: "Ask for 8h or less." },
  ];
  const refusal = { ...refused.entry.refusal, codes: ["TOO_LONG", "MERGED_TOO_LATE"], reasons };
  const { facts } = describeMessage({ ...refused, entry: { ...refused.entry, refusal } }, () => "u");
  expect(facts.map(({ value }) => value)).toEqual([
    "9h is longer than the 8h allowed. Ask for 8h or less. (TOO_LONG)",
    "its time was over before Hallpass could grant it (MERGED_TOO_LATE)",
    expect.stringContaining("ask again with a new file"),
  ]);
});
