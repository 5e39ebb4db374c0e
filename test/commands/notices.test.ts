import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { capture } from "./clone.ts";

const { privateKey: appKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const { privateKey: ledgerKey } = generateKeyPairSync("ed25519");

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.stop());

const channelsWith = (port: number) => ({
  people: [{ id: 1003, login: "carol", mail: "carol@acme.example" }],
  channels: [
    {
      ...{ name: "mail", kind: "mail", host: "localhost", port, from: "hallpass@acme.example" },
      ...{ authoritiesFrom: "MAIL_CA", networks: ["127.0.0.0/8", "::1/128"] },
      rules: [{ tell: ["overdue"], to: ["approvers", "security@acme.example"] }],
    },
  ],
});

const stub = (values: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
};

beforeEach(() => {
  server.mails.splice(0);
  stub({
    ...{ APP_ID: "7001", WEBHOOK_SECRET: "0123456789abcdef0123456789abcdef" },
    PRIVATE_KEY: appKey.export({ type: "pkcs1", format: "pem" }).toString(),
    HALLPASS_LEDGER_KEY: ledgerKey.export({ type: "pkcs8", format: "pem" }).toString(),
    ...{ HALLPASS_REPOSITORY: "acme/access", HALLPASS_REPOSITORY_ID: "5001" },
    ...{ HALLPASS_TRUSTED_COMMIT: "a".repeat(40), HALLPASS_PROVIDERS: "[]" },
    ...{ HALLPASS_NOTICES: JSON.stringify(channelsWith(server.port)), MAIL_CA: server.ca },
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hallpass notices", () => {
  it("lists what each channel tells, and to whom, and sends nothing", async () => {
    const { code, out } = await capture(main, "notices");
    expect(code).toBe(0);
    expect(out).toMatch(/mail +mail +overdue +approvers, security@acme\.example/u);
    const { out: json } = await capture(main, "notices", "--json");
    expect(JSON.parse(json)).toEqual({
      rules: [
        { channel: "mail", kind: "mail", tell: ["overdue"], to: ["approvers", "security@acme.example"] },
      ],
    });
    expect(server.mails).toEqual([]);
  });

  it("sends a test to the fixed addresses and to the person named", async () => {
    const { code, out } = await capture(main, "notices", "--test", "--person", "1003");
    expect(code).toBe(0);
    expect(out).toContain("sent, 2 messages");
    expect(server.mails.map(({ to }) => to)).toEqual([["carol@acme.example"], ["security@acme.example"]]);
    expect(server.mails[0]?.text).toContain("Subject: [Hallpass] A test of Hallpass's notices");
  });

  it("says which channel did not take it, with exit code 3", async () => {
    const port = server.port;
    stub({ HALLPASS_NOTICES: JSON.stringify(channelsWith(port)), MAIL_CA: "no certificate" });
    const { code, out } = await capture(main, "notices", "--test");
    expect(code).toBe(3);
    expect(out).toMatch(/mail +failed: localhost did not take a mail: /u);
  });

  it("says that there is nobody to send the test to, with exit code 1", async () => {
    const { channels, ...rest } = channelsWith(server.port);
    const rules = [{ tell: ["approval"], to: ["approvers"] }];
    stub({
      HALLPASS_NOTICES: JSON.stringify({ ...rest, channels: channels.map((each) => ({ ...each, rules })) }),
    });
    const { code, out } = await capture(main, "notices", "--test");
    expect(code).toBe(1);
    expect(out).toContain("nobody to send it to: give --person");
  });

  it.each([
    [["--person", "7"], {}, "HALLPASS_NOTICES has no person with this id"],
    [[], { HALLPASS_NOTICES: "" }, "HALLPASS_NOTICES is not set"],
    [[], { HALLPASS_NOTICES: "channels: []" }, "HALLPASS_NOTICES/channels"],
  ])("with %j and %j: exit 2, and says %s", async (argv, env, words) => {
    stub(env);
    const { code, err } = await capture(main, "notices", ...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
