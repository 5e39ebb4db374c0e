// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X27: A command in a comment is edited or deleted later, or another person writes it.
//   X52: The file of a request that gives access is removed or changed on the default branch by no verified
//     pull request, or by one that another person pushed and no owner approved.

import { addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import {
  endEarly,
  listBases,
  listOpenRequests,
  type OpenRequest,
  wasClosed,
} from "../../../src/core/decision/early-end.ts";
import type { Evidence } from "../../../src/core/decision/evidence.ts";
import type { Comment } from "../../../src/core/decision/github-facts.ts";
import { findCommander, findRemover } from "../../../src/core/decision/who-may-end.ts";
import { applyEntries } from "../../../src/core/ledger/ledger.ts";
import { ALICE, added, CAROL, DAVE, EVE, evidence, merged, review } from "../../support/builders/evidence.ts";
import { at, granted, lease } from "../../support/builders/ledger.ts";

const state = granted(lease());
const [request] = listOpenRequests(state, at(30));
if (request === undefined) throw new Error("Nothing is open.");

describe("what may be ended early", () => {
  it("is what runs or will run, and nothing that is over", () => {
    const ended = applyEntries(state, endEarly(state, "payments/a", { because: "command", at: at(20) }));
    const later = granted(lease({ startsAt: at(60), endsAt: at(120) }));
    expect([state, later, ended].map((each) => listOpenRequests(each, at(30)).length)).toEqual([1, 1, 0]);
    expect(listOpenRequests(state, at(60))).toEqual([]);
  });
});

describe("the comment /hallpass end", () => {
  const comment = (overrides: Partial<Comment> = {}): Comment => ({
    number: 12,
    author: { ...ALICE, type: "User" },
    body: "/hallpass end",
    at: at(10),
    edited: false,
    ...overrides,
  });

  it.each<[string, Partial<Comment>]>([
    ["its subject", {}],
    ["who approved it", { author: { ...CAROL, type: "User" } }],
    ["before it began", { at: at(-3600) }],
    ["with blanks around it", { body: "  /hallpass end\n" }],
  ])("counts from %s", (_who, overrides) => {
    expect(findCommander(request, [comment(overrides)])).toBeDefined();
  });

  it.each([
    [59, true],
    [60, false],
    [90, false],
  ])(
    "said %d seconds after what lasts a minute began counts, also for what carries on from it, whoever's clock is behind: %s",
    (seconds, counts) => {
      const found = findCommander(request, [comment({ at: at(seconds) })]);
      expect(found !== undefined).toBe(counts);
    },
  );

  it.each<[string, Partial<Comment>]>([
    ["anybody else", { author: { ...EVE, type: "User" } }],
    ["an owner who did not approve it", { author: { ...DAVE, type: "User" } }],
    ["a bot", { author: { ...ALICE, type: "Bot" } }],
    ["one that was changed", { edited: true }],
    ["another pull request", { number: 13 }],
    ["long before there was anything to end", { at: at(-33 * 24 * 3600) }],
    ["a sentence", { body: "Please /hallpass end" }],
    ["a quote", { body: "> /hallpass end" }],
  ])("X27: counts for nothing from %s", (_who, overrides) => {
    expect(findCommander(request, [comment(overrides)])).toBeUndefined();
  });
});

describe("a pull request that removes the file", () => {
  const removal = { ...added("access-requests/payments/a.yaml"), status: "removed" } as const;
  const by = (author: { id: number; login: string }, twist: Partial<Evidence> = {}): Evidence => {
    const {
      file: _file,
      subject: _subject,
      ...facts
    } = merged(
      {
        changes: [removal],
        reviews: [],
        pull: { ...evidence().pull, author: { ...author, type: "User" } },
        ...twist,
      },
      { changes: [removal] },
    );
    return facts;
  };

  it("counts from its subject, from who approved it, and of anybody's as the word of an owner who approved it", () => {
    expect(findRemover(request, by(ALICE))).toEqual(ALICE);
    expect(findRemover(request, by(CAROL))).toEqual(CAROL);
    expect(findRemover(request, by(EVE, { reviews: [review(CAROL)] }))).toEqual(CAROL);
  });

  it.each<[string, Evidence]>([
    ["somebody else pushed to as well", by(ALICE, { pushers: [ALICE, EVE] })],
    ["nobody can tell who pushed", by(ALICE, { pushers: undefined })],
    ["somebody else alone pushed", by(ALICE, { pushers: [EVE] })],
  ])("X52: counts for nothing by itself when %s, and with an owner's approval as theirs", (_what, facts) => {
    expect(findRemover(request, facts)).toBeUndefined();
    expect(findRemover(request, { ...facts, reviews: [review(CAROL)] })).toEqual(CAROL);
  });

  it("counts for what carries on from it when it was merged in its time", () => {
    const facts = by(ALICE);
    const mergedAt = facts.merge?.at ?? at(0);
    const over = (seconds: number) => ({ ...request, over: addSeconds(mergedAt, seconds) });
    expect(findRemover(over(1), facts)).toEqual(ALICE);
    expect(findRemover(over(0), facts)).toBeUndefined();
  });

  const unmerged = (overrides: object): Evidence => {
    const facts = by(ALICE);
    return facts.merge === undefined ? facts : { ...facts, merge: { ...facts.merge, ...overrides } };
  };

  it.each<[string, Evidence]>([
    ["anybody else", by(EVE)],
    ["one that was pushed and not squashed", unmerged({ commit: "h1" })],
    ["one that GitHub does not name for the commit", unmerged({ belongsToPull: false })],
    ["one that is not on the default branch", unmerged({ onDefaultBranch: false })],
    [
      "a commit that removes another file",
      unmerged({ changes: [{ ...removal, path: "access-requests/payments/b.yaml" }] }),
    ],
    ["one that does more", by(ALICE, { changes: [removal, added("access-requests/payments/b.yaml")] })],
    ["another repository", by(ALICE, { repository: { ...evidence().repository, id: 9 } })],
  ])("X52: counts for nothing from %s", (_who, facts) => {
    expect(findRemover(request, facts)).toBeUndefined();
  });
});

describe("what a request is for", () => {
  const task = (...closes: Date[]) => ({ number: 17, closed: false, closes });

  it.each<[string, Date[], Partial<OpenRequest>, boolean]>([
    ["never", [], {}, false],
    ["before the merge", [at(-61)], {}, false],
    ["between the merge and the beginning", [at(-60)], {}, true],
    ["while it ran", [at(-61), at(30)], {}, true],
    ["in the time of what it carries on from", [at(30)], { over: at(60) }, true],
    ["after that", [at(60)], { over: at(60) }, false],
  ])("that was closed for a while %s", (_when, closes, overrides, ended) => {
    expect(wasClosed({ ...request, ...overrides }, task(...closes), at(-60))).toBe(ended);
  });
});

describe("what a request carries on from", () => {
  const chain = [
    lease({ endsAt: at(60) }),
    lease({ request: "payments/b", startsAt: at(60), endsAt: at(120), extends: "payments/a" }),
    lease({ request: "payments/c", startsAt: at(120), endsAt: at(180), extends: "payments/b" }),
  ];
  const all = granted(...chain, lease({ request: "payments/d", endsAt: at(300) }));

  it("is known with the end of its time, over or not", () => {
    const open = listOpenRequests(all, at(130));
    expect(open.map(({ seen }) => seen.request)).toEqual(["payments/c", "payments/d"]);
    expect(listBases(all, open).map(({ seen, over }) => [seen.request, over])).toEqual([
      ["payments/b", at(120)],
      ["payments/a", at(60)],
    ]);
    const whole = listOpenRequests(all, at(30));
    expect(listBases(all, whole)).toEqual([]);
    expect(listBases(all, whole.slice(1, 2)).map(({ seen }) => seen.request)).toEqual(["payments/a"]);
  });

  it("ends nothing but what still runs, when its end is read late", () => {
    const ended = endEarly(all, "payments/a", { because: "command", by: CAROL, at: at(130) });
    expect(ended).toEqual([
      { kind: "ended", request: "payments/c", because: "command", by: CAROL, at: at(130) },
    ]);
  });
});

it("what was to carry on from a request ends with it, and nothing else does", () => {
  const next = lease({ request: "payments/b", startsAt: at(60), endsAt: at(120), extends: "payments/a" });
  const last = lease({ request: "payments/c", startsAt: at(120), endsAt: at(180), extends: "payments/b" });
  const other = lease({ request: "payments/d", startsAt: at(60), endsAt: at(120) });
  const all = granted(lease(), next, last, other);
  const ended = endEarly(all, "payments/a", { because: "command", by: CAROL, at: at(30) });
  expect(ended.map(({ request: id, by }) => [id, by?.login])).toEqual([
    ["payments/a", "carol"],
    ["payments/b", "carol"],
    ["payments/c", "carol"],
  ]);
});
