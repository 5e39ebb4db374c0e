// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X40: A line of the app's journal is torn or made unreadable.
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { appendFileSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { fileJournal } from "../../../src/git/ledger/journal.ts";
import { grantedEntry, revokedEntry } from "../../support/builders/ledger.ts";
import { at, intent, lease, temporaryFolder } from "../fixture.ts";

const { entitlement, principal } = lease();
const granted: LedgerEntry = grantedEntry({ principal, entitlement }, at("14:02:05"), at("16:02:00"));
const revoked: LedgerEntry = revokedEntry({ principal, entitlement }, at("16:02:01"), at("16:02:00"), {
  sessionsEnded: 1,
});

const journalFile = () => join(temporaryFolder(), "state", "journal.jsonl");

describe("the journal", () => {
  it("is empty before anything was written", async () => {
    expect(await fileJournal(journalFile()).read()).toEqual([]);
  });

  it("gives back what was appended, to this process and to the next", async () => {
    const file = journalFile();
    const journal = fileJournal(file);
    await Promise.all([journal.append([intent(), granted]), journal.append([revoked])]);
    expect(await journal.read()).toEqual([intent(), granted, revoked]);
    expect(await fileJournal(file).read()).toEqual([intent(), granted, revoked]);
  });

  it("forgets the first entries when told", async () => {
    const journal = fileJournal(journalFile());
    await journal.append([intent(), granted]);
    await journal.drop(1);
    await journal.append([revoked]);
    expect(await journal.read()).toEqual([granted, revoked]);
    await journal.drop(2);
    expect(await journal.read()).toEqual([]);
    await expect(journal.drop(1)).rejects.toThrow(/has 0 entries; 1 cannot be dropped/);
  });

  it("ignores the last line a crash tore, wherever it did, and goes on after it", async () => {
    const file = journalFile();
    await fileJournal(file).append([{ ...intent(), principal: "ä" }]);
    const line = readFileSync(file);
    const inside = line.indexOf(0xc3) + 1;
    for (const length of [1, inside, 100, line.length - 1]) {
      writeFileSync(file, Buffer.concat([line, line.subarray(0, length)]));
      expect(await fileJournal(file).read()).toHaveLength(1);
      await fileJournal(file).append([granted]);
      expect((await fileJournal(file).read()).map(({ kind }) => kind)).toEqual(["intent", "granted"]);
    }
  });

  it.each(["{}", "not JSON", '{"version":2}', "", "\xff"])(
    "X40: moves the line %j aside and uses the rest",
    async (line) => {
      const file = journalFile();
      const journal = fileJournal(file);
      await fileJournal(file).append([intent()]);
      appendFileSync(file, Buffer.from(`${line}\n`, "latin1"));
      await journal.append([granted]);
      expect(await journal.read()).toEqual([intent(), granted]);
      expect(readFileSync(`${file}.bad`, "latin1")).toBe(`${line}\n`);
      await journal.drop(1);
      expect(await fileJournal(file).read()).toEqual([granted]);
      expect(readFileSync(`${file}.bad`, "latin1")).toBe(`${line}\n`);
    },
  );

  it("drops entries and not bad lines, and keeps what was set aside before", async () => {
    const file = journalFile();
    await fileJournal(file).append([intent()]);
    appendFileSync(file, "one\n");
    await fileJournal(file).read();
    writeFileSync(file, `two\n${readFileSync(file, "utf8")}`);
    const journal = fileJournal(file);
    await journal.drop(1);
    expect(await journal.read()).toEqual([]);
    expect(await fileJournal(file).read()).toEqual([]);
    expect(readFileSync(`${file}.bad`, "utf8")).toBe("one\ntwo\n");
  });

  it("uses the rest even when a bad line cannot be moved", async () => {
    const file = journalFile();
    await fileJournal(file).append([intent()]);
    appendFileSync(file, "bad\n");
    mkdirSync(`${file}.bad`);
    const journal = fileJournal(file);
    expect(await journal.read()).toEqual([intent()]);
    await journal.append([granted]);
    expect(await journal.read()).toEqual([intent(), granted]);
    expect(readFileSync(file, "utf8")).toMatch(/bad\n$/);
  });

  it("RO7: keeps in memory what the disk does not take, says so once, and writes it as soon as it can", async () => {
    const file = journalFile();
    const heard: (string | undefined)[] = [];
    const journal = fileJournal(file, (error) =>
      heard.push((error as NodeJS.ErrnoException | undefined)?.code),
    );
    await journal.append([intent()]);
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), "a file in the folder's place");
    await journal.append([granted]);
    await journal.append([revoked]);
    expect(await journal.read()).toEqual([intent(), granted, revoked]);
    await journal.drop(1);
    expect(await journal.read()).toEqual([granted, revoked]);
    expect(heard).toEqual(["EEXIST"]);
    rmSync(dirname(file));
    expect(await journal.read()).toEqual([granted, revoked]);
    expect(heard).toEqual(["EEXIST", undefined]);
    expect(await fileJournal(file).read()).toEqual([granted, revoked]);
  });

  it("writes everything anew where somebody removed or cut the file", async () => {
    const file = journalFile();
    const journal = fileJournal(file);
    await journal.append([intent()]);
    rmSync(file);
    await journal.append([granted]);
    expect(await fileJournal(file).read()).toEqual([intent(), granted]);
    writeFileSync(file, "");
    await journal.append([revoked]);
    expect(await fileJournal(file).read()).toEqual([intent(), granted, revoked]);
  });

  it("RO7: never writes over a file that it could not read", async () => {
    const file = journalFile();
    await fileJournal(file).append([intent()]);
    const text = readFileSync(file);
    rmSync(file);
    mkdirSync(file);
    const journal = fileJournal(file);
    await journal.append([granted]);
    expect(await journal.read()).toEqual([granted]);
    rmdirSync(file);
    writeFileSync(file, text);
    expect(await journal.read()).toEqual([intent(), granted]);
    expect(await fileJournal(file).read()).toEqual([intent(), granted]);
  });
});
