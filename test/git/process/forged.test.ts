import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readBlob, readObjects } from "../../../src/git/objects/objects.ts";
import { eachObject } from "../../../src/git/process/each-object.ts";
import { git, temporaryFolder } from "../fixture.ts";

/** A repository, and what puts one object's bytes under the id of another: git reads them without computing the id. */
function scene() {
  const directory = temporaryFolder();
  git(directory, ["init", "--quiet", "--bare"]);
  const write = (text: string): string => git(directory, ["hash-object", "-w", "--stdin"], text);
  const fileOf = (id: string): string => join(directory, "objects", id.slice(0, 2), id.slice(2));
  const forge = (id: string, other: string): void => {
    chmodSync(fileOf(id), 0o644);
    copyFileSync(fileOf(other), fileOf(id));
  };
  return { store: { directory }, write, forge };
}

const small = ["ended: true\n", "ended: false\n"];
const big = small.map((text) => text.repeat(10_000));

it.each([
  ["a small one", small],
  ["a big one", big],
])("a blob whose bytes are another's is not read: %s", async (_size, texts) => {
  const { store, write, forge } = scene();
  const [honest = "", other = ""] = texts.map(write);
  const refused = { name: "RepositoryError", message: expect.stringContaining(`${honest} is damaged`) };
  const read = { limit: 1_000_000, text: texts[0] ?? "" };
  expect(Buffer.from(await readBlob(store, honest, read.limit)).toString()).toBe(read.text);
  forge(honest, other);
  await expect(readBlob(store, honest, read.limit)).rejects.toMatchObject(refused);
  await expect(readObjects(store, [other, honest], "blob")).rejects.toMatchObject(refused);
  const visited: string[] = [];
  const reading = eachObject(
    store,
    "blob",
    [[other, honest]],
    (id) => id,
    (_bytes, id) => visited.push(id),
  );
  await expect(reading).rejects.toMatchObject(refused);
  expect(visited).toEqual([other]);
});
