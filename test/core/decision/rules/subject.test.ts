// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO2: A member of a child team approves, and no policy says that child teams count.

import { describe, expect, it } from "vitest";
import type { Power } from "../../../../src/core/access/power.ts";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { ExternalIdentity } from "../../../../src/core/decision/github-facts.ts";
import { accountAt } from "../../../../src/core/decision/rules/account.ts";
import {
  accountKnown,
  noPowerOverHallpass,
  requesterAllowed,
  subjectAllowed,
} from "../../../../src/core/decision/rules/subject.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import type { Settings } from "../../../../src/core/files/settings.ts";
import {
  ALICE,
  CAROL,
  evidence,
  policy,
  requestText,
  rulesWith,
  settings,
  type Twist,
  teams,
} from "../../../support/builders/evidence.ts";

const verdictOf = (rule: { readonly name: string }, twist: Twist) =>
  decide(evidence(twist)).verdicts.find((verdict) => verdict.rule === rule.name);
const found = (twist: Twist): string[] =>
  listFindings(decide(evidence(twist))).map(({ code, message }) => `${code}: ${message}`);
const withPolicies = (...policies: ReturnType<typeof policy>[]) => rulesWith({ policies });
const unlisted = requestText({ entitlements: "[{ provider: orders-db, resource: orders, role: admin }]" });

describe("who receives the access", () => {
  const unknown = 'SUBJECT_UNKNOWN: GitHub knows no person called "alice".';

  it.each<[string, Twist, string[]]>([
    ["is the person GitHub knows by that login", {}, []],
    ["is found whatever the case of the login", { subject: { ...ALICE, login: "Alice", type: "User" } }, []],
    ["is no bot", { subject: { ...ALICE, type: "Bot" } }, [unknown]],
    [
      "is nobody who answers to another login now (SA5)",
      { subject: { ...ALICE, login: "alice-2", type: "User" } },
      [unknown],
    ],
    [
      "is nobody where GitHub knows nobody",
      { text: requestText({ subject: "mallory" }) },
      ['SUBJECT_UNKNOWN: GitHub knows no person called "mallory".'],
    ],
  ])("%s", (_name, twist, expected) => {
    expect(found(twist)).toEqual(expected);
  });

  it("leaves open which account it is, as long as nobody is known", () => {
    const nobody = { text: requestText({ subject: "mallory" }) };
    expect(verdictOf(accountKnown, nobody)?.status).toBe("open");
  });

  it("is not looked at as long as the request cannot be read", () => {
    for (const rule of [subjectAllowed, accountKnown, noPowerOverHallpass])
      expect(verdictOf(rule, { text: "{" })?.status).toBe("open");
  });
});

describe("asking for somebody else", () => {
  const text = requestText({ subject: "eve" });
  const forFriends = policy({
    onBehalf: {
      teams: [
        { slug: "friends", id: 304 },
        { slug: "interns", id: 399 },
      ],
    },
  });
  const forInterns = policy({
    onBehalf: {
      teams: [
        { slug: "interns", id: 399 },
        { slug: "security", id: 303 },
      ],
    },
  });

  it("is what a policy may allow, for the members of the teams it names", () => {
    expect(verdictOf(subjectAllowed, { text, rules: withPolicies(forFriends) })).toEqual({
      rule: subjectAllowed.name,
      status: "met",
      says: "alice asks for eve (1005).",
    });
    expect(found({ text, rules: withPolicies(forInterns) })).toEqual([
      'SUBJECT_NOT_REQUESTER: Policy "orders-readonly" lets people ask for members of interns, security; "eve" is not one of them.',
    ]);
  });

  it("is nothing a policy allows unless it says so", () => {
    expect(found({ text })).toEqual([
      'SUBJECT_NOT_REQUESTER: The subject is "eve", the pull request is by "alice", and policy "orders-readonly" does not let people ask for others.',
    ]);
  });

  it("is left open where no policy is known", () => {
    const entitlements = "[{ provider: orders-db, resource: orders, role: admin }]";
    const both = requestText({ subject: "eve", entitlements });
    expect(verdictOf(subjectAllowed, { text: both })?.status).toBe("open");
  });
});

describe("who may ask", () => {
  const askers = (...teams: { slug: string; id: number }[]) =>
    withPolicies(policy({ requesters: { teams: [teams[0] ?? { slug: "", id: 0 }, ...teams.slice(1)] } }));

  it("is a member of any of the policy's teams, whatever the others are", () => {
    const rules = askers(
      { slug: "gone", id: 1 },
      { slug: "payments", id: 301 },
      { slug: "friends", id: 304 },
    );
    expect(verdictOf(requesterAllowed, { rules })).toMatchObject({
      status: "met",
      says: "alice may ask.",
    });
  });

  it("is nobody else, and is told the teams", () => {
    expect(found({ rules: askers({ slug: "gone", id: 1 }, { slug: "friends", id: 304 }) })).toEqual([
      'REQUESTER_NOT_ALLOWED: "alice" is in none of the teams that may ask under policy "orders-readonly": gone, friends.',
    ]);
  });

  it("RO2: is in a child team only where the policy says that those count", () => {
    const child = { ...ALICE, since: undefined, leased: false };
    const family = new Map([
      ...teams,
      ["oncall", { id: 305, slug: "oncall", members: [], children: { ids: [306], members: [child] } }],
    ]);
    const asking = (requesters: Policy["requesters"]) =>
      found({ teams: family, rules: withPolicies(policy({ requesters })) });
    const oncall = { teams: [{ slug: "oncall", id: 305 }] };
    expect(asking(oncall)).toEqual([
      'REQUESTER_NOT_ALLOWED: "alice" is in none of the teams that may ask under policy "orders-readonly": oncall (membership in a child team does not count here).',
    ]);
    expect(asking({ ...oncall, includeChildTeams: false })).toHaveLength(1);
    expect(asking({ ...oncall, includeChildTeams: true })).toEqual([]);
  });

  it("is left open where no policy is known", () => {
    expect(verdictOf(requesterAllowed, { text: unlisted })?.status).toBe("open");
  });
});

describe("the account at a provider", () => {
  const account = (
    overrides: Partial<Settings>,
    externalIdentity: ExternalIdentity | undefined,
    subject = evidence().subject,
  ) =>
    accountAt("orders-db", {
      ...(subject && { subject }),
      ...(externalIdentity && { externalIdentity }),
      rules: { settings: settings(overrides) },
    });
  const linked = { nameId: "alice@acme.example", scimUserName: "a.lice" };
  const byName = { externalIdentities: { "orders-db": "nameId" } } as const;

  it.each<[string, Partial<Settings>, ExternalIdentity | undefined, string | undefined]>([
    ["is what the map says", {}, undefined, "alice"],
    ["is what the map says, whatever the identity provider calls them", {}, linked, "alice"],
    [
      "is what the map says where another provider asks for the linked name",
      {
        externalIdentities: { other: "nameId" },
      },
      linked,
      "alice",
    ],
    ["is the linked name", byName, linked, "alice@acme.example"],
    ["is the other linked name", { externalIdentities: { "orders-db": "scimUserName" } }, linked, "a.lice"],
    ["is never the map's where the linked name is missing", byName, { scimUserName: "a.lice" }, undefined],
    ["is never the map's where nobody is linked", byName, undefined, undefined],
    ["is no name that could mean more than an account", byName, { nameId: "alice; drop" }, undefined],
    ["is no empty name", byName, { nameId: "" }, undefined],
    ["is none where the map does not know them", { people: [] }, linked, undefined],
  ])("%s", (_name, overrides, external, expected) => {
    expect(account(overrides, external)).toBe(expected);
  });

  it("is none for nobody, and none without settings", () => {
    const { subject: _, ...nobody } = evidence();
    expect(accountAt("orders-db", nobody)).toBeUndefined();
    expect(
      accountAt("orders-db", evidence({ rules: { ...rulesWith(), settings: undefined } })),
    ).toBeUndefined();
    expect(accountAt("orders-db", { ...nobody, rules: { settings: undefined } })).toBeUndefined();
  });

  it("is asked of whoever can give it", () => {
    const unmapped = rulesWith({ settings: settings({ people: [{ ...CAROL, principals: {} }] }) });
    const unlinked = rulesWith({ settings: settings(byName) });
    expect(found({ rules: unmapped })).toEqual([
      'PRINCIPAL_UNKNOWN: The identity map has no "orders-db" account for alice (GitHub id 1001).',
    ]);
    expect(found({ rules: unlinked })).toEqual([
      "PRINCIPAL_UNKNOWN: The identity provider names no single account for alice (GitHub id 1001).",
    ]);
  });

  it("is left open without settings", () => {
    expect(verdictOf(accountKnown, { rules: { ...rulesWith(), settings: undefined } })?.status).toBe("open");
  });
});

describe("power over Hallpass", () => {
  const asked = (power: Power, twist: Twist = {}) => found({ powers: [{ entitlement: 0, power }], ...twist });
  const refused = (what: string): string[] => [
    `POWER_OVER_HALLPASS: It gives ${what}, and with it power over who gets access.`,
  ];

  it.each<[string, Power, string]>([
    [
      "a team whose approval a policy needs",
      { kind: "github-team", id: 302 },
      "membership in team 302, which approves or owns",
    ],
    [
      "a team whose approval a change of the rules needs",
      { kind: "github-team", id: 303 },
      "membership in team 303, which approves or owns",
    ],
    [
      "a team that owns files and approves nothing",
      { kind: "github-team", id: 304 },
      "membership in team 304, which approves or owns",
    ],
    ["the organisation", { kind: "github-organization" }, "administration of the organisation"],
    [
      "the access repository",
      { kind: "github-repository", id: 77 },
      "administration of the access repository",
    ],
    ["an account of its own", { kind: "own-account" }, "an account of Hallpass itself"],
  ])("is never given: %s", (_name, power, what) => {
    expect(asked(power)).toEqual(refused(what));
  });

  it.each<[string, Power]>([
    ["a team that decides nothing", { kind: "github-team", id: 301 }],
    ["another repository", { kind: "github-repository", id: 78 }],
  ])("is not what is given by %s", (_name, power) => {
    expect(asked(power)).toEqual([]);
    expect(verdictOf(noPowerOverHallpass, { powers: [{ entitlement: 0, power }] })?.status).toBe("met");
  });

  it("is found at the entitlement that would give it, and only there", () => {
    const powers = [
      { entitlement: 0, power: { kind: "github-team", id: 301 } },
      { entitlement: 1, power: { kind: "own-account" } },
    ] as const;
    expect(listFindings(decide(evidence({ powers }))).map(({ at }) => at)).toEqual(["/entitlements/1"]);
  });

  const owns = (id: number) => ({
    powers: [{ entitlement: 0, power: { kind: "github-team", id } as const }],
  });
  it.each<[string, Twist, string]>([
    [
      "a person owns",
      { rules: rulesWith({ codeownersText: "* @carol @acme/friends\n" }), ...owns(304) },
      "failed",
    ],
    [
      "an owner team is not to be seen",
      { rules: rulesWith({ codeownersText: "* @acme/gone\n" }), ...owns(304) },
      "met",
    ],
    ["nobody owns anything", { rules: { ...rulesWith(), codeowners: undefined }, ...owns(304) }, "met"],
    ["there are no settings", { rules: { ...rulesWith(), settings: undefined }, ...owns(301) }, "met"],
    [
      "the settings name nobody",
      {
        rules: { ...rulesWith({ codeownersText: "* @acme/friends\n" }), settings: withoutApprovers() },
        ...owns(303),
      },
      "met",
    ],
    [
      "the settings' team owns nothing",
      { rules: rulesWith({ codeownersText: "* @acme/friends\n" }), ...owns(303) },
      "failed",
    ],
    ["a policy's team owns nothing", { rules: rulesWith({ codeownersText: "" }), ...owns(302) }, "failed"],
  ])("is judged also where %s", (_name, twist, status) => {
    expect(verdictOf(noPowerOverHallpass, twist)?.status).toBe(status);
  });

  function withoutApprovers(): Settings {
    const { rules: _, ...rest } = settings();
    return rest;
  }
});
