import { mkdir } from "node:fs/promises";
import { gitAs } from "./git.ts";
import { waitFor } from "./poll.ts";
import type { Stage } from "./stage.ts";

const BRANCHES = ["main", "access-ledger"] as const;

/** The command of the last step, as a person would type it in a clone. */
export const DIARY = "git log main access-ledger --date-order --reverse";

/** A bare clone of the two branches of the story. */
export interface Ledger {
  /** The end of the lease, by the ledger's latest commit with an end. */
  readEnd(): Promise<Date>;
  /** Waits until the ledger records the revocation. */
  waitForRevocation(): Promise<void>;
  /** Both branches in one list, oldest first: time, branch, subject. */
  readDiary(): Promise<readonly string[]>;
  countCommits(branch: (typeof BRANCHES)[number]): Promise<number>;
}

/** Creates `dir`, which must not hold a repository yet. */
export async function openLedger(stage: Stage, dir: string): Promise<Ledger> {
  await mkdir(dir, { recursive: true });
  const git = gitAs(stage, "alice", dir);
  await git("init", "--quiet", "--bare", "--initial-branch=main", ".");
  await git("remote", "add", "origin", stage.sandbox.cloneUrl);
  const fetch = () =>
    git("fetch", "--quiet", "origin", ...BRANCHES.map((name) => `+refs/heads/${name}:refs/heads/${name}`));
  const waitForTrailer = (name: string) =>
    waitFor(`a commit with ${name} on access-ledger`, stage, async () => {
      await fetch();
      const format = `--format=%(trailers:key=${name},valueonly)`;
      const [value] = (await git("log", "-1", `--grep=^${name}: `, format, "access-ledger")).split("\n");
      return value || undefined;
    });
  return {
    readEnd: async () => new Date(await waitForTrailer("Hallpass-Until")),
    waitForRevocation: async () => {
      await waitForTrailer("Hallpass-Ended");
    },
    readDiary: async () => {
      await fetch();
      const format = ["--source", "--date=format:%H:%M:%S", "--format=%ct %cd  %<(14)%S %s"];
      return orderDiary(await git("log", ...BRANCHES, "--date-order", "--reverse", ...format));
    },
    countCommits: async (branch) => Number(await git("rev-list", "--count", branch)),
  };
}

/** git's dates have whole seconds. Within one second, the list shows a merge before its consequences. */
const orderDiary = (log: string): string[] =>
  log
    .split("\n")
    .map((line) => ({ seconds: Number.parseInt(line, 10), line: line.slice(line.indexOf(" ") + 1) }))
    .toSorted((one, other) => one.seconds - other.seconds || rankBranch(one.line) - rankBranch(other.line))
    .map(({ line }) => line);

const rankBranch = (line: string): number => (line.includes("  access-ledger  ") ? 1 : 0);
