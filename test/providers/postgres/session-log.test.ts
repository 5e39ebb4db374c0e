import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readSessionLog } from "../../../src/providers/postgres/uses/session-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hallpass-log-"));
  const line = JSON.stringify({ timestamp: "2026-11-20 12:00:00.000 UTC", user: "eve" });
  writeFileSync(join(folder, "postgresql.json"), `${line}\n`.repeat(100_000));
});
afterEach(() => rmSync(folder, { recursive: true }));

const search = (signal: AbortSignal) => ({
  ...{ folder, user: "alice", database: "orders", signal },
  from: new Date(0),
  until: new Date("2026-11-20T14:00:00Z"),
});

it("reads a log no further once nobody waits for it", async () => {
  const stop = new AbortController();
  const reading = readSessionLog(search(stop.signal));
  setImmediate(() => stop.abort());
  await expect(reading).rejects.toMatchObject({ name: "AbortError" });
});

it("reads none that nobody waits for any more", async () => {
  await expect(readSessionLog(search(AbortSignal.abort()))).rejects.toMatchObject({ name: "AbortError" });
});

it("reads to the end of one that is waited for", async () => {
  expect(await readSessionLog(search(new AbortController().signal))).toMatchObject({ activity: [] });
});
