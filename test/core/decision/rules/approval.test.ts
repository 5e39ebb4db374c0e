// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA1: The requester approves their own pull request through the API.
//   SA2: An approver changes the role or the subject in another person's branch, then approves it.
//   SA3: An approver pushes, a third person pushes last, and the approver approves.
//   SA4: The requester has a second account, and that one is in the approving team.
//   SA6: A workflow approves with its own token.
//   SA7: Another installed App approves.
//   SA8: An approver lets a colleague ask in the approver's name, then approves.
//   SA9: Two approvals are needed and one account gives both.
//   SA10: A person with read access approves.
//   SA12: A team maintainer adds an accomplice, who approves at once.
//   SA14: A reviewer approves, asks for changes, then dismisses that.
//   SA16: An owner of the organisation approves their own request.
//   X18: The membership that lets a person approve is itself held through a lease.
//   X22: CODEOWNERS names a team of the same name in another organisation.
//   X23: A request joins something from a lenient policy with something from a strict one.
//   X24: The approval comes after the merge.
//   X25: A stranger takes the old login of an approver, or joins under it.
//   X48: A person with write access who did not approve dismisses an approval after the merge, or an
//     objection.
//   RO1: A requester dismisses an owner's “changes requested”.
//   RO2: A member of a child team approves, and no policy says that child teams count.

import { addMinutes, addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { KnownTeam, Member } from "../../../../src/core/decision/evidence.ts";
import type { Account, Review } from "../../../../src/core/decision/github-facts.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import {
  ALICE,
  CAROL,
  DAVE,
  EVE,
  evidence,
  merged,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
} from "../../../support/builders/evidence.ts";

const FRANK = { id: 1007, login: "frank" };
const GRACE = { id: 1006, login: "grace" };
const HEIDI = { id: 1008, login: "heidi" };
const GUEST = { id: 1009, login: "guest" };
const SECOND = { id: 2001, login: "alice-too" };
const BOT = { id: 1101, login: "helper[bot]" };

const asMember = (person: { id: number; login: string }, more: Partial<Member> = {}): Member => ({
  ...person,
  since: undefined,
  leased: false,
  ...more,
});

const leads = (...members: readonly Member[]): ReadonlyMap<string, KnownTeam> =>
  new Map([
    ["payments", { id: 301, slug: "payments", members: [ALICE, CAROL].map((each) => asMember(each)) }],
    ["payments-leads", { id: 302, slug: "payments-leads", members }],
  ]);

const people = [ALICE, CAROL, DAVE, EVE, FRANK, GRACE, HEIDI].map((person) => ({
  ...person,
  ...(person === ALICE && { otherIds: [SECOND.id] }),
  principals: { "orders-db": person.login },
}));

/** alice asks for eve; carol wrote, dave committed, frank pushed, grace is new, and nobody knows guest. */
const hands: Twist = {
  text: requestText({ subject: "eve" }),
  commits: [{ sha: "h1", author: CAROL, committer: DAVE }],
  pushers: [FRANK],
  rules: rulesWith({
    policies: [policy({ onBehalf: { teams: [{ slug: "payments-leads", id: 302 }] } })],
    settings: settings({ people }),
  }),
};
const members = [
  ...[ALICE, SECOND, CAROL, DAVE, EVE, FRANK, GUEST].map((each) => asMember(each)),
  asMember(GRACE, { since: addMinutes(NOW, -60 * 23) }),
];
const barred: Twist = { ...hands, teams: leads(...members) };
const barredButHeidi: Twist = { ...hands, teams: leads(...members, asMember(HEIDI)) };

const states = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"] as const;

/** The same numbers every time (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe("people who are barred", () => {
  const everybody = [ALICE, SECOND, CAROL, DAVE, EVE, FRANK, GRACE, GUEST];

  it("SA1, SA2, SA3, SA4, SA8, SA12, SA16: approve nothing, all of them at once", () => {
    const reviews = everybody.map((person) => review(person));
    const open = decide(evidence({ ...barred, reviews }));
    expect([open.status, open.approvers, open.eligible]).toEqual(["denied", [], []]);
    const [finding, ...others] = listFindings(open);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "NOBODY_CAN_APPROVE",
      message: [
        "1 approval needed; 0 people who own access-requests/payments/2026-11-20-alice-orders.yaml can give one.",
        "alice opened the pull request.",
        "alice-too opened the pull request.",
        "carol wrote a commit of it.",
        "dave wrote a commit of it.",
        "eve would receive the access.",
        "frank pushed to its branch.",
        "guest is not in the identity map, so Hallpass does not know whose account it is.",
        "grace has been in the team for less than 1 day.",
      ].join(" "),
    });
  });

  it("SA1, SA2, SA3, SA4, SA6, SA7, SA8, SA9, SA12: approve nothing by any combination of reviews, before a merge or after it", () => {
    const random = createRandom(20261121);
    const pick = <T>(from: readonly T[]): T => {
      const found = from[random(from.length)];
      if (found === undefined) throw new Error("There is nothing to pick from.");
      return found;
    };
    const anyReview = (): Review => {
      const type = pick(["User", "Bot"] as const);
      return review(CAROL, pick(states), {
        commit: pick(["h1", "h1", "h0"]),
        submittedAt: addMinutes(NOW, -random(20_000)),
        reviewer: { ...pick([...everybody, BOT]), login: pick(everybody).login, type },
      });
    };
    const cases = [barred, barredButHeidi].flatMap((twist) => [evidence(twist), merged(twist)]);
    const [, , openToHeidi = evidence()] = cases;
    for (let time = 0; time < 250; time++) {
      const reviews = Array.from({ length: random(12) }, anyReview);
      const decisions = cases.map((facts) => decide({ ...facts, reviews }));
      expect([reviews, decisions.map(({ status, approvers }) => [status, approvers])]).toEqual([
        reviews,
        ["denied", "denied", "waiting", "waiting"].map((status) => [status, []]),
      ]);
      const withHers = [...reviews, review(HEIDI)];
      expect(decide({ ...openToHeidi, reviews: withHers }).approvers).toEqual([HEIDI]);
    }
  });

  it.each([
    ["requested nothing and wrote nothing", asMember(DAVE), "approved"],
    ["is in the team for a day", asMember(DAVE, { since: addMinutes(NOW, -60 * 24) }), "approved"],
    ["is in it for less", asMember(DAVE, { since: addMinutes(NOW, -60 * 24 + 1) }), "denied"],
    ["is in it by a lease", asMember(DAVE, { leased: true }), "denied"],
    ["is in it since no time at all", asMember(DAVE, { since: new Date(Number.NaN) }), "denied"],
    ["has another id", asMember({ id: 9999, login: "dave" }), "denied"],
  ])(
    "SA10, SA12, X18, X25: the word of somebody who %s counts for what it should",
    (_who, member, status) => {
      expect(decide(evidence({ teams: leads(member), reviews: [review(DAVE)] })).status).toBe(status);
    },
  );

  it("SA6, SA7: a bot is no member's word, whatever its number", () => {
    const bot = review(CAROL, "APPROVED", { reviewer: { ...CAROL, type: "Bot" } });
    expect(decide(evidence({ reviews: [bot] })).status).toBe("waiting");
  });
});

describe("policies that a request joins", () => {
  const two = policy({
    name: "writing",
    entitlements: [{ provider: "orders-db", resource: "orders", roles: ["writer"] }],
    approvals: { teams: [{ slug: "payments-leads", id: 302 }], count: 2, memberFor: "7d" },
  });
  const entitlements =
    "[{ provider: orders-db, resource: orders, role: readonly }, { provider: orders-db, resource: orders, role: writer }]";
  const joined = (teams: Twist["teams"], ...reviews: Review[]) =>
    decide(
      evidence({
        text: requestText({ entitlements }),
        rules: rulesWith({ policies: [policy(), two] }),
        ...(teams && { teams }),
        reviews,
      }),
    ).status;

  it("X23: need the larger number of approvals, by people who are members for the longer time", () => {
    const old = leads(asMember(CAROL), asMember(DAVE));
    expect(joined(old, review(CAROL))).toBe("waiting");
    expect(joined(old, review(CAROL), review(DAVE))).toBe("approved");
    const young = leads(asMember(CAROL), asMember(DAVE, { since: addMinutes(NOW, -60 * 24 * 6) }));
    expect(joined(young, review(CAROL), review(DAVE))).toBe("denied");
  });

  it("X23: are all denied where one of them is approved by another team", () => {
    const strict = { ...two, approvals: { teams: [{ slug: "security", id: 303 }] } };
    const rules = rulesWith({ policies: [policy(), strict] });
    const facts = evidence({
      text: requestText({ entitlements }),
      rules,
      reviews: [review(CAROL), review(DAVE)],
    });
    expect(listFindings(decide(facts)).map(({ code }) => code)).toEqual([
      "OWNER_NOT_APPROVER",
      "NOBODY_CAN_APPROVE",
    ]);
  });
});

it("X22: a team of the same name in another organisation is not the approving team", () => {
  const rules = rulesWith({ codeownersText: "/access-requests/payments/ @other/payments-leads\n" });
  expect(listFindings(decide(evidence({ rules, reviews: [review(CAROL)] }))).map(({ code }) => code)).toEqual(
    ["OWNER_NOT_APPROVER", "NOBODY_CAN_APPROVE"],
  );
});

it("X24: an approval after the merge counts for nothing, and hides nothing from before it", () => {
  const late = review(CAROL, "APPROVED", { submittedAt: NOW });
  const refused = review(CAROL, "CHANGES_REQUESTED");
  expect(decide(merged({ reviews: [late] })).status).toBe("waiting");
  expect(decide(merged({ reviews: [refused, late] })).status).toBe("waiting");
  expect(decide(merged({ reviews: [review(CAROL), late] })).status).toBe("approved");
  expect(decide(merged({ reviews: [review(CAROL), { ...refused, submittedAt: NOW }] })).status).toBe(
    "waiting",
  );
});

describe("a review whose time cannot be read", () => {
  const never = new Date(Number.NaN);
  const earlier = review(CAROL, "APPROVED", { submittedAt: addMinutes(NOW, -30) });
  const later = addMinutes(NOW, -10);
  const teams = leads(asMember(CAROL), asMember(DAVE));
  const statusOf = (...reviews: Review[]) => [
    decide(evidence({ teams, reviews })).status,
    decide(merged({ teams, reviews })).status,
  ];

  it.each<[string, Review]>([
    ["refused", review(CAROL, "CHANGES_REQUESTED", { submittedAt: later })],
    ["approved another commit", review(CAROL, "APPROVED", { submittedAt: later, commit: "h0" })],
  ])("SA14: leaves the reviews of others in their order: an approver has since %s", (_what, last) => {
    expect(statusOf(last, review(ALICE, "APPROVED", { submittedAt: never }), earlier)).toEqual([
      "waiting",
      "waiting",
    ]);
  });

  it.each(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"] as const)(
    "SA14: is an objection of an approver, whatever else that approver said: %s",
    (state) => {
      const untimed = review(DAVE, state, { submittedAt: never });
      for (const all of [
        [untimed, earlier, review(DAVE)],
        [earlier, review(DAVE), untimed],
      ])
        expect(statusOf(...all)).toEqual(["waiting", "waiting"]);
    },
  );

  it("RO1: is one too where the time of its dismissal cannot be read", () => {
    const by = { ...DAVE, type: "User" as const };
    const dismissed = { at: never, was: "CHANGES_REQUESTED" as const, by };
    expect(statusOf(earlier, review(DAVE, "DISMISSED", { dismissed }))).toEqual(["waiting", "waiting"]);
  });

  it("counts for nothing when it is of somebody without a say, or a comment", () => {
    const eve = review(EVE, "CHANGES_REQUESTED", { submittedAt: never });
    const comment = review(DAVE, "COMMENTED", { submittedAt: never });
    expect(statusOf(eve, earlier, comment)).toEqual(["approved", "approved"]);
  });
});

describe("an approval that GitHub shows and that does not count", () => {
  const clauseOf = (twist: Twist) => {
    const verdict = decide(evidence(twist)).verdicts.find(
      ({ rule }) => rule === "Code owners approved exactly this",
    );
    if (verdict?.status !== "waiting") throw new Error(`It is ${verdict?.status}.`);
    return verdict.says;
  };
  const teams = leads(asMember(CAROL), asMember(HEIDI));
  const dave = { rules: hands.rules ?? rulesWith(), teams: leads(asMember(CAROL), asMember(DAVE)) };

  it.each<[string, Twist, string]>([
    [
      "of another commit",
      { teams, reviews: [review(CAROL, "APPROVED", { commit: "h0" })] },
      "carol's approval does not count: it is for another commit, h0.",
    ],
    [
      "from before the base was changed",
      { teams, reviews: [review(CAROL)], retargetedAt: addMinutes(NOW, -1) },
      "carol's approval does not count: it is from before the base branch was changed.",
    ],
    [
      "of a member for less than a day",
      {
        ...dave,
        teams: leads(asMember(CAROL), asMember(DAVE, { since: addMinutes(NOW, -60) })),
        reviews: [review(DAVE)],
      },
      "dave's approval does not count: dave has been in the team for less than 1 day.",
    ],
    [
      "of an approver who pushed",
      { ...dave, pushers: [ALICE, DAVE], reviews: [review(DAVE)] },
      "dave's approval does not count: dave pushed to its branch.",
    ],
    [
      "of a member whom the identity map lacks",
      { ...dave, teams: leads(asMember(CAROL), asMember(GUEST)), reviews: [review(GUEST)] },
      "guest's approval does not count: guest is not in the identity map, so Hallpass does not know whose account it is.",
    ],
    [
      "of somebody outside the team",
      { ...dave, reviews: [review(FRANK)] },
      "frank's approval does not count: frank is not in @acme/payments-leads.",
    ],
    [
      "of a bot",
      { reviews: [review(CAROL, "APPROVED", { reviewer: { ...CAROL, type: "Bot" } })] },
      "carol's approval does not count: it is a bot's.",
    ],
  ])("is explained: %s", (_what, twist, clause) => {
    const says = clauseOf(twist);
    expect(says).toContain(` ${clause}`);
    expect(says.match(/does not count/gu)).toHaveLength(1);
  });

  it("is explained beside the one that counts, whose author is not asked again", () => {
    const people = [policy({ approvals: { ...policy().approvals, count: 2 } })];
    const rules = rulesWith({ policies: people, settings: hands.rules?.settings ?? settings() });
    const all = leads(...[CAROL, GRACE, HEIDI].map((each) => asMember(each)));
    const old = review(GRACE, "APPROVED", { commit: "h0" });
    expect(clauseOf({ rules, teams: all, reviews: [review(CAROL), old] })).toBe(
      "1 of 2 approvals: grace or heidi still needed. grace's approval does not count: it is for another commit, h0.",
    );
    expect(clauseOf({ rules, teams: all })).toBe("2 approvals needed: 2 of carol, grace and heidi.");
  });

  it("is said of the first ten, and counted", () => {
    const crowd = Array.from({ length: 14 }, (_, index) => ({ id: 5000 + index, login: `p${index}` }));
    const says = clauseOf({ reviews: crowd.map((each) => review(each)) });
    expect(says.match(/does not count/gu)).toHaveLength(10);
    expect(says).toContain("Nor do 4 more.");
  });

  it("is not said of the requester's approver who can, or of a comment", () => {
    expect(clauseOf({ teams, reviews: [review(CAROL, "COMMENTED"), review(DAVE, "DISMISSED")] })).toBe(
      "carol can approve.",
    );
  });
});

it("RO2: the word of a member of a child team counts where every policy says so", () => {
  const family = (extra: Partial<Policy["approvals"]>): Twist => ({
    teams: new Map(
      [...leads(asMember(CAROL))].map(([slug, team]) => [
        slug,
        { ...team, children: { ids: [310], members: [asMember(DAVE)] } },
      ]),
    ),
    rules: rulesWith({ policies: [policy({ approvals: { ...policy().approvals, ...extra } })] }),
    reviews: [review(DAVE)],
  });
  expect(decide(evidence(family({})))).toMatchObject({ status: "waiting", eligible: [CAROL] });
  expect(decide(evidence(family({ includeChildTeams: false }))).status).toBe("waiting");
  expect(decide(evidence(family({ includeChildTeams: true })))).toMatchObject({
    status: "approved",
    approvers: [DAVE],
    eligible: [CAROL, DAVE],
  });
});

describe("a review that was dismissed", () => {
  const { merge } = merged();
  const at = merge?.at ?? NOW;
  const dismissed = (was: "APPROVED" | "CHANGES_REQUESTED", when: Date) =>
    review(CAROL, "DISMISSED", { dismissed: { at: when, was } });

  it("X48: counts as it stood at the merge, when that happened afterwards", () => {
    const later = addSeconds(at, 1);
    expect(decide(merged({ reviews: [dismissed("APPROVED", later)] })).status).toBe("approved");
    const objection = {
      ...dismissed("CHANGES_REQUESTED", later),
      reviewer: { ...DAVE, type: "User" as const },
    };
    const teams = leads(asMember(CAROL), asMember(DAVE));
    expect(decide(merged({ teams, reviews: [review(CAROL)] })).status).toBe("approved");
    expect(decide(merged({ teams, reviews: [review(CAROL), objection] })).status).toBe("waiting");
  });

  const teams = leads(asMember(CAROL), asMember(DAVE), asMember(EVE));
  const user = (person: typeof CAROL) => ({ ...person, type: "User" as const });
  const withdrawnBy = (by: Account | undefined): Review =>
    review(DAVE, "DISMISSED", {
      dismissed: { at: addSeconds(at, -1), was: "CHANGES_REQUESTED", ...(by && { by }) },
    });
  const afterwards = (by: Account | undefined, twist: Twist = {}) => {
    const facts = { teams, reviews: [review(CAROL), withdrawnBy(by)], ...twist };
    return [decide(evidence(facts)), decide(merged(facts))].map(({ status }) => status);
  };

  it.each<[string, Account | undefined, string]>([
    ["its author", user(DAVE), "approved"],
    ["an approver with no hand in the request", user(EVE), "approved"],
    ["the approver whose approval is there", user(CAROL), "approved"],
    ["the requester", user(ALICE), "waiting"],
    ["a writer of no owning team", user(FRANK), "waiting"],
    ["an approver's number with a bot behind it", { ...EVE, type: "Bot" }, "waiting"],
    ["an account that GitHub does not name", undefined, "waiting"],
  ])("RO1: stands or falls by who dismissed it: %s", (_who, by, status) => {
    expect(afterwards(by)).toEqual([status, status]);
  });

  it("RO1: stands when an approver dismissed it who pushed, or is new in the team", () => {
    expect(afterwards(user(EVE), { pushers: [ALICE, EVE] })).toEqual(["waiting", "waiting"]);
    const eve = asMember(EVE, { since: addMinutes(NOW, -60 * 23) });
    const fresh = leads(asMember(CAROL), asMember(DAVE), eve);
    expect(afterwards(user(EVE), { teams: fresh })).toEqual(["waiting", "waiting"]);
  });

  it("RO1: says who dismissed it, and whose dismissal would count", () => {
    const facts = { teams, reviews: [review(CAROL), withdrawnBy(user(ALICE))] };
    expect(JSON.stringify(decide(evidence(facts)).verdicts.at(-1))).toContain(
      "dave asked for changes. alice dismissed the review of dave: that counts only from dave, or from an approver with no hand in the request.",
    );
  });

  it("RO1: stands when the requester forges a commit of its author", () => {
    const commits = [{ sha: "h1", author: DAVE, committer: ALICE }];
    const objection = review(DAVE, "CHANGES_REQUESTED");
    expect(decide(evidence({ teams, commits, reviews: [review(CAROL), objection] })).status).toBe("waiting");
  });

  it("RO1: is over once its author approves", () => {
    const before = { ...withdrawnBy(user(ALICE)), submittedAt: addMinutes(NOW, -9) };
    const reviews = [before, review(DAVE)];
    expect(decide(evidence({ teams, reviews })).status).toBe("approved");
  });

  it.each([at, addSeconds(at, -1)])(
    "SA14: counts for nothing when it was over by the merge, as at %s",
    (when) => {
      expect(decide(merged({ reviews: [dismissed("APPROVED", when)] })).status).toBe("waiting");
    },
  );

  it("SA14: counts for nothing while the pull request is open, or when nobody tells what it said", () => {
    expect(decide(evidence({ reviews: [dismissed("APPROVED", NOW)] })).status).toBe("waiting");
    expect(decide(merged({ reviews: [review(CAROL, "DISMISSED")] })).status).toBe("waiting");
  });
});
