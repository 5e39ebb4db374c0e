import { gatherGrants } from "../../src/commands/verify/history.ts";
import type { LedgerCommit } from "../../src/core/audit/ledger-commit.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { LineCommit } from "../../src/core/verify/line-commit.ts";
import { createVerdict, type HistoryReport } from "../../src/core/verify/verdict.ts";
import type { Violation, ViolationCode } from "../../src/core/verify/violation.ts";
import { listChangedFiles } from "../../src/git/ledger/files.ts";
import { memoryRepository, type Node } from "./git.ts";
import { headOf } from "./github.ts";
import type { LedgerCommit as Written } from "./ledger.ts";
import { createMachine } from "./machine.ts";
import type { World } from "./world.ts";

const DAY_MS = 86_400_000;

/** Ends are late on purpose here: the oracle judges by how much. One that is not recorded is later than this. */
const TOLERANCE_MS = 1000 * DAY_MS;

export interface Verified {
  /** Nothing in the history explains these. */
  readonly unexplained: readonly Violation[];
  /** Everybody went through the gate, everything came to its end, and nothing was found. */
  readonly proven: boolean;
}

/** Compares what `hallpass verify` says of the history that was played with what really happened in it. */
export async function verifyWorld(world: World): Promise<Verified> {
  const isOver = world.config.settles !== false && world.config.settles !== "operator";
  const { violations } = await judge(world, world.now + (isOver ? 2 * TOLERANCE_MS : 0));
  const explained = listExplained(world, isOver);
  return {
    unexplained: violations.filter(({ code }) => !explained.includes(code)),
    proven: explained.length === 0 && violations.length === 0,
  };
}

function listExplained({ faults, landed }: World, isOver: boolean): readonly ViolationCode[] {
  const isRewritten = faults.has("default branch rewritten");
  // What came in past the gate stops grants, and is undecided for as long.
  const isGated = [...landed.values()].every(({ gated }) => gated);
  return [
    ...(isRewritten ? (["BRANCH_REWRITTEN", "MERGE_MISSING"] as const) : []),
    ...(isOver && isGated && !isRewritten ? [] : (["UNRECORDED"] as const)),
  ];
}

async function judge(world: World, now: number): Promise<HistoryReport> {
  const line = listLine(world);
  const verdict = createVerdict({ line, toleranceMs: TOLERANCE_MS, now: new Date(now) });
  const repository = openClone(world);
  let before = emptyLedger;
  for (const written of world.ledger.commits) {
    const commit = describe(written);
    const played = { commit, before, violations: replay(written, before) };
    verdict.add(played, await gatherGrants(repository, line, played));
    before = written.state;
  }
  return verdict.finish();
}

const describe = ({ sha, at, defaultCommit, entries }: Written): LedgerCommit => ({
  ...{ sha, at, entries },
  ...(defaultCommit !== null && { defaultCommit }),
});

/** The commit's files are those that its entries make of the state before. */
function replay({ sha, entries, state }: Written, before: LedgerState): Violation[] {
  const [played, kept] = [applyEntries(before, entries), state].map((after) =>
    JSON.stringify(listChangedFiles(entries, after)),
  );
  return played === kept
    ? []
    : [{ code: "STATE_FORGED", says: "the entries lead to another state", commit: sha }];
}

function listLine({ git, landed }: World): ReadonlyMap<string, LineCommit> {
  const line = new Map<string, LineCommit>();
  for (let node: Node | undefined = git.tip; node !== undefined; node = node.parent)
    line.set(node.sha, {
      sha: node.sha,
      at: new Date(landed.get(node.sha)?.at ?? Number.NaN),
      author: node.author.login,
      added: node.changes.filter(({ status }) => status === "added").map(({ path }) => path),
    });
  return line;
}

/** A clone with everything that GitHub has. */
function openClone({ git, hub, random }: World) {
  const machine = createMachine({
    name: "auditor",
    weather: () => undefined,
    random: () => random,
    jitter: () => 0,
    count: () => undefined,
  });
  const heads = new Map([...hub.pulls.values()].map((pull) => [pull.number, headOf(pull)]));
  return memoryRepository({
    ...{ machine, git, clone: { tip: git.tip, heads } },
    headOf: () => undefined,
    fetchLedger: () => undefined,
  });
}
