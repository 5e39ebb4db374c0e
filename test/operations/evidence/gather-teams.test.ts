// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO2: A member of a child team approves, and no policy says that child teams count.

import { describe, expect, it } from "vitest";
import type { Entitlement } from "../../../src/core/access/entitlement.ts";
import type { Person } from "../../../src/core/access/lease.ts";
import type { Power } from "../../../src/core/access/power.ts";
import type { Team } from "../../../src/core/access/team.ts";
import type { RepositoryRules } from "../../../src/core/decision/evidence.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { GitHub } from "../../../src/core/ports/github.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { gatherTeams } from "../../../src/operations/evidence/gather-teams.ts";
import { memoryProvider } from "../../../src/providers/memory/provider.ts";
import {
  ALICE,
  added,
  CAROL,
  DAVE,
  PATH,
  policy,
  rulesWith,
  settings,
} from "../../support/builders/evidence.ts";
import { at, revokedEntry } from "../../support/builders/ledger.ts";
import { intendAt } from "../../support/builders/provider.ts";
import { unusedGitHub } from "../../support/unused.ts";

/** An organisation with these teams, and no other. */
const gitHubWith = (teams: readonly Team[], asked: string[] = []): GitHub => ({
  ...unusedGitHub,
  readTeam: async (slug) => {
    asked.push(slug);
    return teams.find((team) => team.slug === slug);
  },
});

const refs = (...slugs: string[]) => slugs.map((slug, index) => ({ slug, id: 400 + index }));
const leads = (...members: Person[]): Team => ({ id: 302, slug: "payments-leads", members });
const request = [added(PATH)];

describe("the teams that are read", () => {
  const offer = policy({
    requesters: { teams: refs("asking") },
    onBehalf: { teams: refs("asking-for-others") },
    approvals: { teams: refs("approving") },
  });
  const elsewhere = policy({
    name: "other",
    folders: ["friends"],
    requesters: { teams: refs("friends-asking") },
  });
  const codeownersText = [
    "/access-requests/payments/ @acme/owning @carol",
    "/access-requests/friends/ @acme/friends",
    "/docs/ @acme/writers",
    "/policies/ @acme/policy-owners",
    "/.github/ @acme/rule-owners",
    "/CODEOWNERS @acme/root-owners",
    "/docs/CODEOWNERS @acme/docs-owners",
  ].join("\n");
  const ruled = rulesWith({
    codeownersText,
    policies: [offer, elsewhere],
    settings: settings({ rules: { approvals: { teams: refs("ruling") } } }),
  });
  const ownerless = rulesWith({ codeowners: undefined, policies: [offer, elsewhere] });
  const bare = rulesWith({ codeownersText, policies: [policy()], settings: undefined });
  const standard = rulesWith({ codeownersText, policies: [], settings: settings({ profile: "standard" }) });
  const { rules: _, ...withoutRules } = settings();
  const wordless = rulesWith({ codeownersText, policies: [], settings: withoutRules });
  const ownersOfRules = ["docs-owners", "policy-owners", "root-owners", "rule-owners"];

  it.each<[string, RepositoryRules[], string[], string[]]>([
    [
      "are who owns a request's folder, and whom its policies name",
      [ruled],
      [PATH],
      ["owning", "asking", "asking-for-others", "approving"],
    ],
    [
      "are whom the policies name where nobody owns it",
      [ownerless],
      [PATH],
      ["asking", "asking-for-others", "approving"],
    ],
    ["leave out what a policy does not say", [bare], [PATH], ["owning", "payments", "payments-leads"]],
    ["are those of each folder", [wordless], [PATH, "access-requests/friends/a.yaml"], ["owning", "friends"]],
    [
      "are who owns the rules, and whom the settings name",
      [ruled],
      ["policies/a.yaml"],
      [...ownersOfRules, "ruling"],
    ],
    [
      "are who owns the rules alone where the settings name nobody",
      [wordless],
      ["policies/a.yaml"],
      ownersOfRules,
    ],
    [
      "are who owns the rules alone where there are no settings",
      [bare],
      [".github/hallpass.yaml"],
      ownersOfRules,
    ],
    [
      "are the owners of anything else, and who owns the rules, where GitHub demands no review",
      [standard],
      ["docs/a.md"],
      [...ownersOfRules, "writers"],
    ],
    ["are none for anything else", [ruled], ["docs/a.md", "access-requests/README.md"], []],
    [
      "are those of all the rules that are asked about",
      [wordless, ownerless],
      [PATH],
      ["owning", "asking", "asking-for-others", "approving"],
    ],
  ])("%s", async (_name, rules, paths, expected) => {
    const asked: string[] = [];
    const needs = { github: gitHubWith([], asked), providers: new Map() };
    const changes = paths.map(added);
    expect(
      await gatherTeams(needs, rules, { changes, isPower: false }, { state: emptyLedger, at: at(0) }),
    ).toEqual(new Map());
    expect(asked.toSorted()).toEqual(expected.toSorted());
  });

  it("are all that own anything, once each, when what is asked for is power over somebody", async () => {
    const asked: string[] = [];
    const needs = { github: gitHubWith([], asked), providers: new Map() };
    await gatherTeams(
      needs,
      [wordless, wordless],
      { changes: request, isPower: true },
      { state: emptyLedger, at: at(0) },
    );
    expect(asked.toSorted()).toEqual([...ownersOfRules, "friends", "owning", "writers"].toSorted());
    asked.length = 0;
    await gatherTeams(
      needs,
      [rulesWith({ codeowners: undefined, policies: [elsewhere] })],
      { changes: request, isPower: true },
      { state: emptyLedger, at: at(0) },
    );
    // Whose child teams they are has to be known.
    expect(asked.toSorted()).toEqual(["payments-leads", "security"]);
  });
});

describe("a team's members", () => {
  const membersOf = async (
    state: LedgerState,
    team: Team,
    { providers = [], second = 0 }: { providers?: Provider[]; second?: number } = {},
  ) => {
    const needs = {
      github: gitHubWith([team]),
      providers: new Map(providers.map((provider) => [provider.name, provider])),
    };
    const about = { changes: request, isPower: false };
    const teams = await gatherTeams(needs, [rulesWith()], about, { state, at: at(second) });
    expect([...teams.keys()]).toEqual([team.slug]);
    return teams.get(team.slug)?.members;
  };

  it("are members since they were first seen, by their number: since now when they never were, or another team was", async () => {
    const seen = applyEntries(emptyLedger, [
      { kind: "observed", team: { id: 302, slug: "old-name" }, members: [ALICE], at: at(-100), first: true },
      {
        kind: "observed",
        team: { id: 302, slug: "old-name" },
        members: [ALICE, CAROL],
        at: at(-50),
        first: false,
      },
      {
        kind: "observed",
        team: { id: 999, slug: "payments-leads" },
        members: [DAVE],
        at: at(-50),
        first: true,
      },
    ]);
    const renamed = { ...CAROL, login: "carol-new" };
    expect(await membersOf(seen, leads(ALICE, renamed, DAVE))).toEqual([
      { ...ALICE, since: undefined, leased: false },
      { ...renamed, since: at(-50), leased: false },
      { ...DAVE, since: at(0), leased: false },
    ]);
  });

  const giving = (power: Power): Provider => ({
    ...memoryProvider({ name: "github" }),
    powers: () => [power],
  });
  const team = giving({ kind: "github-team", id: 302 });

  it.each<[string, Provider[], number, boolean]>([
    ["while the lease lasts", [team], 30, true],
    ["after it, until the membership is taken back", [team], 61, true],
    ["but not by a lease of another team", [giving({ kind: "github-team", id: 303 })], 30, false],
    [
      "but not by power over something else of that number",
      [giving({ kind: "github-repository", id: 302 })],
      30,
      false,
    ],
    ["but not by access that is no power", [memoryProvider({ name: "github" })], 30, false],
    ["but not by a provider that is gone", [], 30, false],
  ])("are leased when Hallpass put them there: %s", async (_name, providers, second, leased) => {
    const state = applyEntries(emptyLedger, [await intendAt(team, "payments/a", 60)]);
    expect(await membersOf(state, leads(ALICE, CAROL), { providers, second })).toEqual([
      { ...ALICE, since: at(second), leased },
      { ...CAROL, since: at(second), leased: false },
    ]);
  });

  it("RO2: are kept apart from those of child teams, which a lease of either team gives", async () => {
    const seen = applyEntries(emptyLedger, [
      {
        kind: "observed",
        team: { id: 302, slug: "payments-leads" },
        members: [CAROL],
        childMembers: [ALICE],
        at: at(-50),
        first: false,
      },
    ]);
    const state = applyEntries(seen, [await intendAt(team, "payments/a", 60)]);
    const family = (ids: readonly number[]) => ({
      ...leads(CAROL, DAVE),
      children: { ids, members: [ALICE] },
    });
    const read = async (provider: Provider) => {
      const needs = {
        github: gitHubWith([family([310])]),
        providers: new Map([[provider.name, provider]]),
      };
      const about = { changes: request, isPower: false };
      return gatherTeams(needs, [rulesWith()], about, { state, at: at(30) });
    };
    const own = [
      { ...CAROL, since: at(-50), leased: false },
      { ...DAVE, since: at(30), leased: false },
    ];
    for (const [id, leased] of [
      [310, true],
      [311, false],
    ] as const)
      expect((await read(giving({ kind: "github-team", id }))).get("payments-leads")).toEqual({
        id: 302,
        slug: "payments-leads",
        members: own,
        children: { ids: [310], members: [{ ...ALICE, since: at(-50), leased }] },
      });
  });

  it("are not leased any more once it was taken back, though they may be again by the next lease", async () => {
    const entitlement: Entitlement = { provider: "github", resource: "orders", role: "readonly" };
    const state = applyEntries(emptyLedger, [
      await intendAt(team, "payments/a", 60),
      await intendAt(team, "payments/b", 160, 100),
      revokedEntry({ principal: "alice", entitlement }, at(61), at(60)),
    ]);
    const isLeased = async (second: number) =>
      (await membersOf(state, leads(ALICE), { providers: [team], second }))?.map(({ leased }) => leased);
    expect(await isLeased(62)).toEqual([false]);
    expect(await isLeased(100)).toEqual([true]);
    expect(await isLeased(160)).toEqual([false]);
  });
});
