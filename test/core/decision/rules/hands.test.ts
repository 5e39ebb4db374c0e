// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS7: An approver asks by an issue, and approves the pull request that the app opened.

import { expect, it } from "vitest";
import {
  accountsOf,
  everybodyKnown,
  findDisqualification,
  listDisqualifications,
} from "../../../../src/core/decision/rules/people.ts";
import { ALICE, CAROL, DAVE, EVE, evidence, settings } from "../../../support/builders/evidence.ts";

const wrote = "wrote a commit of it";

it("everybody who had a hand in a request is barred, and nobody else", () => {
  const facts = evidence({
    subject: { ...EVE, type: "User" },
    commits: [
      { sha: "h0", author: CAROL, committer: undefined },
      { sha: "h1", author: undefined, committer: DAVE },
    ],
    pushers: [CAROL],
  });
  expect(listDisqualifications(facts)).toEqual([
    { id: ALICE.id, because: "opened the pull request" },
    { id: EVE.id, because: "would receive the access" },
    { id: CAROL.id, because: wrote },
    { id: DAVE.id, because: wrote },
    { id: CAROL.id, because: "pushed to its branch" },
  ]);
});

it("where GitHub tells neither commits nor pushes, whoever opened it is barred still", () => {
  const { subject: _, ...open } = evidence({ commits: undefined, pushers: undefined });
  expect(listDisqualifications(open)).toEqual([{ id: ALICE.id, because: "opened the pull request" }]);
});

it("a head has a commit: a list without one is not the whole list (SA2)", () => {
  const judge = (commits: ReturnType<typeof evidence>["commits"]) =>
    everybodyKnown.judge({ evidence: evidence({ commits }), reviewed: [] });
  expect(judge([])).toMatchObject({ status: "failed", findings: [{ code: "COMMITS_UNKNOWN" }] });
  expect(judge([{ sha: "h1", author: ALICE, committer: ALICE }])).toMatchObject({ status: "met" });
});

it("the accounts of a person are the same, whichever of them is asked for", () => {
  const map = settings({
    people: [
      { ...ALICE, otherIds: [2001, 3001], principals: {} },
      { ...CAROL, principals: {} },
    ],
  });
  for (const id of [ALICE.id, 2001, 3001]) expect(accountsOf(map, id)).toEqual([ALICE.id, 2001, 3001]);
  expect(accountsOf(map, CAROL.id)).toEqual([CAROL.id]);
  expect(accountsOf(map, 999)).toEqual([999]);
  expect(accountsOf(undefined, ALICE.id)).toEqual([ALICE.id]);
});

it("AS7: whoever Hallpass opened the pull request for is barred, with all their accounts, and Hallpass bars nobody", () => {
  const bot = { id: 41, login: "hallpass[bot]" };
  const { pull } = evidence();
  const facts = evidence({
    pull: { ...pull, author: { ...bot, type: "Bot" } },
    asked: { asker: { ...CAROL, type: "User" }, where: "issue #12" },
    commits: [{ sha: "h1", author: bot, committer: bot }],
    pushers: [],
  });
  expect(listDisqualifications(facts).find(({ id }) => id === CAROL.id)?.because).toBe("asked for it");
  expect(everybodyKnown.judge({ evidence: facts, reviewed: [] })).toMatchObject({ status: "met" });
  const map = settings({ people: [{ ...CAROL, principals: {}, otherIds: [DAVE.id] }] });
  expect(findDisqualification(facts, map, DAVE.id)?.because).toBe("asked for it");
});
