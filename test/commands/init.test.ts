// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU3: Somebody who could write the access repository first leaves a policy, an owner or a workflow there,
//     and `hallpass init` makes it count.

import { mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { parseEnvFile } from "../../src/commands/input/env-file.ts";

const answers = `repository: acme/access
rules: security
folders:
  - { name: payments, requesters: payments, approvers: payments-leads }
  - { name: security, requesters: security, approvers: security }
offers:
  - { folder: payments, template: debugging, provider: orders-db, resource: orders, role: readonly }
  - { folder: security, template: review, provider: orders-db, resource: orders, role: readonly }
accounts: login
teams: { payments: 301, payments-leads: 302, security: 303 }
people: { alice: 1001, carol: 1003, dave: 1004, grace: 1006, heidi: 1007 }
`;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hallpass-init-"));
  await writeFile(at("answers.yaml"), answers);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true });
});

const at = (name: string): string => join(dir, name);

async function hallpass(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const keep = (name: "out" | "err") => (text: string | Uint8Array) => {
    written[name] += String(text);
    return true;
  };
  const out = vi.spyOn(process.stdout, "write").mockImplementation(keep("out"));
  const err = vi.spyOn(process.stderr, "write").mockImplementation(keep("err"));
  const code = await main(argv);
  out.mockRestore();
  err.mockRestore();
  return { code, ...written };
}

const init = (...more: string[]) =>
  hallpass(
    ...["init", "--offline", at("access"), "--answers", at("answers.yaml"), "--env", at("hallpass.env")],
    ...more,
  );

it("writes an access repository in which hallpass check finds nothing", async () => {
  expect(await init()).toMatchObject({ code: 0, err: "" });
  expect(await hallpass("check", "--root", at("access"))).toMatchObject({ code: 0, err: "" });
  const owners = await hallpass("owners", "--root", at("access"), "access-requests/payments/x.yaml");
  expect(owners.out).toContain("@acme/payments-leads");
});

it("keeps the ledger's key for the server alone, and a second run changes nothing", async () => {
  await init();
  const { values } = parseEnvFile(await readFile(at("hallpass.env"), "utf8"));
  expect(values.get("HALLPASS_LEDGER_KEY")).toContain("BEGIN PRIVATE KEY");
  expect((await stat(at("hallpass.env"))).mode & 0o777).toBe(0o600);
  const settings = await readFile(at("access/.github/hallpass.yaml"), "utf8");
  const again = JSON.parse((await init("--json")).out);
  expect(again.plan.filter(({ action }: { action: string }) => action !== "keep")).toEqual([]);
  expect(await readFile(at("access/.github/hallpass.yaml"), "utf8")).toBe(settings);
  expect(settings).not.toContain("PRIVATE");
});

it("plans and does nothing with --dry-run", async () => {
  const { code, out } = await init("--dry-run");
  expect(code).toBe(0);
  expect(out).toContain("+ file          policies/payments-orders-readonly-debugging.yaml");
  await expect(stat(at("access"))).rejects.toThrow("ENOENT");
  await expect(stat(at("hallpass.env"))).rejects.toThrow("ENOENT");
});

it("leaves a file that somebody wrote as it is, and says so", async () => {
  await init();
  await writeFile(at("access/.github/CODEOWNERS"), "* @acme/everybody\n");
  const { code, out } = await init();
  expect(code).toBe(1);
  expect(out).toContain("! file          .github/CODEOWNERS  (left as it is: change it by hand)");
  expect(out).toContain("The rules have mistakes. Nothing is granted until they are corrected:\nRULES_OWNED");
  expect(await readFile(at("access/.github/CODEOWNERS"), "utf8")).toBe("* @acme/everybody\n");
});

it("judges the rules as they would be before it writes anything", async () => {
  await mkdir(at("access/policies"), { recursive: true });
  await writeFile(at("access/policies/own.yaml"), "name: own\n");
  const { code, out } = await init("--dry-run", "--json");
  const { mistakes, done } = JSON.parse(out);
  expect([code, done]).toEqual([1, false]);
  expect(mistakes.length).toBeGreaterThan(0);
  for (const { docs } of mistakes) expect(docs).toContain("troubleshooting.md#");
  expect((await init("--dry-run")).out).toContain("policies/own.yaml:1:1");
});

it("SU3: lists the rules of a folder that it did not write, also a link to a file that it did", async () => {
  await init();
  await rename(at("access/ACCESS.md"), at("access/page.md"));
  await symlink("page.md", at("access/ACCESS.md"));
  await writeFile(at("access/policies/own.yaml"), "name: own\n");
  const { code, out } = await init();
  expect(code).toBe(1);
  expect(out).toContain("? file          ACCESS.md  (somebody else wrote it: read it)\n");
  expect(out).toContain("? file          policies/own.yaml  (somebody else wrote it: read it)\n");
  expect(out).toContain("1. Read the rules that hallpass init did not write");
});

it.each([
  ["a team without an id", answers.replace(", security: 303", ""), /ids of these teams.*security/u],
  ["a folder that is not there", answers.replace("folder: security", "folder: legal"), /the folder legal/u],
  ["a template nobody made", answers.replace("debugging", "forever"), /VALUE_ENUM/u],
  [
    "two offers for one policy",
    answers.replace(/ {2}- \{ folder: security.*\n/u, (line) => line + line),
    /Two offers would make the policy security-orders-readonly-review/u,
  ],
])("refuses %s", async (_what, text, says) => {
  await writeFile(at("answers.yaml"), text);
  const { code, err } = await init();
  expect(code).toBe(2);
  expect(err).toMatch(says);
  await expect(stat(at("access"))).rejects.toThrow("ENOENT");
});
