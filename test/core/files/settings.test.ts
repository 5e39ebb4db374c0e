import { describe, expect, it } from "vitest";
import { parseSettings, principalOf, publicKeyOf, verifierOf } from "../../../src/core/files/settings.ts";

const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"a".repeat(43)} ledger@hallpass`;
const people = "[{ id: 1001, login: alice, principals: { orders-db: alice, memory: al } }]";

const write = (overrides: Partial<Record<string, string>> = {}): string =>
  Object.entries({ ledger: `{ publicKey: ${key} }`, people, ...overrides })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");

const parse = (overrides: Partial<Record<string, string>> = {}) => parseSettings(write(overrides), "s.yaml");

describe("settings", () => {
  it("hold what is not said by default", () => {
    expect(parse().value).toMatchObject({
      profile: "strict",
      merge: "automatic",
      ledger: { publicKey: key },
    });
    expect(parse({ merge: "manual" }).value?.merge).toBe("manual");
  });

  it.each([
    ["a profile that does not exist", { profile: "lax" }, "VALUE_ENUM /profile"],
    ["another way to merge", { merge: "always" }, "VALUE_ENUM /merge"],
    ["no ledger key", { ledger: undefined }, "FIELD_MISSING /ledger"],
    ["another kind of key", { ledger: "{ publicKey: ssh-rsa AAAA }" }, "VALUE_PATTERN /ledger/publicKey"],
    [
      "a key with options",
      { ledger: `{ publicKey: 'command="sh" ${key}' }` },
      "VALUE_PATTERN /ledger/publicKey",
    ],
    ["a field of later", { providers: "[]" }, "FIELD_UNKNOWN /providers"],
    [
      "an account that is none",
      { people: "[{ id: 1, login: a, principals: { p: 'x\"; drop' } }]" },
      "VALUE_PATTERN /people/0/principals/p",
    ],
    [
      "a provider that is none",
      { people: "[{ id: 1, login: a, principals: { P: x } }]" },
      "NAME_PATTERN /people/0/principals/P",
    ],
    ["a person without id", { people: "[{ login: a, principals: {} }]" }, "FIELD_MISSING /people/0/id"],
    [
      "one id for two",
      { people: "[{ id: 1, login: a, principals: {} }, { id: 1, login: b, principals: {} }]" },
      "PERSON_REPEATED /people/1/id",
    ],
    [
      "one login for two",
      { people: "[{ id: 1, login: a, principals: {} }, { id: 2, login: A, principals: {} }]" },
      "PERSON_REPEATED /people/1/login",
    ],
    [
      "ID6 one account for two",
      { people: "[{ id: 1, login: a, principals: { p: x } }, { id: 2, login: b, principals: { p: x } }]" },
      "PERSON_REPEATED /people/1/principals/p",
    ],
    [
      "ID6 one account for two, written in another case",
      { people: "[{ id: 1, login: a, principals: { p: x } }, { id: 2, login: b, principals: { p: X } }]" },
      "PERSON_REPEATED /people/1/principals/p",
    ],
  ])("refuse %s", (_, overrides, expected) => {
    const { findings, value } = parse(overrides);
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual([expected]);
    expect(value).toBeUndefined();
  });

  it("hold more people than other documents have room for", () => {
    const many = Array.from(
      { length: 400 },
      (_, index) => `\n  - { id: ${index + 1}, login: p${index}, principals: { orders-db: p${index} } }`,
    ).join("");
    expect(parse({ people: many }).value?.people).toHaveLength(400);
  });

  it("know a person's account by the numeric id", () => {
    const settings = parse().value;
    if (settings === undefined) throw new Error("The sample settings do not parse.");
    expect(principalOf(settings, 1001, "memory")).toBe("al");
    expect(principalOf(settings, 1001, "other")).toBeUndefined();
    expect(principalOf(settings, 1001, "constructor")).toBeUndefined();
    expect(principalOf(settings, 1002, "memory")).toBeUndefined();
  });
});

describe("the identity map's verifiers", () => {
  const salt = "c2FsdHNhbHRzYWx0c2FsdA==";
  const keys = `${"A".repeat(43)}=:${"B".repeat(43)}=`;
  const verifier = `SCRAM-SHA-256$4096:${salt}$${keys}`;
  const of = (value: string) =>
    parse({
      people: `[{ id: 1, login: a, principals: { p: x }, verifiers: { p: "${value}" } }]`,
    });

  it("are found by provider and account, and nobody else's is taken", () => {
    const { value } = of(verifier);
    if (value === undefined) throw new Error("The settings were refused.");
    expect(verifierOf(value, "p", "x")).toBe(verifier);
    expect(verifierOf(value, "p", "y")).toBeUndefined();
    expect(verifierOf(value, "toString", "x")).toBeUndefined();
  });

  it.each([
    ["a password", "hunter2"],
    ["a password after the right beginning", "SCRAM-SHA-256$hunter2"],
    ["an MD5 hash", `md5${"0".repeat(32)}`],
    ["a verifier that ends in something else", `${verifier} `],
    ["one of too few iterations", verifier.replace("4096", "4095")],
    ["one whose salt is no base64", verifier.replace(salt, "c2F")],
    ["one without the server's key", verifier.slice(0, -45)],
  ])("are refused when they are %s, without repeating it", (_, value) => {
    const { findings } = of(value);
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "VERIFIER_INVALID /people/0/verifiers/p",
    ]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  });
});

describe("the identity map's public keys", () => {
  const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`;
  const person = (id: number, value: string) =>
    `{ id: ${id}, login: a${id}, principals: { p: x${id} }, publicKeys: { p: "${value}" } }`;
  const of = (...people: string[]) => parse({ people: `[${people.join(", ")}]` });

  it("are found by provider and account, and nobody else's is taken", () => {
    const { value } = of(person(1, `${key} alice@laptop`));
    if (value === undefined) throw new Error("The settings were refused.");
    expect(publicKeyOf(value, "p", "x1")).toBe(`${key} alice@laptop`);
    expect(publicKeyOf(value, "p", "x2")).toBeUndefined();
    expect(publicKeyOf(value, "toString", "x1")).toBeUndefined();
  });

  it("are refused when they are a private key, without repeating it", () => {
    const { findings } = of(person(1, "-----BEGIN OPENSSH PRIVATE KEY----- hunter2"));
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "PUBLIC_KEY_INVALID /people/0/publicKeys/p",
    ]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  });

  it("are refused when two people have one, whatever its comment says", () => {
    const { findings } = of(person(1, key), person(2, `${key} other`));
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "PERSON_REPEATED /people/1/publicKeys/p",
    ]);
  });
});
