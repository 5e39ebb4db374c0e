import { addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Person } from "../../../src/core/access/lease.ts";
import { type BranchMove, listPushers, splitMoves } from "../../../src/core/decision/branch-moves.ts";
import { ALICE, CAROL, DAVE, NOW } from "../../support/builders/evidence.ts";

const moved = (by: Person, after: string, second = 0): BranchMove => ({
  kind: "moved",
  by: { ...by, type: "User" },
  after,
  at: addSeconds(NOW, second),
});
const deleted = (by: Person, second = 0): BranchMove => ({ ...moved(by, "0", second), kind: "deleted" });
const afters = (moves: readonly BranchMove[] = []) => moves.map(({ after }) => after);
const split = (moves: readonly BranchMove[], until?: Date) => {
  const history = splitMoves(moves, "h1", until);
  return history && [afters(history.earlier), afters(history.present)];
};

describe("the moves of a branch", () => {
  it.each<[string, BranchMove[], Date | undefined, string[][] | undefined]>([
    ["are none without a log", [], undefined, undefined],
    ["are not known before the log tells of the head", [moved(ALICE, "h0")], undefined, undefined],
    ["are not known by a deletion", [{ ...deleted(ALICE), after: "h1" }], undefined, undefined],
    ["all count", [moved(CAROL, "x"), moved(ALICE, "h1")], undefined, [[], ["x", "h1"]]],
    [
      "before the last deletion are an earlier branch's",
      [moved(CAROL, "x"), deleted(CAROL), moved(DAVE, "y"), deleted(DAVE), moved(ALICE, "h1")],
      undefined,
      [["x", "y"], ["h1"]],
    ],
    [
      "of the same head before are an earlier branch's too",
      [moved(CAROL, "h1"), deleted(CAROL), moved(ALICE, "h1")],
      undefined,
      [["h1"], ["h1"]],
    ],
    [
      "before the last creation are an earlier branch's, whose deletion the log forgot",
      [moved(CAROL, "x"), { ...moved(DAVE, "y"), created: true }, moved(ALICE, "h1")],
      undefined,
      [["x"], ["y", "h1"]],
    ],
    [
      "begin with the head where it made the branch",
      [moved(CAROL, "h1"), { ...moved(ALICE, "h1"), created: true }, moved(DAVE, "y")],
      undefined,
      [["h1"], ["h1", "y"]],
    ],
    [
      "go on counting after the branch was deleted, while it is open",
      [moved(ALICE, "h1"), deleted(ALICE), moved(CAROL, "x")],
      undefined,
      [[], ["h1", "x"]],
    ],
    [
      "after the merge do not count, nor in its second",
      [moved(CAROL, "x"), moved(ALICE, "h1"), deleted(ALICE, 5), moved(DAVE, "y", 5), moved(DAVE, "z", 6)],
      addSeconds(NOW, 5),
      [[], ["x", "h1"]],
    ],
  ])("%s", (_what, moves, until, expected) => {
    expect(split(moves, until)).toEqual(expected);
  });
});

describe("who pushed", () => {
  it("is each account once, by the present branch where it pushed to both", () => {
    const present = [moved(ALICE, "h1"), moved(ALICE, "h2")];
    expect(listPushers({ present, earlier: [moved(ALICE, "x"), moved(CAROL, "y")] })).toEqual({
      pushers: [ALICE, { ...CAROL, earlier: true }],
    });
  });

  it("is not known where an account is gone, or a bot's, on either branch", () => {
    const gone: BranchMove = { ...moved(ALICE, "x"), by: undefined };
    const bot: BranchMove = { ...moved(ALICE, "x"), by: { id: 9, login: "fix[bot]", type: "Bot" } };
    for (const earlier of [[], [bot], [gone]])
      for (const present of [[moved(ALICE, "h1")], [bot], [gone]]) {
        const all = [...present, ...earlier];
        const because = all.includes(gone)
          ? { because: "gone" }
          : all.includes(bot)
            ? { because: "bot", login: "fix[bot]" }
            : undefined;
        const expected = because === undefined ? { pushers: [ALICE] } : { unknownPush: because };
        expect(listPushers({ present, earlier })).toEqual(expected);
      }
  });
});
