import { emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { JournalEntry, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Journal } from "../../src/core/ports/journal.ts";
import type { Appended, Ledger, LedgerRound } from "../../src/core/ports/ledger.ts";
import { hex, writeObject } from "./git.ts";
import { DiskFull, type Machine } from "./machine.ts";

export interface LedgerCommit {
  readonly sha: string;
  readonly index: number;
  readonly state: LedgerState;
  readonly entries: readonly LedgerEntry[];
  readonly at: Date;
  /** The commit of the default branch that its author acted on. */
  readonly defaultCommit: string | null;
}

/** The ledger's branch at the server. */
export interface LedgerBranch {
  readonly commits: LedgerCommit[];
}

const SHAS_FROM = 0x1ed_0000;

export const tipOf = ({ commits }: LedgerBranch): LedgerCommit | undefined => commits.at(-1);

/** How much of it a clone has, and has verified: so many commits. */
export interface LedgerClone {
  known: number;
}

export interface LedgerOptions {
  readonly machine: Machine;
  readonly branch: LedgerBranch;
  readonly clone: LedgerClone;
  readonly onAppended: (round: LedgerRound, index: number) => void;
  readonly onKnown: () => void;
}

export function memoryLedger({ machine, branch, clone, onAppended, onKnown }: LedgerOptions): Ledger {
  const push = (round: LedgerRound): Appended => {
    if ((tipOf(branch)?.sha ?? null) !== round.from) return "behind";
    const index = branch.commits.length;
    const sha = hex(SHAS_FROM + index);
    const { state, entries, at, defaultCommit } = round;
    branch.commits.push({ sha, index, state, entries, at, defaultCommit });
    onAppended(round, index);
    return { tip: sha };
  };
  const learn = (round: LedgerRound): void => {
    clone.known = Math.max(clone.known, branch.commits.findIndex(({ state }) => state === round.state) + 1);
    onKnown();
  };
  return {
    read: () =>
      machine.read(() => {
        const commit = branch.commits[clone.known - 1];
        return { tip: commit?.sha ?? null, state: commit?.state ?? emptyLedger };
      }),
    append: async (round) => {
      const answer = await machine.call("github", () => {
        writeObject(machine, "hash-object", () => undefined);
        return push(round);
      });
      if (answer !== "behind") writeObject(machine, "update-ref", () => learn(round));
      return answer;
    },
  };
}

export interface JournalOptions {
  readonly machine: Machine;
  readonly disk: { journal: readonly JournalEntry[] };
  readonly onAppended: (entries: readonly JournalEntry[]) => void;
  /** As `fileJournal` tells of a disk that takes nothing, and of one that takes everything again. */
  readonly onWrite: (error: unknown) => void;
}

/**
 * What is appended is on the disk before the call returns, whatever becomes of the machine afterwards; of a full disk it is in memory,
 * and gone with the process.
 */
export function memoryJournal({ machine, disk, onAppended, onWrite }: JournalOptions): Journal {
  let entries = disk.journal;
  let isWritten = true;
  const save = (change: () => void): Promise<void> =>
    machine.call("disk", () => {
      change();
      try {
        machine.write(() => {
          disk.journal = entries;
        });
        if (!isWritten) onWrite(undefined);
        isWritten = true;
      } catch (error) {
        if (!(error instanceof DiskFull)) throw error;
        if (isWritten) onWrite(error);
        isWritten = false;
      }
    });
  return {
    append: (more) =>
      save(() => {
        entries = [...entries, ...more];
        onAppended(more);
      }),
    read: async () => {
      if (!isWritten) await save(() => undefined);
      return machine.read(() => [...entries]);
    },
    drop: (count) =>
      save(() => {
        entries = entries.slice(count);
      }),
  };
}
