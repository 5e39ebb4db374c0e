import { describe, expect, it } from "vitest";
import type { Adoption } from "../../../src/core/ledger/adoption.ts";
import type { Repository } from "../../../src/core/ports/repository.ts";
import { findInForce, readAdoptedRules } from "../../../src/operations/evidence/in-force.ts";
import { unusedRepository } from "../../support/unused.ts";

const AT = new Date("2026-11-20T14:00:00.000Z");
const idsOf = (policies: string) => ({ policies, codeowners: "  ", settings: "" });
const adoption = (commit: string, policies: string): Adoption => ({
  commit,
  ids: idsOf(policies),
  pull: 7,
  approvers: [{ id: 1004, login: "dave" }],
  at: AT,
});

/** A line of commits from "a" to "e", and "x" that is on another. Each commit's policies are a tree of its own name. */
const repository = (trees: Readonly<Record<string, string>> = {}): Repository => ({
  ...unusedRepository,
  isAncestor: async (ancestor, descendant) =>
    ancestor === descendant || (ancestor !== "x" && descendant !== "x" && ancestor < descendant),
  listFiles: async () => [],
  findFile: async () => undefined,
  treeId: async (commit, folder) => (folder === "policies" ? (trees[commit] ?? `p-${commit}`) : undefined),
});

const pinned = (commit: string): Adoption => ({
  commit,
  ids: idsOf(`p-${commit}`),
  approvers: [],
  at: new Date(0),
});
const [b, c, d, x] = [adoption("b", "p-b"), adoption("c", "p-c"), adoption("d", "p-d"), adoption("x", "p-x")];

describe("the rules in force at a commit are", () => {
  it.each<[string, string, readonly Adoption[], string, Adoption | undefined]>([
    ["the pinned ones as long as none were adopted", "a", [], "e", pinned("a")],
    ["none before the pin", "c", [], "b", undefined],
    ["none on another branch than the pin", "a", [], "x", undefined],
    ["the last adopted", "a", [b, c, d], "e", d],
    ["the last adopted by then", "a", [b, c, d], "c", c],
    ["the pinned ones before anything was adopted", "a", [c, d], "b", pinned("a")],
    ["the adopted ones on the branch, whatever was adopted on another", "a", [b, x], "e", b],
    ["the pinned ones when the pin is later than what was adopted", "d", [b, c], "e", pinned("d")],
    ["the adopted ones before a later pin", "d", [b], "c", b],
    ["what was recorded for the pin, with its approvers", "b", [b], "e", b],
    ["the adopted ones, when the pin is of another branch", "x", [b], "e", b],
    ["the adopted ones on another branch than the pin", "a", [x], "x", x],
  ])("%s", async (_name, trustedCommit, adoptions, commit, expected) => {
    expect(await findInForce({ repository: repository(), trustedCommit }, { adoptions }, commit)).toEqual(
      expected,
    );
  });

  it("the adopted ones, or none, when the pin is a commit that the clone does not have", async () => {
    const clone: Repository = {
      ...repository(),
      isAncestor: async (ancestor, descendant) => {
        if (ancestor === "nowhere") throw Object.assign(new Error("no such commit"), { missing: "nowhere" });
        return ancestor <= descendant;
      },
    };
    const needs = { repository: clone, trustedCommit: "nowhere" };
    expect(await findInForce(needs, { adoptions: [b] }, "e")).toEqual(b);
    expect(await findInForce(needs, { adoptions: [] }, "e")).toBeUndefined();
  });

  it("unknown when git fails: that is no word about the pin", async () => {
    const broken: Repository = { ...repository(), isAncestor: unusedRepository.isAncestor };
    const needs = { repository: broken, trustedCommit: "a" };
    await expect(findInForce(needs, { adoptions: [] }, "e")).rejects.toThrow("Nobody asks for this.");
  });

  it("the adopted ones where the pin is on a side that what was adopted is no part of", async () => {
    // "a" is pinned and "b" adopted; both came into "e", neither through the other.
    const merged: Repository = {
      ...repository(),
      isAncestor: async (ancestor, descendant) => ancestor === descendant || descendant === "e",
    };
    const needs = { repository: merged, trustedCommit: "a" };
    expect(await findInForce(needs, { adoptions: [b] }, "e")).toEqual(b);
  });
});

describe("the rules at a commit are adopted", () => {
  const isAdopted = async (
    trees: Readonly<Record<string, string>>,
    adoptions: readonly Adoption[],
    at: string,
  ) => {
    const needs = { repository: repository(trees), trustedCommit: "a" };
    const { adopted, commit, ids } = await readAdoptedRules(needs, { adoptions }, at);
    expect([commit, ids]).toEqual([at, idsOf(trees[at] ?? `p-${at}`)]);
    return adopted;
  };

  it.each<[string, Readonly<Record<string, string>>, readonly Adoption[], string, boolean]>([
    ["at the pin", {}, [], "a", true],
    ["as long as they are as pinned", { e: "p-a" }, [], "e", true],
    ["as long as they are as adopted", { e: "p-c" }, [b, c], "e", true],
    ["not when nobody adopted them", {}, [b, c], "e", false],
    ["not when an older set was put back", { e: "p-b" }, [b, c], "e", false],
    ["not on a branch that is neither pinned nor adopted", { x: "p-a" }, [b], "x", false],
  ])("%s", async (_name, trees, adoptions, at, expected) => {
    expect(await isAdopted(trees, adoptions, at)).toBe(expected);
  });
});
