import { expect, it } from "vitest";
import { chooseStories } from "../../../src/commands/audit/choose.ts";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { createAudit } from "../../../src/core/audit/stories.ts";
import { approversOf, listAccess } from "../../../src/core/audit/story-facts.ts";
import { at, intentEntry, lease, proof } from "../../support/builders/ledger.ts";

const carol = { id: 1003, login: "carol" };
const given = lease();
const asked: PastEntry = {
  kind: "asked",
  asked: {
    pull: 12,
    requester: given.subject,
    head: proof.head,
    request: given.request,
    entitlements: [given.entitlement],
    at: at(-20),
  },
  at: at(-20),
};
const approved: PastEntry = {
  kind: "approved",
  approved: {
    pull: 12,
    request: given.request,
    merge: proof.merge,
    approvers: [carol],
    startsAt: at(60),
    at: at(-5),
  },
  at: at(-5),
};

it.each<readonly [string, PastEntry[], object[]]>([
  ["asked", [asked], []],
  ["approved, with a start to come", [asked, approved], [carol]],
  ["granted", [asked, intentEntry(given)], [carol]],
])("a request that is %s has its access and its approvers, and is found by them", (_, entries, wanted) => {
  const audit = createAudit();
  for (const entry of entries) audit.add(entry);
  const { stories } = audit.view(at(0));
  expect(stories.map(listAccess)).toEqual([[given.entitlement]]);
  expect(stories.map(approversOf)).toEqual([wanted]);
  expect(chooseStories(stories, { approver: "carol" })).toHaveLength(wanted.length);
});
