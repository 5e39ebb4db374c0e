// A thousand leases that end in the same second, among so many, at a provider that takes 50 ms. Limit: the same calls, ten at a time.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileJournal } from "../dist/git/ledger/journal.js";
import { createLocks } from "../dist/lanes/one-at-a-time.js";
import { endDue } from "../dist/operations/ending/end.js";
import { numbers, sketchLedger } from "./data/sketch.js";
import { compare, readOptions } from "./measure.js";

const ENDING = 1000;
const CALL_MS = 50;
const AT_ONCE = 10;
const silent = { info() {}, warn() {}, error() {} };

const { sizes, runs } = readOptions();
for (const size of sizes) {
  const ending = Math.min(ENDING, size);
  const end = new Date("2025-11-20T16:00:00.000Z");
  const { state } = sketchLedger(size, (index) =>
    index < ending ? end : new Date("2099-01-01T00:00:00.000Z"),
  );
  const call = () => new Promise((resolve) => setTimeout(resolve, CALL_MS));
  const limit = async () => {
    const waiting = numbers(ending).values();
    const drain = async () => {
      for (const _ of waiting) await call();
    };
    await Promise.all(numbers(AT_ONCE).map(drain));
    return { answer: ending };
  };
  const ours = async () => {
    const folder = mkdtempSync(join(tmpdir(), "hallpass-bench-"));
    const journal = fileJournal(join(folder, "journal.jsonl"));
    const revoke = async () => {
      await call();
      return { changed: true, sessionsEnded: 0 };
    };
    const deps = {
      ...{ journal, locks: createLocks(), log: silent, now: () => new Date(end.getTime() + 1000) },
      ledger: { read: async () => ({ tip: "a".repeat(40), state }) },
      providers: new Map([["orders-db", { name: "orders-db", revoke }]]),
    };
    const { outcomes } = await endDue(deps, "orders-db");
    const written = (await fileJournal(join(folder, "journal.jsonl")).read()).length;
    rmSync(folder, { recursive: true, force: true });
    return { answer: outcomes.filter(({ status }) => status === "done").length === written ? written : -1 };
  };
  await compare({ metric: `end of ${ending} at once`, size, runs: Math.min(runs, 3), limit, ours });
}
