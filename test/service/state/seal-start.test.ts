import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rememberSealStart } from "../../../src/service/state/seal-start.ts";
import { temporaryFolder } from "../../git/fixture.ts";

const first = new Date("2026-11-20T14:00:00.000Z");
const later = new Date("2026-11-27T14:00:00.000Z");

const newFile = () => join(temporaryFolder(), "seal.json");
const fail = (error: unknown) => {
  throw error;
};
const find = (file: string, key: string, now: Date) => rememberSealStart(file, key, () => now, fail)();

it("remembers since when a key is in use, across restarts; another key begins anew", async () => {
  const file = newFile();
  expect(await find(file, "k1", first)).toEqual(first);
  expect(await find(file, "k1", later)).toEqual(first);
  expect(await find(file, "k2", later)).toEqual(later);
  expect(await find(file, "k2", first)).toEqual(later);
});

it("writes nothing before it is asked", async () => {
  const file = newFile();
  const start = rememberSealStart(file, "k1", () => first, fail);
  expect(existsSync(file)).toBe(false);
  expect(await Promise.all([start(), start()])).toEqual([first, first]);
  expect(existsSync(file)).toBe(true);
});

it.each(["", "{", "null", "[]", '{"key":"k1"}', '{"key":"k1","since":"soon"}'])(
  "begins anew where the file says %j",
  async (text) => {
    const file = newFile();
    writeFileSync(file, text);
    expect(await find(file, "k1", later)).toEqual(later);
    expect(await find(file, "k1", first)).toEqual(later);
  },
);

it("tells of a file that cannot be written, and goes on", async () => {
  const file = newFile();
  mkdirSync(`${file}.next`);
  const errors: unknown[] = [];
  const start = rememberSealStart(
    file,
    "k1",
    () => first,
    (error) => errors.push(error),
  );
  expect(await start()).toEqual(first);
  expect(errors).toMatchObject([{ code: "EISDIR" }]);
});
