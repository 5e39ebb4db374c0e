import { describe, expect, it } from "vitest";
import {
  isAsObserved,
  type ObservedTeam,
  observeTeam,
  parseObservedTeam,
  serializeObservedTeam,
} from "../../../src/core/ledger/observed-team.ts";
import { ALICE, CAROL, DAVE, NOW } from "../../support/builders/evidence.ts";

const EARLIER = new Date("2026-11-01T08:00:00.000Z");
const team = { id: 301, slug: "payments" };
const known: ObservedTeam = { ...team, members: [ALICE, { ...CAROL, since: EARLIER }] };

const look = (before: ObservedTeam | undefined, members: ObservedTeam["members"], first = false) =>
  observeTeam(before, { kind: "observed", team, members, first, at: NOW });

describe("a member of a team", () => {
  it("whom the first look finds was there before it", () => {
    expect(look(undefined, [ALICE], true)).toStrictEqual({ ...team, members: [ALICE] });
  });

  it("of a team seen for the first time later is new, for nobody looked before", () => {
    expect(look(undefined, [ALICE])).toStrictEqual({ ...team, members: [{ ...ALICE, since: NOW }] });
  });

  it("stays a member since whenever it was, and who joins begins now", () => {
    expect(look(known, [ALICE, CAROL, DAVE])).toStrictEqual({
      ...team,
      members: [ALICE, { ...CAROL, since: EARLIER }, { ...DAVE, since: NOW }],
    });
  });

  it("who left and came back begins anew", () => {
    const gone = look(known, [CAROL]);
    expect(gone.members).toStrictEqual([{ ...CAROL, since: EARLIER }]);
    expect(look(gone, [ALICE, CAROL]).members).toStrictEqual([
      { ...ALICE, since: NOW },
      { ...CAROL, since: EARLIER },
    ]);
  });

  it("is known by number: another name is the same person, another number under the name is not", () => {
    const renamed = { ...CAROL, login: "caroline" };
    const impostor = { id: 2000, login: "carol" };
    expect(look(known, [renamed, impostor]).members).toStrictEqual([
      { ...renamed, since: EARLIER },
      { ...impostor, since: NOW },
    ]);
  });

  it("of a child team is kept apart, and begins anew in the team itself", () => {
    const entry = { kind: "observed", team, members: [ALICE], first: false, at: NOW } as const;
    const below = observeTeam(known, { ...entry, childMembers: [CAROL] });
    expect(below).toStrictEqual({ ...team, members: [ALICE], childMembers: [{ ...CAROL, since: NOW }] });
    expect(parseObservedTeam(serializeObservedTeam(below))).toStrictEqual(below);
    const later = new Date(NOW.getTime() + 1000);
    expect(observeTeam(below, { ...entry, members: [ALICE, CAROL], at: later })).toStrictEqual({
      ...team,
      members: [ALICE, { ...CAROL, since: later }],
    });
    const children = { ids: [9], members: [CAROL] };
    expect(isAsObserved(below, { ...team, members: [ALICE], children })).toBe(true);
    expect(isAsObserved(below, { ...team, members: [ALICE] })).toBe(false);
  });

  it("is no older by what an entry claims of them", () => {
    expect(look(known, [{ ...DAVE, since: EARLIER }]).members).toStrictEqual([{ ...DAVE, since: NOW }]);
  });
});

it("a renamed team keeps its members and takes its new name", () => {
  const renamed = { id: 301, slug: "billing" };
  expect(
    observeTeam(known, { kind: "observed", team: renamed, members: [CAROL], first: false, at: NOW }),
  ).toStrictEqual({ ...renamed, members: [{ ...CAROL, since: EARLIER }] });
});

describe("another look", () => {
  it.each<[string, ObservedTeam | undefined, string, ObservedTeam["members"], boolean]>([
    ["at the same people tells nothing new", known, "payments", [ALICE, CAROL], true],
    ["at the same people in another order tells nothing new", known, "payments", [CAROL, ALICE], true],
    ["at an empty team that was empty tells nothing new", { ...known, members: [] }, "payments", [], true],
    ["at a team never seen tells of it", undefined, "payments", [], false],
    ["tells of a new name", known, "billing", [ALICE, CAROL], false],
    ["tells who joined", known, "payments", [ALICE, CAROL, DAVE], false],
    ["tells who left", known, "payments", [CAROL], false],
    ["tells who came in somebody's place", known, "payments", [ALICE, DAVE], false],
  ])("%s", (_name, before, slug, members, same) => {
    expect(isAsObserved(before, { slug, members })).toBe(same);
  });
});

describe("the file of a team", () => {
  const written = JSON.parse(serializeObservedTeam(known));

  it("is read back, of old members and new", () => {
    expect(parseObservedTeam(serializeObservedTeam(known))).toStrictEqual(known);
  });

  it.each(["version", "id", "slug", "members"])("is not read without %s", (field) => {
    const { [field]: _, ...rest } = written;
    expect(() => parseObservedTeam(JSON.stringify(rest))).toThrow(`must have required property '${field}'`);
  });

  it.each<[string, object]>([
    ["another version", { version: 2 }],
    ["a field nobody knows", { more: 1 }],
    ["an id that is no number", { id: "301" }],
    ["a slug that is no text", { slug: 1 }],
    ["members that are no list", { members: {} }],
    ["a member that is no record", { members: [1001] }],
    ["a member without an id", { members: [{ login: "alice" }] }],
    ["a member without a login", { members: [{ id: 1001 }] }],
    ["a member whose id is no number", { members: [{ ...ALICE, id: "1001" }] }],
    ["a member whose login is no text", { members: [{ ...ALICE, login: 1 }] }],
    ["a member since no time", { members: [{ ...ALICE, since: "yesterday" }] }],
    ["a field of a member nobody knows", { members: [{ ...ALICE, leased: false }] }],
  ])("is not read with %s", (_name, odd) => {
    expect(() => parseObservedTeam(JSON.stringify({ ...written, ...odd }))).toThrow(
      "The observed team is not as this version writes it",
    );
  });
});
