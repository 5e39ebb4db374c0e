import { describe, expect, it } from "vitest";
import { readFirstRef } from "../../../src/git/objects/refs.ts";
import { git, temporaryFolder } from "../fixture.ts";

const refs = ["refs/remotes/origin/access-ledger", "refs/heads/access-ledger"] as const;

/** A repository with a commit for each of these refs. */
function scene(names: readonly string[]) {
  const directory = temporaryFolder();
  git(directory, ["init", "--quiet", "--bare"]);
  const tree = git(directory, ["mktree"]);
  const who = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
  const tips = names.map((name) => git(directory, [...who, "commit-tree", tree, "-m", name]));
  for (const [index, name] of names.entries()) git(directory, ["update-ref", name, tips[index] ?? ""]);
  return { store: { directory }, tips, pack: () => git(directory, ["pack-refs", "--all"]) };
}

describe("The first of several refs", () => {
  it.each([false, true])("is found, packed: %s", async (isPacked) => {
    const both = scene(refs);
    const second = scene(refs.slice(1));
    if (isPacked) for (const { pack } of [both, second]) pack();
    expect(await readFirstRef(both.store, refs)).toBe(both.tips[0]);
    expect(await readFirstRef(second.store, refs)).toBe(second.tips[0]);
  });

  it("is none where none of them is there, also beside a longer name", async () => {
    const { store } = scene(["refs/heads/access-ledger/old", "refs/heads/other"]);
    expect(await readFirstRef(store, refs)).toBeUndefined();
  });
});
