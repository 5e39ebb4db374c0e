import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export const policyText = (fields: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    name: "orders-readonly",
    folders: "[payments]",
    entitlements: "[{ provider: orders-db, resource: orders, roles: [readonly] }]",
    requesters: "{ teams: [{ slug: payments, id: 301 }] }",
    duration: "{ maximum: 8h, maximumTotal: 24h }",
    approvals: "{ teams: [{ slug: payments-leads, id: 302 }] }",
    ...fields,
  })
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");

export const OWNERS = `/access-requests/payments/ @acme/payments-leads
/policies/ @acme/security
/.github/ @acme/security
/CODEOWNERS @acme/security
/docs/CODEOWNERS @acme/security
/inventory/ @acme/security
/ACCESS.md @acme/security
`;

export const SETTINGS = `ledger:
  publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
rules:
  approvals:
    teams: [{ slug: security, id: 303 }]
people:
  - { id: 1001, login: alice, principals: { orders-db: alice } }
  - { id: 1003, login: carol, principals: { orders-db: carol } }
`;

/** A folder with these files, and sound rules where they bring none; gone when the test is over. */
export async function checkout(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "hallpass-policy-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const all = {
    "policies/orders.yaml": policyText(),
    ".github/CODEOWNERS": OWNERS,
    ".github/hallpass.yaml": SETTINGS,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
