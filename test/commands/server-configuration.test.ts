// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO4: A reason holds a password, or a service's error repeats the address of a webhook.

import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { openLog, readConfiguration } from "../../src/commands/input/server-configuration.ts";
import { temporaryFolder } from "../git/fixture.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const ed25519 = generateKeyPairSync("ed25519").privateKey;
const pem = (key: typeof rsa): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const webhookSecret = "0123456789abcdef0123456789abcdef";

/** The variables of a whole configuration, and a state folder with this mode. */
function configure({ mode = 0o700, providers = "[]" } = {}): string {
  const state = join(temporaryFolder(), "state");
  mkdirSync(state);
  chmodSync(state, mode);
  const variables = {
    APP_ID: "7001",
    PRIVATE_KEY: pem(rsa),
    WEBHOOK_SECRET: webhookSecret,
    HALLPASS_REPOSITORY: "acme/access",
    HALLPASS_REPOSITORY_ID: "5001",
    HALLPASS_TRUSTED_COMMIT: "a".repeat(40),
    HALLPASS_LEDGER_KEY: pem(ed25519),
    HALLPASS_PROVIDERS: providers,
    HALLPASS_STATE: state,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return state;
}

function writeEnv(text: string, mode = 0o600): string {
  const file = join(temporaryFolder(), "hallpass.env");
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("the environment goes before the file", () => {
  configure();
  vi.stubEnv("HOST", undefined);
  const { repo, host } = readConfiguration(writeEnv("HALLPASS_REPOSITORY=acme/other\nHOST=127.0.0.1\n"));
  expect({ repo, host }).toEqual({ repo: "access", host: "127.0.0.1" });
});

it("a file and a state folder that others may write to are told of, each with what to run", () => {
  const state = configure({ mode: 0o777 });
  const file = writeEnv("PORT=3001\n", 0o644);
  vi.stubEnv("PORT", "3001");
  expect(readConfiguration(file).exposed).toMatchObject([
    { path: file, how: "every account may read it" },
    { path: state, how: "every account may change it" },
  ]);
  configure();
  expect(readConfiguration(writeEnv("")).exposed).toEqual([]);
});

it("the log masks every secret of the configuration, and the variables that providers name", () => {
  const providers = `[{ name: a, passwordFrom: ORDERS_DB_LOGIN }, {"name":"b","passwordFrom":"BILLS_DB"}]`;
  configure({ providers });
  const secrets = { ORDERS_DB_LOGIN: "hunter2-orders", BILLS_DB: "hunter2-bills", MY_TOKEN: "hunter2-token" };
  for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const log = openLog(readConfiguration(undefined));
  log.error(
    { said: `${Object.values(secrets).join(" ")} ${webhookSecret} ${process.env.PRIVATE_KEY}` },
    "failed",
  );
  const line = written.mock.calls.map(([text]) => String(text)).join("");
  expect(JSON.parse(line).said).toMatch(/^(?:\*\*\* ?)+$/u);
});

it("NO4: the log masks the addresses and secrets that channels name", () => {
  configure();
  vi.stubEnv("HALLPASS_NOTICES", '{"channels":[{"urlFrom":"LEADS_ADDRESS"}]}');
  vi.stubEnv("LEADS_ADDRESS", "https://hooks.slack.example/services/T0/B0/x1y2z3");
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  openLog(readConfiguration(undefined)).error({ said: process.env.LEADS_ADDRESS }, "failed");
  expect(written.mock.calls.map(([text]) => String(text)).join("")).not.toContain("x1y2z3");
});
