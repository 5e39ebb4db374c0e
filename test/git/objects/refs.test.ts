import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
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

afterEach(() => void vi.unstubAllEnvs());

describe("The first of several refs", () => {
  it.each([false, true])("is found, packed: %s", async (isPacked) => {
    const both = scene(refs);
    const second = scene(refs.slice(1));
    if (isPacked) for (const { pack } of [both, second]) pack();
    expect(await readFirstRef(both.store, refs)).toBe(both.tips[0]);
    expect(await readFirstRef(second.store, refs)).toBe(second.tips[0]);
  });

  it.each([false, true])("is found without a start of git, packed: %s", async (isPacked) => {
    const both = scene(refs);
    const second = scene(refs.slice(1));
    if (isPacked) for (const { pack } of [both, second]) pack();
    vi.stubEnv("PATH", "/nowhere");
    expect(await readFirstRef(both.store, refs)).toBe(both.tips[0]);
    expect(await readFirstRef(second.store, refs)).toBe(second.tips[0]);
  });

  it("is the newer one where a packed ref moved", async () => {
    const { store, pack } = scene(refs);
    pack();
    const moved = git(store.directory, ["rev-parse", `${refs[1]}`]).trim();
    git(store.directory, ["update-ref", refs[0], moved]);
    expect(await readFirstRef(store, refs)).toBe(moved);
  });

  it.each(["refs/heads is a file, as where refs are kept in tables", "packed-refs is huge"])(
    "is left to git where %s",
    async (what) => {
      const { store, pack } = scene(refs.slice(1));
      pack();
      if (what.startsWith("packed"))
        appendFileSync(join(store.directory, "packed-refs"), "#".repeat(5_000_000));
      else {
        rmSync(join(store.directory, "refs/heads"), { recursive: true });
        writeFileSync(join(store.directory, "refs/heads"), "this repository uses the reftable format\n");
      }
      vi.stubEnv("PATH", "/nowhere");
      await expect(readFirstRef(store, refs)).rejects.toThrow();
    },
  );

  it("is none where none of them is there, also beside a longer name", async () => {
    const { store } = scene(["refs/heads/access-ledger/old", "refs/heads/other"]);
    expect(await readFirstRef(store, refs)).toBeUndefined();
  });
});
