import { describe, expect, it } from "vitest";
import type { Adoption } from "../../../src/core/ledger/adoption.ts";
import { emptyLedger, type SeenRequest } from "../../../src/core/ledger/ledger.ts";
import type { Repository } from "../../../src/core/ports/repository.ts";
import { findLost, listRewrites } from "../../../src/operations/evidence/rewritten.ts";
import { at } from "../../support/builders/ledger.ts";
import { unusedRepository } from "../../support/unused.ts";

/** A clone of a default branch that has these commits. It knows those of `others` too, and has never heard of any more. */
const repository = (has: readonly string[], others: readonly string[] = []): Repository => ({
  ...unusedRepository,
  isAncestor: async (ancestor, tip) => {
    if (![...has, ...others].includes(ancestor)) throw new Error(`There is no commit ${ancestor}.`);
    return tip === "tip" && has.includes(ancestor);
  },
});

const adopted = (commit: string, second: number): Adoption => ({
  commit,
  ids: { policies: "p", codeowners: "c", settings: "s" },
  approvers: [],
  at: at(second),
});

/** What was granted from these commits, at these seconds. */
const granted = (...merges: readonly (readonly [string, number])[]): ReadonlyMap<string, SeenRequest> =>
  new Map(
    merges.map(([merge, second], index) => [
      `payments/${index}`,
      { request: `payments/${index}`, pull: index, blob: "b", merge, at: at(second) },
    ]),
  );

const six = granted(["m1", 1], ["m2", 2], ["m3", 3], ["m4", 4], ["m5", 5], ["m6", 6]);
const lastFive = ["m2", "m3", "m4", "m5", "m6"];

describe("a commit that the default branch has no more", () => {
  const find = (
    clone: Repository,
    seen: ReadonlyMap<string, SeenRequest>,
    adoptions: readonly Adoption[] = [],
  ) => findLost(clone, { adoptions, seen }, "tip");

  it.each([
    ["is none as long as nothing was granted", repository([]), granted(), [], undefined],
    [
      "is none when all of them are there",
      repository(["m1", "m2"]),
      granted(["m1", 1], ["m2", 2]),
      [],
      undefined,
    ],
    ["is one that is on no branch now", repository(["m1"], ["m2"]), granted(["m1", 1], ["m2", 2]), [], "m2"],
    ["is one that a new clone never had", repository(["m2"]), granted(["m1", 1], ["m2", 2]), [], "m1"],
    ["is the latest of several", repository([]), granted(["m1", 1], ["m3", 3], ["m2", 2]), [], "m3"],
    ["is looked for among the last five", repository(lastFive), six, [], undefined],
    ["is looked for among all of the last five", repository(lastFive.slice(1)), six, [], "m2"],
    ["is what was adopted", repository([]), granted(), [adopted("a1", 1)], "a1"],
    [
      "is not what was adopted before",
      repository(["a2"]),
      granted(),
      [adopted("a1", 1), adopted("a2", 2)],
      undefined,
    ],
    [
      "is not what was granted before that",
      repository(["a2"]),
      granted(["m1", 1]),
      [adopted("a2", 2)],
      undefined,
    ],
    ["is what was granted at that moment", repository(["a2"]), granted(["m2", 2]), [adopted("a2", 2)], "m2"],
    [
      "is what was granted since",
      repository(["a2"]),
      granted(["m1", 1], ["m3", 3]),
      [adopted("a2", 2)],
      "m3",
    ],
  ])("%s", async (_name, clone, seen, adoptions, expected) => {
    expect(await find(clone, seen, adoptions)).toBe(expected);
  });

  it("is asked for once, whatever was granted from it", async () => {
    const asked: string[] = [];
    const counting: Repository = {
      ...repository([]),
      isAncestor: async (ancestor) => {
        asked.push(ancestor);
        return true;
      },
    };
    await find(counting, granted(["m1", 1], ["m1", 1]), [adopted("m1", 1)]);
    expect(asked).toEqual(["m1"]);
  });

  it("stops every grant, and says which it is", async () => {
    const state = { ...emptyLedger, seen: granted(["m1", 1]) };
    expect(await listRewrites(repository(["m1"]), { tip: "tip", state })).toEqual([]);
    expect(await listRewrites(repository([]), { tip: "tip", state })).toMatchObject([
      {
        code: "HISTORY_REWRITTEN",
        severity: "error",
        message: "The ledger acted on commit m1, and the default branch does not have it: it was rewritten.",
      },
    ]);
  });
});
