import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Log } from "../../../src/core/ports/log.ts";
import { isAncestor, readCommit } from "../../../src/git/objects/history.ts";
import { packKeeper } from "../../../src/git/objects/packs.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { readObject } from "../../../src/git/walk/object-reader.ts";
import { git, remoteRepository, temporaryFolder } from "../fixture.ts";

const ROUNDS = 51;

/** A clone as many fetches leave it: each brought the head of a pull request, of which some were then rewritten. */
async function gathered(log?: Pick<Log, "warn">) {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "hello\n" }]));
  const directory = temporaryFolder();
  const access = { url: remote.url, token: async () => undefined, allowFile: true };
  const repository = await gitRepository({
    ...access,
    dir: directory,
    defaultBranch: "main",
    ...(log && { log }),
  });
  const heads = Array.from({ length: ROUNDS }, (_, round) => addPack(directory, round));
  return { repository, store: { directory }, heads };
}

function addPack(directory: string, round: number): string {
  const ref = `refs/pull/${round % 40}/head`;
  const stream = `reset ${ref}\n\ncommit ${ref}\nmark :1\ncommitter A <a@x> ${round} +0000\ndata 0\nM 644 inline a\ndata 3\n${100 + round}\nget-mark :1\n`;
  return git(directory, ["-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--force"], stream);
}

const countPacks = (directory: string): number =>
  readdirSync(join(directory, "objects/pack")).filter((name) => name.endsWith(".pack")).length;

it("packs do not gather without end: all that ever came stays readable, while it is read", async () => {
  const said: string[] = [];
  const { repository, store, heads } = await gathered({ warn: (_, message) => void said.push(message) });
  const { directory } = store;
  const [first = "", last = ""] = [heads[0], heads.at(-1)];
  const unnamed = git(directory, ["hash-object", "-w", "--stdin"], "named by nothing");
  const listed = git(directory, ["cat-file", "--batch-check", "--batch-all-objects"]).split("\n");
  expect(countPacks(directory)).toBe(ROUNDS);
  // The process that answers has them open.
  expect(await readObject(store, first)).toBeDefined();
  const reading = Promise.all(heads.map((head) => readObject(store, head)));
  await Promise.all([repository.fetch(), repository.fetch()]);
  expect((await reading).every((object) => object?.type === "commit")).toBe(true);
  expect(countPacks(directory)).toBeLessThan(10);
  const kept = git(directory, ["cat-file", "--batch-check", "--batch-all-objects"]).split("\n");
  expect(kept).toEqual(expect.arrayContaining(listed));
  expect((await readObject(store, unnamed))?.bytes.toString()).toBe("named by nothing");
  for (const head of heads) expect((await readCommit(store, head)).sha).toBe(head);
  expect(await isAncestor(store, first, last)).toBe(false);
  const next = addPack(directory, ROUNDS);
  expect((await readObject(store, next))?.type).toBe("commit");
  expect(git(directory, ["fsck", "--full", "--no-dangling"])).toBe("");
  expect(said).toEqual([]);
});

it("packs that cannot be put together are told of, and tried again when there are as many more", async () => {
  const { store } = await gathered();
  const said: string[] = [];
  const keepPacks = packKeeper(store, { warn: (_, message) => void said.push(message) });
  git(store.directory, ["config", "extensions.unknown", "1"]);
  git(store.directory, ["config", "core.repositoryFormatVersion", "1"]);
  await keepPacks();
  await keepPacks();
  const next = `it is tried again at 101. Look at the disk of ${store.directory}.`;
  expect(said).toEqual([`51 packs could not be put together; ${next}`]);
  expect(countPacks(store.directory)).toBe(ROUNDS);
});
