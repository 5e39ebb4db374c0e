import { subDays } from "date-fns";
import { expect, it } from "vitest";
import type { Adoption } from "../../../src/core/ledger/adoption.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { listPolicyChanges } from "../../../src/operations/briefing/policy-changes.ts";
import { depsWith } from "../../support/builders/deps.ts";

const NOW = new Date("2026-11-20T14:00:00.000Z");

/** Policies by commit: name → content. A commit's parent is the letter before it. */
const trees: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { orders: "1", bills: "1" },
  b: { orders: "2", bills: "1" },
  c: { orders: "2", bills: "1" },
  d: { orders: "3", bills: "1", refunds: "1" },
};
const idsOf = (commit: string) => ({
  policies: JSON.stringify(trees[commit]),
  codeowners: "  ",
  settings: "",
});

const text = (name: string, content: string) => `name: ${name}
folders: [payments]
description: "${content}"
entitlements: [{ provider: p, resource: r, roles: [x] }]
requesters: { teams: [{ slug: t, id: 1 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: t, id: 1 }] }
`;

const { repository } = depsWith({
  repository: {
    readCommit: async (commit) => ({
      sha: commit,
      parents: commit === "a" ? [] : [String.fromCharCode(commit.charCodeAt(0) - 1)],
      at: NOW,
      authorEmail: "",
      committerEmail: "",
    }),
    treeId: async (commit) => idsOf(commit).policies,
    findFile: async () => undefined,
    listFiles: async (commit) =>
      Object.entries(trees[commit] ?? {}).map(([name, content]) => ({
        path: `policies/${name}.yaml`,
        mode: "100644",
        size: 300,
        blob: `${name} ${content}`,
      })),
    readBlob: async (blob) => {
      const [name = "", content = ""] = blob.split(" ");
      return Buffer.from(text(name, content));
    },
  },
});

const adoption = (commit: string, pull: number | undefined, days: number): Adoption => ({
  commit,
  ids: idsOf(commit),
  approvers: [],
  at: subDays(NOW, days),
  ...(pull !== undefined && { pull }),
});

const list = (...adoptions: Adoption[]) =>
  listPolicyChanges({ repository }, { state: { ...emptyLedger, adoptions }, at: NOW });

it("names each policy that was changed or brought within a week, with its last change", async () => {
  expect(await list(adoption("b", 7, 6), adoption("c", 8, 5), adoption("d", 9, 1))).toEqual([
    { name: "orders", at: subDays(NOW, 1), pull: 9 },
    { name: "refunds", at: subDays(NOW, 1), pull: 9 },
  ]);
});

it("leaves out older changes, and the rules that the server pins", async () => {
  expect(await list(adoption("b", 7, 8))).toEqual([]);
  expect(await list(adoption("a", undefined, 1), adoption("b", undefined, 1))).toEqual([]);
});
