import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyRevisits } from "../../src/core/ledger/revisits-record.ts";
import { createRevisits } from "../../src/operations/memory/revisits.ts";
import { readRevisits, saveRevisits } from "../../src/service/state/revisits-file.ts";
import { temporaryFolder } from "../git/fixture.ts";
import { until } from "../support/until.ts";

const now = new Date("2026-11-20T14:00:00.000Z");

it("gives the next process what this one found out, the newest of it", async () => {
  const file = join(temporaryFolder(), "revisits.json");
  const revisits = createRevisits(
    await readRevisits(file, now),
    saveRevisits(file, (error) => {
      throw error;
    }),
  );
  for (let count = 0; count < 20; count++) revisits.confirm(`path ${count}`, "k", now);
  const read = () => readRevisits(file, now);
  await until("all is written", read, ({ suspicions }) => suspicions.size === 20);
  expect((await read()).suspicions.get("path 19")).toEqual({ key: "k", at: now });
  // What waits, and why, is for this account alone.
  expect(statSync(file).mode & 0o077).toBe(0);
});

it.each(["", "{", "{}", "null", '{"version":2}'])("begins anew where the file says %j", async (text) => {
  const file = join(temporaryFolder(), "revisits.json");
  writeFileSync(file, text);
  expect(await readRevisits(file, now)).toEqual(emptyRevisits());
  expect(readFileSync(file, "utf8")).toBe(text);
});

it("tells of a file that cannot be written, and tries again with the next change", async () => {
  const file = join(temporaryFolder(), "revisits.json");
  mkdirSync(`${file}.next`);
  const errors: unknown[] = [];
  const revisits = createRevisits(
    emptyRevisits(),
    saveRevisits(file, (error) => errors.push(error)),
  );
  for (const path of ["a", "b"]) {
    const before = errors.length;
    revisits.confirm(path, "k", now);
    await until(
      "an error",
      async () => errors.length,
      (count) => count > before,
    );
  }
  expect(errors).toMatchObject([{ code: "EISDIR" }, { code: "EISDIR" }]);
});
