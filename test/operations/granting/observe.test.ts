// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS5: The approving team is renamed, deleted, or made anew under its old name.
//   X18: The membership that lets a person approve is itself held through a lease.

import { expect, it } from "vitest";
import type { Adoption } from "../../../src/core/ledger/adoption.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { observe } from "../../../src/operations/granting/observe.ts";
import { at, START } from "../../support/builders/ledger.ts";
import { seedFile } from "../../support/seed-with.ts";
import { unusedGitHub, unusedRepository } from "../../support/unused.ts";

const VISITOR = "policies/sandbox-visitor.yaml";
const leads = { id: 302, slug: "payments-leads" };

const adopted = (pull?: number): Adoption => ({
  ...{ commit: "c".repeat(40), ids: { policies: "p", codeowners: "c", settings: "s" } },
  ...{ approvers: [], at: START, ...(pull !== undefined && { pull }) },
});

/** The first observation of the team of one policy, where these rules were adopted before. GitHub takes 30 seconds to answer. */
async function observed(adoptions: readonly Adoption[], team: { readonly id: number } = leads) {
  const members = [{ id: 1003, login: "carol" }];
  const repository = {
    ...unusedRepository,
    listFiles: async () => [{ path: VISITOR, mode: "100644", blob: "b".repeat(40), size: 1 }],
    readBlob: async () => new TextEncoder().encode(seedFile(VISITOR)),
    findFile: async () => undefined,
    treeId: async () => undefined,
  };
  let now = START;
  const readTeam = async (slug: string) => {
    now = at(30);
    return slug === leads.slug ? { ...team, slug, members } : undefined;
  };
  const github = { ...unusedGitHub, readTeam };
  return observe(
    { repository, github, now: () => now },
    { tip: "e".repeat(40), ledgerTip: null, state: { ...emptyLedger, adoptions }, at: START },
  );
}

async function look(...given: Parameters<typeof observed>) {
  return (await observed(...given)).map(({ team: { id }, first }) => [id, first]);
}

it("X18: only the very first look takes everybody for an old member: none after the owners changed the rules", async () => {
  expect(await look([])).toEqual([[leads.id, true]]);
  expect(await look([adopted()])).toEqual([[leads.id, true]]);
  expect(await look([adopted(), adopted(7)])).toEqual([[leads.id, false]]);
});

it("PS5: another team under the name of the one that a policy names is not looked at", async () => {
  expect(await look([], { id: 999 })).toEqual([]);
});

it("a member is new from the time of GitHub's answer on, not from the time of the round's snapshot", async () => {
  expect((await observed([])).map((each) => each.at)).toEqual([at(30)]);
});
