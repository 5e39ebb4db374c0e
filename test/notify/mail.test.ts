// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO1: A name or a reason holds `<!channel>`, `<at>…</at>`, a Markdown link or a line break, to mention
//     people, to lead them to a page, or to add a header or a recipient to a mail.
//   NO2: A person between Hallpass and the mail server strips STARTTLS, or shows another certificate.
//   NO3: The name of a channel's host leads into the internal network, or its service answers with a
//     redirect.
//   NO4: A reason holds a password, or a service's error repeats the address of a webhook.

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeMessage } from "../../src/notify/delivery/message.ts";
import { formMail, type MailOptions, mailTransport } from "../../src/notify/mail.ts";
import { listNetworks } from "../../src/outbound/address.ts";
import { createRecord, everything, openChannel } from "../support/builders/channels.ts";
import { startMailServer } from "../support/mail-server.ts";
import { approvalNotice, testNotifier } from "./conformance.ts";

const login = { user: "hallpass", pass: "sehr-geheim" };
const book = new Map([
  [1003, { mail: "carol@acme.example" }],
  [1001, { mail: "alice@acme.example" }],
]);
const rule = { ...everything, addresses: ["security@acme.example"] };

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer({ login });
});
afterAll(() => server.stop());
afterEach(() => {
  server.mails.splice(0);
  server.fail(false);
});

const optionsFor = (of: { readonly port: number; readonly ca: string }): MailOptions => ({
  ...{ host: "localhost", port: of.port, ca: of.ca, tls: "starttls", login, from: "hallpass@acme.example" },
  networks: listNetworks(["127.0.0.0/8", "::1/128"]),
  book,
});

const send = (options: Partial<MailOptions> = {}, notice = approvalNotice()) =>
  openChannel(mailTransport({ ...optionsFor(server), ...options }), createRecord(), [rule]).notify(
    1,
    [notice],
    false,
  );

testNotifier("mail", () => {
  const sent = createRecord();
  server.mails.splice(0);
  server.fail(false);
  return {
    open: () => openChannel(mailTransport(optionsFor(server)), sent, [rule]),
    sent: () => server.mails.map(({ text }) => text),
    fail: server.fail,
    remembers: true,
  };
});

describe("A mail", () => {
  it("goes over TLS, logged in, to each address once, as text with a link", async () => {
    const people = { ...rule, roles: ["approvers", "subject"] as const };
    const channel = openChannel(mailTransport(optionsFor(server)), createRecord(), [people]);
    await channel.notify(1, [approvalNotice()], false);
    expect(server.mails.map(({ to }) => to)).toEqual([
      ["carol@acme.example"],
      ["alice@acme.example"],
      ["security@acme.example"],
    ]);
    const [mail] = server.mails;
    expect(mail).toMatchObject({ secure: true, user: "hallpass", from: "hallpass@acme.example" });
    for (const part of [
      "Subject: [Hallpass] alice asks for readonly on orders-db/orders",
      "Auto-Submitted: auto-generated",
      "Content-Type: text/plain",
      "Reason: Stuck refunds",
      "Review on GitHub: https://github.example/acme/access/pull/1",
    ])
      expect(mail?.text).toContain(part);
  });

  it("is sent again only to the address that failed", async () => {
    const sent = createRecord();
    const transport = mailTransport(optionsFor(server));
    const both = { ...everything, addresses: ["a@acme.example", "b@acme.example"] };
    await openChannel(transport, sent, [{ ...both, addresses: ["a@acme.example"] }]).notify(
      1,
      [approvalNotice()],
      false,
    );
    await openChannel(transport, sent, [both]).notify(1, [approvalNotice()], true);
    expect(server.mails.flatMap(({ to }) => to)).toEqual(["a@acme.example", "b@acme.example"]);
  });

  it("is not tried again where the server has no such mailbox, and is tried where it is busy", async () => {
    const sent = createRecord();
    const channel = openChannel(mailTransport(optionsFor(server)), sent, [
      { ...everything, addresses: ["nobody@acme.example", "security@acme.example"] },
    ]);
    await expect(channel.notify(1, [approvalNotice()], false)).rejects.toThrow("EENVELOPE 550");
    expect(server.mails.map(({ to }) => to)).toEqual([["security@acme.example"]]);
    await channel.notify(1, [approvalNotice()], true);
    expect(server.mails).toHaveLength(1);
    server.fail(true);
    await expect(channel.notify(1, [approvalNotice({ head: "b" })], false)).rejects.toThrow("451");
    server.fail(false);
    await expect(channel.notify(1, [approvalNotice({ head: "b" })], true)).rejects.toThrow("550");
    expect(server.mails).toHaveLength(2);
  });

  it("NO2: is not sent to a server without TLS, or with another certificate", async () => {
    const plain = await startMailServer({ tls: "none" });
    try {
      await expect(send({ port: plain.port, ca: plain.ca })).rejects.toThrow(
        "localhost did not take a mail: ",
      );
      expect(plain.mails).toEqual([]);
      const other = await startMailServer();
      await other.stop();
      await expect(send({ ca: other.ca })).rejects.toThrow("did not take a mail");
      expect(server.mails).toEqual([]);
    } finally {
      await plain.stop();
    }
  });

  it("is sent over TLS from the first byte where the configuration says so", async () => {
    const implicit = await startMailServer({ tls: "implicit", login });
    try {
      await send({ ...optionsFor(implicit), tls: "implicit" });
      expect(implicit.mails).toMatchObject([{ secure: true, to: ["security@acme.example"] }]);
    } finally {
      await implicit.stop();
    }
  });

  it("NO3: goes to no private address that the configuration does not list", async () => {
    await expect(send({ networks: listNetworks([]) })).rejects.toThrow(
      "is not public, and `networks` does not list it",
    );
    expect(server.mails).toEqual([]);
  });

  it("NO1: gets no header, recipient or link from what a person wrote", async () => {
    const hostile = "x\r\nBcc: eve@evil.example\r\n\r\nhttps://evil.example @all";
    const notice = approvalNotice({ reason: hostile, subject: { id: 1001, login: hostile } });
    await send({}, notice);
    const [{ raw, text, to } = { raw: "", text: "", to: [] }] = server.mails;
    expect(to).toEqual(["security@acme.example"]);
    const [head = ""] = raw.split("\r\n\r\n");
    expect(head).not.toMatch(/^bcc:/imu);
    expect(text).not.toContain("https://evil.example");
    const mail = formMail(
      describeMessage(notice, () => "u"),
      "hallpass@acme.example",
      "a@acme.example",
    );
    expect(mail.subject).not.toMatch(/[\r\n]/u);
  });

  it("NO4: has no secret in it, and its failure says none", async () => {
    const reason = "use password=hunter2Hunter2xyz and ghp_abcdefghijklmnopqrstuvwxyz0123456789";
    await send({}, approvalNotice({ reason }));
    expect(server.mails[0]?.text).not.toMatch(/hunter2|ghp_/u);
    server.fail(true);
    const error = await send().catch((each: Error) => each.message);
    expect(error).toMatch(/localhost did not take a mail: \w+ 451\.$/u);
    const wrong = await send({ login: { user: "hallpass", pass: "falsch-geheim" } }).catch(
      (each: Error) => each.message,
    );
    expect(wrong).not.toContain("geheim");
  });
});
