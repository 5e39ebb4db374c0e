import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyRechecks } from "../../../src/core/ledger/recheck-record.ts";
import { createRecheckSchedule } from "../../../src/operations/memory/recheck-schedule.ts";
import { readRechecks, saveRechecks } from "../../../src/service/state/rechecks-file.ts";
import { temporaryFolder } from "../../git/fixture.ts";
import { until } from "../../support/until.ts";

const now = new Date("2026-11-20T14:00:00.000Z");

it("gives the next process what this one found out, the newest of it", async () => {
  const file = join(temporaryFolder(), "revisits.json");
  const rechecks = createRecheckSchedule(
    await readRechecks(file, now),
    saveRechecks(file, (error) => {
      throw error;
    }),
  );
  for (let count = 0; count < 20; count++) rechecks.confirm(`path ${count}`, "k", now);
  const read = () => readRechecks(file, now);
  await until("all is written", read, ({ suspicions }) => suspicions.size === 20);
  expect((await read()).suspicions.get("path 19")).toEqual({ key: "k", at: now });
  // What waits, and why, is for this account alone.
  expect(statSync(file).mode & 0o077).toBe(0);
});

it.each(["", "{", "{}", "null", '{"version":2}'])("begins anew where the file says %j", async (text) => {
  const file = join(temporaryFolder(), "revisits.json");
  writeFileSync(file, text);
  expect(await readRechecks(file, now)).toEqual(emptyRechecks());
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("tells of a file that cannot be written, and tries again with the next change", async () => {
  const file = join(temporaryFolder(), "revisits.json");
  mkdirSync(`${file}.next`);
  const errors: unknown[] = [];
  const rechecks = createRecheckSchedule(
    emptyRechecks(),
    saveRechecks(file, (error) => errors.push(error)),
  );
  for (const path of ["a", "b"]) {
    const before = errors.length;
    rechecks.confirm(path, "k", now);
    await until(
      "an error",
      async () => errors.length,
      (count) => count > before,
    );
  }
  expect(errors).toMatchObject([{ code: "EISDIR" }, { code: "EISDIR" }]);
});
