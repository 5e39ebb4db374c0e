import { expect, it } from "vitest";
import { requestPath } from "../../../src/core/files/request.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { findWithdrawn } from "../../../src/operations/ending/find-withdrawn.ts";
import { readRules } from "../../../src/operations/evidence/read-rules.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { seedFile } from "../../support/seed-with.ts";
import { snapshotOf } from "../../support/snapshot.ts";
import { unusedRepository } from "../../support/unused.ts";
import { createWorld } from "../world.ts";

const FIRST = "payments/a";
const NEXT = "payments/b";
const policyFor = (role: string): string => `name: orders
folders: [payments]
entitlements:
  - { provider: a, resource: orders, roles: [${role}] }
requesters:
  teams: [{ slug: payments, id: 301 }]
duration: { maximum: 1d }
approvals:
  teams: [{ slug: payments-leads, id: 302 }]
`;
const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`;

/** A default branch with two requests, and with rules that offer this role alone. */
function cloneOffering(role: string) {
  const files: Readonly<Record<string, string>> = {
    "policies/orders.yaml": policyFor(role),
    ".github/CODEOWNERS": seedFile(".github/CODEOWNERS"),
    ".github/hallpass.yaml": seedFile(".github/hallpass.yaml").replace("{{ledger.publicKey}}", key),
    [requestPath(FIRST)]: "",
    [requestPath(NEXT)]: "",
  };
  const blobOf = (path: string): string => `${role} ${path}`;
  const describe = (path: string) => ({
    ...{ path, mode: "100644", blob: blobOf(path), size: files[path]?.length ?? 0 },
  });
  const texts = new Map(Object.entries(files).map(([path, text]) => [blobOf(path), text]));
  return {
    ...unusedRepository,
    defaultTip: async () => "tip",
    listFiles: async (_commit: string, folder: string) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .map(describe),
    findFile: async (_commit: string, path: string) => (path in files ? describe(path) : undefined),
    readBlob: async (blob: string) => new TextEncoder().encode(texts.get(blob)),
    treeId: async (_commit: string, path: string) => `${path} ${role}`,
    isAncestor: async () => true,
  };
}

/** Whose access is found to be offered no more at 605 s: #1 gave two roles until 600, and #2 carries on with the one. */
async function findAt(offered: string, isAdopted: boolean): Promise<string[]> {
  const { provider } = createProvider("a");
  const first = await intendAt(provider, FIRST, 600);
  const admin = { ...first.entitlement, role: "admin" };
  const ids = await provider.identify("alice", admin);
  const also = { ...first, entitlement: admin, ids, lease: { ...first.lease, entitlement: admin } };
  const following = await intendAt(provider, NEXT, 1200, 600);
  const next = { ...following, lease: { ...following.lease, extends: FIRST } };
  const repository = cloneOffering(offered);
  const rules = await readRules(repository, "tip");
  expect(rules.findings).toEqual([]);
  const adopted: LedgerEntry = {
    ...{ kind: "adopted", at: at(1) },
    adoption: { commit: "tip", ids: rules.ids, approvers: [], at: at(1) },
  };
  const { deps, setTime } = createWorld([provider], [first, also, next, ...(isAdopted ? [adopted] : [])]);
  setTime(605);
  const { state } = await deps.ledger.read();
  // The pin is of no commit of this branch.
  const isAncestor = async (commit: string): Promise<boolean> => commit !== "pin";
  const given = { ...deps, repository: { ...repository, isAncestor }, trustedCommit: "pin" };
  const { ended, unjudged } = await findWithdrawn(given, await snapshotOf(given, state));
  expect(unjudged).toBe(0);
  return ended.map(({ request, because }) => `${request} ${because}`);
}

it.each([
  ["end what they offer no more", "writer", true, [`${NEXT} policy`]],
  ["end nothing where they offer it, whatever else the request before gave", "readonly", true, []],
  ["that nobody adopted end nothing", "writer", false, []],
])("policies %s", async (_what, offered, isAdopted, expected) => {
  expect(await findAt(offered, isAdopted)).toEqual(expected);
});
