import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createContext } from "../../../src/providers/context.ts";
import { webhookAdapter } from "../../../src/providers/webhook/adapter.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const entry = {
  ...{ url: "https://contracts.example/hallpass", secretFrom: "SECRET" },
  resources: { merger: ["reader"] },
};
const open = (changes: object, secrets: Record<string, string> = { SECRET: secret }) =>
  webhookAdapter.open(
    { ...entry, ...changes },
    createContext("contracts", 0, secrets, { now: () => new Date() }),
  );

describe("the entry of a webhook", () => {
  it.each([
    {},
    { url: "http://127.0.0.1:8080/", networks: ["127.0.0.0/8"] },
    { url: "http://localhost:8080/", networks: ["127.0.0.0/8", "::1/128"] },
    { url: "http://[::1]:8080/" },
    { deadlineSeconds: 300, consistencySeconds: 60, offers: ["activity", "forget"] },
  ])("may have %j", (changes) => {
    expect(open(changes).name).toBe("contracts");
  });

  it.each<[object, string]>([
    [{ url: "http://contracts.example/" }, '/url: "http://contracts.example/" is not encrypted. Use https'],
    [{ url: "http://10.0.0.1/" }, "is not encrypted"],
    [{ url: "http://127.0.0.1.example/" }, "is not encrypted"],
    [{ url: "https://" }, "/url"],
    [{ url: "https://[::1/" }, "is no URL"],
    [{ url: "https://user:hunter2@contracts.example/" }, "/url"],
    [{ url: "ftp://contracts.example/" }, "/url"],
    [{ url: "https://contracts.example/#top" }, "/url"],
    [{ networks: ["10.0.0.0"] }, '/networks: "10.0.0.0" is no network. Write one as 10.20.0.0/16.'],
    [{ secretFrom: undefined }, "secretFrom"],
    [{ formerSecretFrom: "OTHER" }, "the variable OTHER is not set"],
    [{ authoritiesFrom: "OTHER" }, "the variable OTHER is not set"],
    [{ deadlineSeconds: 301 }, "/deadlineSeconds"],
    [{ nativeExpiry: "enforced" }, "/nativeExpiry"],
    [{ offers: ["payroll"] }, "/offers/0"],
    [{ connect: {} }, "/connect"],
    [{ connect: { link: "http://contracts.example/" } }, "/connect/link"],
    [{ connect: { link: "javascript:alert(1)" } }, "/connect/link"],
    [{ connect: { command: "a\nb" } }, "/connect/command"],
    [{ resources: {} }, "/resources"],
    [{ resources: { "a b": ["reader"] } }, "/resources"],
    [{ headers: { authorization: "x" } }, '"headers" is not known here'],
  ])("has no %j", (changes, message) => {
    expect(() => open(changes)).toThrow(message);
  });

  it("takes a secret of Standard Webhooks alone, and shows it in no error", () => {
    expect(() => open({}, { SECRET: "hunter2" })).toThrow(/SECRET is no secret of Standard Webhooks/u);
    expect(() => open({}, { SECRET: "hunter2" })).not.toThrow(/hunter2/u);
  });
});
