import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/configuration/config.ts";
import { ConfigError } from "../../src/configuration/read-variables.ts";

const pem = (type: "ed25519" | "x25519"): string => {
  const { privateKey } = type === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("x25519");
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
};

const rsa = (): string =>
  generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs1", format: "pem" })
    .toString();
const appKey = rsa();

const secret = "0123456789abcdef0123456789abcdef";

const environment = (overrides: Record<string, string | undefined> = {}) => ({
  APP_ID: "7001",
  PRIVATE_KEY: appKey,
  WEBHOOK_SECRET: secret,
  HALLPASS_REPOSITORY: "acme/access",
  HALLPASS_REPOSITORY_ID: "5001",
  HALLPASS_TRUSTED_COMMIT: "a".repeat(40),
  HALLPASS_LEDGER_KEY: pem("ed25519"),
  HALLPASS_PROVIDERS: "[]",
  ...overrides,
});

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("the server's configuration", () => {
  it("is read from names that GitHub Actions and Probot use, with defaults for the rest", () => {
    expect(readConfig(environment())).toMatchObject({
      appId: 7001,
      owner: "acme",
      repo: "access",
      repositoryId: 5001,
      defaultBranch: "main",
      visibility: "private",
      trustedCommit: "a".repeat(40),
      apiUrl: "https://api.github.com",
      serverUrl: "https://github.com",
      stateDir: ".hallpass",
      host: "0.0.0.0",
      port: 3000,
    });
  });

  it.each<[string, Record<string, string | undefined>, readonly string[]]>([
    ["both", { HALLPASS_ATTESTOR_APP_ID: "7003", HALLPASS_ATTESTOR_PRIVATE_KEY: appKey }, []],
    ["no key", { HALLPASS_ATTESTOR_APP_ID: "7003" }, ["HALLPASS_ATTESTOR_PRIVATE_KEY is not set"]],
    ["no number", { HALLPASS_ATTESTOR_PRIVATE_KEY: appKey }, ["HALLPASS_ATTESTOR_APP_ID is not set"]],
    [
      "a wrong key",
      { HALLPASS_ATTESTOR_APP_ID: "7003", HALLPASS_ATTESTOR_PRIVATE_KEY: pem("ed25519") },
      ["HALLPASS_ATTESTOR_PRIVATE_KEY is a key of type ed25519"],
    ],
    [
      "a token beside it",
      {
        HALLPASS_ATTESTOR_APP_ID: "7003",
        HALLPASS_ATTESTOR_PRIVATE_KEY: appKey,
        HALLPASS_ATTESTOR_TOKEN: "t",
      },
      ["HALLPASS_ATTESTOR_TOKEN and HALLPASS_ATTESTOR_APP_ID are both set"],
    ],
  ])("reads the attestor's App: %s", (_name, given, problems) => {
    expect(problemsOf(environment(given))).toEqual(
      problems.map((problem) => expect.stringContaining(problem)),
    );
  });

  it("takes keys written on one line", () => {
    const oneLine = pem("ed25519").replaceAll("\n", "\\n");
    const { ledgerKey } = readConfig(environment({ HALLPASS_LEDGER_KEY: oneLine }));
    expect(ledgerKey.asymmetricKeyType).toBe("ed25519");
    expect(readConfig(environment({ PRIVATE_KEY: appKey.replaceAll("\n", "\\n") })).privateKey).toBe(appKey);
  });

  it("has metrics on this machine alone, unless it names another address and a token", () => {
    const metricsOf = (overrides: Record<string, string>) => readConfig(environment(overrides)).metrics;
    const token = "0123456789abcdef0123456789abcdef";
    expect(metricsOf({})).toBeUndefined();
    expect(metricsOf({ HALLPASS_METRICS: "9464" })).toEqual({ host: "127.0.0.1", port: 9464 });
    expect(metricsOf({ HALLPASS_METRICS: "[::1]:9464" })).toEqual({ host: "::1", port: 9464 });
    expect(metricsOf({ HALLPASS_METRICS: "0.0.0.0:9464", HALLPASS_METRICS_TOKEN: token })).toEqual({
      host: "0.0.0.0",
      port: 9464,
      token,
    });
  });

  it("takes the variables of OpenTelemetry as they are: they may be meant for another program", () => {
    const telemetryOf = (overrides: Record<string, string>) => readConfig(environment(overrides)).telemetry;
    expect(telemetryOf({ OTEL_SERVICE_NAME: "other" })).toBeUndefined();
    expect(telemetryOf({ OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317" })).toEqual({
      ...{ url: "collector:4317", service: "hallpass" },
    });
  });

  it("needs no webhook secret, and takes none, where no server hears GitHub's events", () => {
    const without = environment({ HALLPASS_WEBHOOK: "none", WEBHOOK_SECRET: undefined });
    expect(readConfig(without)).not.toHaveProperty("webhookSecret");
    expect(readConfig(environment({ HALLPASS_WEBHOOK: "none" }))).not.toHaveProperty("webhookSecret");
    expect(readConfig(environment({ HALLPASS_WEBHOOK: "server" })).webhookSecret).toBe(secret);
  });

  it.each([
    [
      "another kind of webhook",
      { HALLPASS_WEBHOOK: "no" },
      /^HALLPASS_WEBHOOK is "no": write server, or none/u,
    ],
    ["no webhook secret", { WEBHOOK_SECRET: undefined }, /^WEBHOOK_SECRET is not set, .*randomBytes/u],
    ["an empty one", { WEBHOOK_SECRET: "" }, /^WEBHOOK_SECRET is not set, .*randomBytes/u],
    ["Probot's own", { WEBHOOK_SECRET: "development" }, /^WEBHOOK_SECRET .*Probot's default.*randomBytes/u],
    ["one of spaces", { WEBHOOK_SECRET: " ".repeat(32) }, /0 characters; the least is 32/u],
    ["a short one", { WEBHOOK_SECRET: secret.slice(1) }, /31 characters; the least is 32.*randomBytes/u],
    [
      "no trusted commit",
      { HALLPASS_TRUSTED_COMMIT: undefined },
      /^HALLPASS_TRUSTED_COMMIT is not set: the commit whose policies/u,
    ],
    ["a short commit", { HALLPASS_TRUSTED_COMMIT: "abc123" }, /"abc123": write all 40 characters/u],
    ["all of a commit but one character", { HALLPASS_TRUSTED_COMMIT: "a".repeat(39) }, /write all 40/u],
    ["a branch for a commit", { HALLPASS_TRUSTED_COMMIT: "main" }, /"main": write all 40 characters/u],
    ["another visibility", { HALLPASS_VISIBILITY: "secret" }, /"secret": write private .* or public/u],
    ["a ledger key of another kind", { HALLPASS_LEDGER_KEY: pem("x25519") }, /type x25519; .* ed25519/u],
    [
      "a ledger key that is none",
      { HALLPASS_LEDGER_KEY: "key" },
      /^HALLPASS_LEDGER_KEY is no .*openssl genpkey/u,
    ],
    [
      "a repository without an owner",
      { HALLPASS_REPOSITORY: "access" },
      /"access": write it as owner\/name/u,
    ],
    ["a repository's address", { HALLPASS_REPOSITORY: "a/b/c" }, /"a\/b\/c": write it as owner\/name/u],
    ["a number that is none", { HALLPASS_REPOSITORY_ID: "0x10" }, /^HALLPASS_REPOSITORY_ID is "0x10"/u],
    [
      "a key of the app that is none",
      { PRIVATE_KEY: "app.pem" },
      /^PRIVATE_KEY is no whole private key in PEM.*double quotes/u,
    ],
    [
      "the first line of one, as an unquoted variable has it",
      { PRIVATE_KEY: appKey.split("\n")[0] },
      /^PRIVATE_KEY is no whole private key/u,
    ],
    ["a key of the app of another kind", { PRIVATE_KEY: pem("ed25519") }, /type ed25519; .* rsa/u],
    ["a port that is none", { PORT: "http" }, /^PORT is "http": .* from 1 to 65535/u],
    ["port 0", { PORT: "0" }, /^PORT is "0": .* from 1 to 65535/u],
    ["a port above the last", { PORT: "65536" }, /^PORT is "65536": .* from 1 to 65535/u],
  ])("refuses %s and says what to do", (_name, overrides, problem) => {
    expect(problemsOf(environment(overrides))).toEqual([expect.stringMatching(problem)]);
  });

  it("names every mistake at once, and no secret", () => {
    const problems = problemsOf({ WEBHOOK_SECRET: "hunter2" });
    expect(problems).toHaveLength(8);
    expect(problems.join("\n")).not.toContain("hunter2");
  });
});

it("each mistake begins a line of its own in the message, also where several came together", () => {
  expect(new ConfigError(["first\nsecond", "third"]).message.split("\n").slice(1)).toEqual([
    "  - first",
    "  - second",
    "  - third",
  ]);
});
