// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO6: A pull request is edited again and again, or the server restarts, to send its approvers one notice
//     after another.

import { mkdtempSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSentNotices } from "../../../src/service/state/sent-notices.ts";
import { until } from "../../support/until.ts";

const newFile = () => join(mkdtempSync(join(tmpdir(), "notices-")), "notices.json");
const ignore = (): void => undefined;
const read = (file: string) => readFile(file, "utf8").catch(() => "");

it("NO6: finds after a restart what was sent", async () => {
  const file = newFile();
  const record = await openSentNotices(file, ignore);
  for (const key of ["a", "b"]) record.add(key);
  await until(
    "the file has both",
    () => read(file),
    (text) => text === '["a","b"]',
  );
  const next = await openSentNotices(file, ignore);
  expect(["a", "b", "c"].map((key) => next.has(key))).toEqual([true, true, false]);
});

it.each(["", "{", '{"a":1}', "[1,2]"])("counts the file %j as empty", async (text) => {
  const file = newFile();
  writeFileSync(file, text);
  expect((await openSentNotices(file, ignore)).has("a")).toBe(false);
});

it("tells that the file cannot be written, and remembers until the end of the process", async () => {
  const errors: unknown[] = [];
  const record = await openSentNotices(join(newFile(), "none", "notices.json"), (error) =>
    errors.push(error),
  );
  record.add("a");
  await until(
    "the failure is told",
    async () => errors.length,
    (count) => count > 0,
  );
  expect(record.has("a")).toBe(true);
});

it("keeps the newest ten thousand", async () => {
  const file = newFile();
  const record = await openSentNotices(file, ignore);
  for (let index = 0; index < 10_100; index++) record.add(String(index));
  expect([record.has("0"), record.has("10099")]).toEqual([false, true]);
});
