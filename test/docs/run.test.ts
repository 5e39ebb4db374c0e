import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { checkFile } from "../../src/commands/check-files/check-file.ts";
import { readConfig } from "../../src/configuration/config.ts";
import { ConfigError } from "../../src/configuration/read-variables.ts";
import { describeOwner, findOwners, parseCodeowners } from "../../src/core/files/codeowners.ts";
import { parsePolicy } from "../../src/core/files/policy.ts";
import { parseSettings } from "../../src/core/files/settings.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { createProviders } from "../../src/providers/index.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(project, "docs/run.md"), "utf8");

/** The first block of code that holds this. */
function findSample(mark: string): string {
  const blocks = [...page.matchAll(/```[a-z]*\n(?<text>.*?)```/gsu)].map(({ groups }) => groups?.text ?? "");
  const found = blocks.find((text) => text.includes(mark));
  if (found === undefined) throw new Error(`docs/run.md has no sample with ${mark}.`);
  return found;
}

const { publicKey: ledgerKey, privateKey: ledgerPrivateKey } = generateKeyPairSync("ed25519");

describe("the access repository that docs/run.md makes", () => {
  let root: string;
  const policyNames = readdirSync(join(project, "policies")).filter(
    (name) => name !== "sandbox-visitor.yaml",
  );
  const policies = policyNames.map((name) => {
    const { value } = parsePolicy(readFileSync(join(project, "policies", name)), name);
    if (value === undefined) throw new Error(`policies/${name} has mistakes.`);
    return value;
  });
  const codeowners = findSample("/access-requests/payments/ @");
  const settings = findSample("publicKey:").replace(/ssh-ed25519 AAAA…/u, publicKeyLine(ledgerKey));

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "run-samples-"));
    for (const name of policyNames) {
      await mkdir(join(root, "policies"), { recursive: true });
      cpSync(join(project, "policies", name), join(root, "policies", name));
    }
    await mkdir(join(root, ".github"));
    writeFileSync(join(root, ".github/CODEOWNERS"), codeowners);
    writeFileSync(join(root, ".github/hallpass.yaml"), settings);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

  const check = async (path: string) =>
    (await checkFile(join(root, path), { root, kind: undefined })).findings;

  it.each(["policies/orders-readonly.yaml", "policies/orders-audit.yaml", ".github/hallpass.yaml"])(
    "has no mistake in %s",
    async (path) => {
      expect(await check(path)).toEqual([]);
    },
  );

  it("takes the request of access-requests/README.md", async () => {
    const guide = readFileSync(join(project, "access-requests/README.md"), "utf8");
    const [, path = "", text = ""] =
      /`(access-requests\/[^`]+\.yaml)`:\n\n```yaml\n(.*?)```/su.exec(guide) ?? [];
    await mkdir(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    expect(await check(path)).toEqual([]);
  });

  it("gives each folder that a policy serves to that policy's approving teams, and the rules to those that approve rules", () => {
    const ownersOf = (path: string): string[] =>
      (findOwners(parseCodeowners(codeowners, "CODEOWNERS"), path)?.owners ?? []).map(describeOwner);
    const rules = parseSettings(settings, ".github/hallpass.yaml").value?.rules?.approvals.teams ?? [];
    const expected = [
      ...policies.flatMap(({ folders, approvals }) =>
        folders.map((folder) => [`access-requests/${folder}/x.yaml`, approvals.teams] as const),
      ),
      ...["policies/x.yaml", ".github/x", "CODEOWNERS", "docs/CODEOWNERS"].map(
        (path) => [path, rules] as const,
      ),
    ];
    for (const [path, teams] of expected)
      expect([path, ownersOf(path)]).toEqual([path, teams.map(({ slug }) => `@acme/${slug}`)]);
  });

  it("lists everybody who approves something in the sandbox's organisation, by their number", () => {
    const { teams, users } = defaultSeed();
    const listed = parseSettings(settings, ".github/hallpass.yaml").value?.people ?? [];
    const approving = new Set([
      ...policies.flatMap(({ approvals }) => approvals.teams.map(({ slug }) => slug)),
      "security",
    ]);
    const approvers = teams.filter(({ slug }) => approving.has(slug)).flatMap(({ members }) => members);
    expect(approvers.length).toBeGreaterThan(2);
    for (const login of approvers)
      expect(listed).toContainEqual(
        expect.objectContaining({ login, id: users.find((user) => user.login === login)?.id }),
      );
  });
});

describe("hallpass.env.sample", () => {
  const sample = readFileSync(join(project, "hallpass.env.sample"), "utf8");

  it("is what docs/run.md tells operators to begin with", () => {
    expect(page).toContain("(../hallpass.env.sample)");
  });

  it("is refused as long as something in it is to be replaced", () => {
    const read = () => readConfig(parseEnv(sample));
    expect(read).toThrow(ConfigError);
    for (const name of ["PRIVATE_KEY", "WEBHOOK_SECRET", "HALLPASS_TRUSTED_COMMIT", "HALLPASS_LEDGER_KEY"])
      expect(read).toThrow(`- ${name} `);
  });

  it("is all the server needs", async () => {
    const appKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const filled = sample
      .replace(/-----BEGIN RSA.*?END RSA PRIVATE KEY-----/su, () =>
        appKey.export({ type: "pkcs1", format: "pem" }).toString().trim(),
      )
      .replace(/-----BEGIN PRIVATE.*?END PRIVATE KEY-----/su, () =>
        ledgerPrivateKey.export({ type: "pkcs8", format: "pem" }).toString().trim(),
      )
      .replace("WEBHOOK_SECRET=REPLACE_ME", `WEBHOOK_SECRET=${"5".repeat(64)}`)
      .replace("HALLPASS_TRUSTED_COMMIT=REPLACE_ME", `HALLPASS_TRUSTED_COMMIT=${"a".repeat(40)}`);
    const env = parseEnv(filled);
    const config = readConfig(env);
    expect(config).toMatchObject({ appId: 123456, repositoryId: 123456789, stateDir: "/var/lib/hallpass" });
    expect([...(await createProviders(config.providers, env, { now: () => new Date() })).keys()]).toEqual([
      "orders-db",
    ]);
  });
});
