import { describe, expect, it } from "vitest";
import {
  type Adoption,
  parseAdoptions,
  sameRules,
  serializeAdoptions,
} from "../../../src/core/ledger/adoption.ts";
import { CAROL, DAVE, NOW } from "../../support/builders/evidence.ts";

const ids = { policies: "p1", codeowners: "c1", settings: "s1" };

it("two commits have the same rules when nothing of them differs", () => {
  expect(sameRules(ids, { ...ids })).toBe(true);
});

it.each([
  ["policies", { ...ids, policies: "p2" }],
  ["CODEOWNERS", { ...ids, codeowners: "c2" }],
  ["settings", { ...ids, settings: "s2" }],
  ["all but the policies", { ...ids, codeowners: "c2", settings: "s2" }],
  ["all but the settings", { ...ids, policies: "p2", codeowners: "c2" }],
])("other %s are other rules, either way round", (_what, other) => {
  expect([sameRules(ids, other), sameRules(other, ids)]).toEqual([false, false]);
});

describe("the file of adoptions", () => {
  const pinned: Adoption = { commit: "c0", ids, approvers: [], at: NOW };
  const adopted: Adoption = { commit: "c1", ids, pull: 12, approvers: [CAROL, DAVE], at: NOW };
  const written = JSON.parse(serializeAdoptions([adopted]));
  const [first] = written.adoptions;

  it("is read back in its order, of what was pinned and what was approved", () => {
    expect(parseAdoptions(serializeAdoptions([pinned, adopted]))).toStrictEqual([pinned, adopted]);
  });

  const { version: _version, ...unversioned } = written;
  const { at: _at, ...undated } = first;
  const { approvers: _approvers, ...unapproved } = first;
  const { commit: _commit, ...nowhere } = first;
  const { ids: _ids, ...nothing } = first;
  const each = (odd: object) => ({ ...written, adoptions: [{ ...first, ...odd }] });
  it.each<[string, object]>([
    ["no version", unversioned],
    ["another version", { ...written, version: 2 }],
    ["a field nobody knows", { ...written, more: 1 }],
    ["no adoptions", { version: 1 }],
    ["adoptions that are no list", { ...written, adoptions: {} }],
    ["an adoption without a time", { ...written, adoptions: [undated] }],
    ["an adoption without approvers", { ...written, adoptions: [unapproved] }],
    ["an adoption without a commit", { ...written, adoptions: [nowhere] }],
    ["an adoption without ids", { ...written, adoptions: [nothing] }],
    ["an adoption that is no record", { ...written, adoptions: [1] }],
    ["a field of an adoption nobody knows", each({ more: 1 })],
    ["a commit that is no text", each({ commit: 1 })],
    ["a pull request that is no number", each({ pull: "12" })],
    ["an approver without an id", each({ approvers: [{ login: "carol" }] })],
    ["approvers that are no list", each({ approvers: CAROL })],
    ["a time in another form", each({ at: "yesterday" })],
    ["ids that are no record", each({ ids: "p1" })],
    ["an id nobody knows", each({ ids: { ...ids, more: "m" } })],
    ["an id that is no text", each({ ids: { ...ids, settings: 1 } })],
    ["no id of the policies", each({ ids: { codeowners: "c1", settings: "s1" } })],
    ["no id of CODEOWNERS", each({ ids: { policies: "p1", settings: "s1" } })],
    ["no id of the settings", each({ ids: { policies: "p1", codeowners: "c1" } })],
  ])("is not read with %s", (_name, odd) => {
    expect(() => parseAdoptions(JSON.stringify(odd))).toThrow(
      "The list of adoptions is not as this version writes it",
    );
  });
});
