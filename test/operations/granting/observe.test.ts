// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS5: The approving team is renamed, deleted, or made anew under its old name.
//   X18: The membership that lets a person approve is itself held through a lease.

import { expect, it } from "vitest";
import type { Adoption } from "../../../src/core/ledger/adoption.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { observe } from "../../../src/operations/granting/observe.ts";
import { START } from "../../support/builders/ledger.ts";
import { seedFile } from "../../support/seed-with.ts";
import { unusedGitHub, unusedRepository } from "../../support/unused.ts";

const VISITOR = "policies/sandbox-visitor.yaml";
const leads = { id: 302, slug: "payments-leads" };

const adopted = (pull?: number): Adoption => ({
  ...{ commit: "c".repeat(40), ids: { policies: "p", codeowners: "c", settings: "s" } },
  ...{ approvers: [], at: START, ...(pull !== undefined && { pull }) },
});

/** What is written down of the teams of one policy, where these rules were adopted before and nothing was ever observed. */
async function look(adoptions: readonly Adoption[], team: { readonly id: number } = leads) {
  const members = [{ id: 1003, login: "carol" }];
  const repository = {
    ...unusedRepository,
    listFiles: async () => [{ path: VISITOR, mode: "100644", blob: "b".repeat(40), size: 1 }],
    readBlob: async () => new TextEncoder().encode(seedFile(VISITOR)),
    findFile: async () => undefined,
    treeId: async () => undefined,
  };
  const readTeam = async (slug: string) => (slug === leads.slug ? { ...team, slug, members } : undefined);
  const github = { ...unusedGitHub, readTeam };
  const found = await observe(
    { repository, github, now: () => START },
    { tip: "e".repeat(40), ledgerTip: null, state: { ...emptyLedger, adoptions }, at: START },
  );
  return found.map(({ team: { id }, first }) => [id, first]);
}

it("X18: only the very first look takes everybody for an old member: none after the owners changed the rules", async () => {
  expect(await look([])).toEqual([[leads.id, true]]);
  expect(await look([adopted()])).toEqual([[leads.id, true]]);
  expect(await look([adopted(), adopted(7)])).toEqual([[leads.id, false]]);
});

it("PS5: another team under the name of the one that a policy names is not looked at", async () => {
  expect(await look([], { id: 999 })).toEqual([]);
});
