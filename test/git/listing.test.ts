import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openRepository } from "../../src/git/repository.ts";
import { remoteRepository } from "./fixture.ts";

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    path: `access-requests/t/r${index}.yaml`,
    text: `${index}\n`,
  }));

/** A clone with more files than are read one by one, whose objects can be taken away. */
async function setUp() {
  const { directory, commit, point } = remoteRepository();
  const tip = commit([...files(300), { path: "policies/a.yaml", text: "a\n" }]);
  point("refs/heads/main", tip);
  const repository = await openRepository({ dir: directory });
  const objects = join(directory, "objects");
  const take = (to: "away" | "back"): void =>
    to === "away" ? renameSync(objects, `${objects}.away`) : renameSync(`${objects}.away`, objects);
  return { repository, tip, take, commit };
}

it("a folder of a commit is listed once, whichever steps of a round ask for it", async () => {
  const { repository, tip, take } = await setUp();
  const first = await repository.listFiles(tip, "access-requests");
  await repository.listFiles(tip, "policies");
  expect(first).toHaveLength(300);
  take("away");
  // What its asker does with it is its own.
  first.length = 0;
  const again = await repository.listFiles(tip, "access-requests");
  expect(again).toHaveLength(300);
  expect(again[0]?.path).toBe("access-requests/t/r0.yaml");
});

it("a listing that failed is read again", async () => {
  const { repository, tip, take } = await setUp();
  take("away");
  await expect(repository.listFiles(tip, "access-requests")).rejects.toThrow();
  take("back");
  expect(await repository.listFiles(tip, "access-requests")).toHaveLength(300);
});

it("another commit's is another", async () => {
  const { repository, tip, commit } = await setUp();
  const later = commit([{ path: "access-requests/t/new.yaml", text: "n\n" }], [tip]);
  expect(await repository.listFiles(tip, "access-requests")).toHaveLength(300);
  expect(await repository.listFiles(later, "access-requests")).toHaveLength(301);
  expect(await repository.listFiles(tip, "access-requests")).toHaveLength(300);
});
