import { statSync } from "node:fs";
import * as files from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { JournalEntry, LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { fileJournal } from "../../../src/git/ledger/journal.ts";
import { endDue } from "../../../src/operations/ending/end.ts";
import { readState } from "../../../src/operations/round/state.ts";
import { temporaryFolder } from "../../git/fixture.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { createWorld } from "../world.ts";

/** So many leases that end in the same second, and as many that do not. */
async function setUp(size: number) {
  const { provider } = createProvider("a");
  const entries: LedgerEntry[] = [];
  for (let index = 0; index < size; index++) {
    entries.push(await intendAt(provider, `payments/r${index}`, 60, 0, `p${index}`));
    entries.push(await intendAt(provider, `payments/s${index}`, 6000, 0, `q${index}`));
  }
  const world = createWorld([provider], entries);
  world.setTime(60);
  return world;
}

/** A journal that counts how often what is in it is looked at. */
function counting(inner: { entries: JournalEntry[]; reads: number }) {
  const watched = (entry: JournalEntry): JournalEntry =>
    new Proxy(entry, {
      get: (target, key, receiver) => {
        if (key === "kind") inner.reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  return {
    append: async (more: readonly JournalEntry[]) => void inner.entries.push(...more.map(watched)),
    read: async () => [...inner.entries],
    drop: async (count: number) => void inner.entries.splice(0, count),
  };
}

describe("A thousand leases that end in the same second", () => {
  it("are ended by reading each outcome a few times, and not once for each other", async () => {
    for (const size of [50, 200]) {
      const { deps } = await setUp(size);
      const inner = { entries: [], reads: 0 };
      await endDue({ ...deps, journal: counting(inner) }, "a");
      expect(inner.entries).toHaveLength(size);
      expect(inner.reads).toBeLessThanOrEqual(7 * size);
    }
  });

  it("are written to disk together, as many as wait, before any of them counts as done", async () => {
    const { deps } = await setUp(60);
    const file = join(temporaryFolder(), "journal.jsonl");
    const inner = fileJournal(file);
    let appended = 0;
    let sizeAtAnswer = 0;
    const append = async (more: readonly JournalEntry[]): Promise<void> => {
      await inner.append(more);
      appended += more.length;
      sizeAtAnswer = statSync(file).size;
    };
    const { outcomes } = await endDue({ ...deps, journal: { ...inner, append } }, "a");
    expect([outcomes.length, appended]).toEqual([60, 60]);
    expect(sizeAtAnswer).toBe(statSync(file).size);
    expect(await fileJournal(file).read()).toHaveLength(60);
  });

  it("what is appended while the disk is busy is written in one piece", async () => {
    const { journal } = await fillJournal();
    const file = join(temporaryFolder(), "state", "journal.jsonl");
    const written = fileJournal(file);
    await written.append(journal.slice(0, 1));
    const any = await files.open(file, "r");
    const prototype = Object.getPrototypeOf(any);
    await any.close();
    const sync = vi.spyOn(prototype, "sync");
    try {
      await Promise.all(journal.slice(1).map((entry) => written.append([entry])));
      // The first begins at once; the others have come by the time it has ended.
      expect(sync.mock.calls.length).toBeLessThanOrEqual(2);
    } finally {
      sync.mockRestore();
    }
    expect(await fileJournal(file).read()).toEqual(journal);
    expect(await written.read()).toEqual(journal);
  });
});

async function fillJournal(): Promise<{ journal: JournalEntry[] }> {
  const { deps, journal } = await setUp(40);
  await endDue(deps, "a");
  return { journal: [...journal] };
}

describe("The state that is known", () => {
  it("is what the whole journal tells, however it came to be read", async () => {
    const { deps, journal } = await setUp(30);
    await endDue(deps, "a");
    const all = [...journal];
    const other = { entries: [] as JournalEntry[], reads: 0 };
    const step = { ...deps, journal: counting(other) };
    for (const entry of all) {
      await step.journal.append([entry]);
      await readState(step);
    }
    const { state } = await readState(step);
    expect(state).toEqual(
      (await readState({ ...deps, journal: counting({ entries: all, reads: 0 }) })).state,
    );
    await step.journal.drop(10);
    const rest = { entries: all.slice(10), reads: 0 };
    expect((await readState(step)).state).toEqual(
      (await readState({ ...deps, journal: counting(rest) })).state,
    );
  });

  it("is the same object while nothing has happened", async () => {
    const { deps } = await setUp(3);
    await endDue(deps, "a");
    expect((await readState(deps)).state).toBe((await readState(deps)).state);
  });
});
