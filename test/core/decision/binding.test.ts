import { describe, expect, it } from "vitest";
import { bindingOf } from "../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../src/core/decision/evidence.ts";
import { parseRequest } from "../../../src/core/files/request.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  PATH,
  requestText,
  review,
  rulesWith,
  settings,
} from "../../support/builders/evidence.ts";

const open = evidence();
const bound = bindingOf(open);
const { repository, pull } = open;
const { ids } = rulesWith();
const { file: _file, subject: _subject, ...unread } = open;
const bare: Evidence = { ...unread, pushers: undefined };

/** alice's account is another one. */
const renamed = rulesWith({
  settings: settings({ people: [{ ...ALICE, principals: { "orders-db": "al" } }] }),
});
const unknown = rulesWith({ settings: settings({ people: [] }) });
const external = rulesWith({ settings: settings({ externalIdentities: { "orders-db": "nameId" } }) });

describe("a check binds", () => {
  it.each<[string, Partial<Evidence>]>([
    ["the repository", { repository: { ...repository, id: 78 } }],
    ["the pull request", { pull: { ...pull, number: 13 } }],
    ["its head", { pull: { ...pull, head: { ...pull.head, sha: "h2" } } }],
    ["who opened it", { pull: { ...pull, author: { ...EVE, type: "User" } } }],
    ["where the file is", { file: { path: "b.yaml", blob: "b", parsed: parseRequest("", PATH) } }],
    ["what it says", { file: { path: PATH, blob: "other", parsed: parseRequest(requestText(), PATH) } }],
    ["the policies", { rules: rulesWith({ ids: { ...ids, policies: "p2" } }) }],
    ["the code owners", { rules: rulesWith({ ids: { ...ids, codeowners: "c2" } }) }],
    ["the settings", { rules: rulesWith({ ids: { ...ids, settings: "s2" } }) }],
    ["who receives the access", { subject: { ...EVE, type: "User" } }],
    ["the account that receives it", { rules: renamed }],
    ["that there is none", { rules: unknown }],
    ["the account the identity provider names", { rules: external, externalIdentity: { nameId: "a" } }],
    ["who else pushed", { pushers: [ALICE, DAVE] }],
    ["that the pushers are not known", { pushers: undefined }],
  ])("%s", (_what, odd) => {
    expect(bindingOf({ ...open, ...odd })).not.toBe(bound);
  });

  it("that a file asks, and that somebody is to receive the access", () => {
    const { file: _file, ...unasked } = open;
    const { subject: _subject, ...forNobody } = open;
    expect(new Set([bound, bindingOf(unasked), bindingOf(forNobody)]).size).toBe(3);
  });

  it("each of two accounts the identity provider may name, apart", () => {
    const named = (nameId: string) => bindingOf({ ...open, rules: external, externalIdentity: { nameId } });
    expect(named("alice@acme.example")).not.toBe(named("mallory@acme.example"));
  });

  it("each person who pushed, apart", () => {
    expect(bindingOf({ ...open, pushers: [DAVE] })).not.toBe(bindingOf({ ...open, pushers: [EVE] }));
  });

  it("nothing that a review or a new title changes", () => {
    const later = { ...open, reviews: [review(CAROL)], pull: { ...pull, title: "Other" } };
    expect(bindingOf(later)).toBe(bound);
  });

  it("the people who pushed in whatever order GitHub names them", () => {
    const orders = [
      [ALICE, CAROL, DAVE],
      [DAVE, CAROL, ALICE],
      [CAROL, ALICE, DAVE],
    ].map((pushers) => bindingOf({ ...open, pushers }));
    expect(new Set(orders).size).toBe(1);
  });

  it("the rules it is asked for, and the accounts under them", () => {
    const other = { ...renamed, ids: { ...ids, settings: "s2" } };
    expect(bindingOf(open, other)).toBe(bindingOf({ ...open, rules: other }));
  });

  it("a place for everything that cannot be read, so that none moves into another's", () => {
    expect(JSON.parse(bindingOf(bare))).toEqual([
      77,
      12,
      "h1",
      null,
      null,
      "p1",
      "c1",
      "s1",
      1001,
      null,
      [],
      null,
    ]);
    const illegible = { path: PATH, blob: "b1", parsed: parseRequest("{", PATH) };
    expect(JSON.parse(bindingOf({ ...bare, file: illegible }))).toEqual([
      77,
      12,
      "h1",
      PATH,
      "b1",
      "p1",
      "c1",
      "s1",
      1001,
      null,
      [],
      null,
    ]);
  });
});
