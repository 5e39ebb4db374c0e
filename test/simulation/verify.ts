import { gatherFacts } from "../../src/commands/verify/history.ts";
import type { LedgerCommit } from "../../src/core/audit/ledger-commit.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { LineCommit } from "../../src/core/verify/line-commit.ts";
import { createVerdict, type HistoryReport } from "../../src/core/verify/verdict.ts";
import type { Violation } from "../../src/core/verify/violation.ts";
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
  return {
    unexplained: violations.filter((each) => !isExplained(each, world, isOver)),
    proven: isOver && isGated(world) && violations.length === 0,
  };
}

/** Nobody went past the gate, or moved the branch back. */
const isGated = ({ faults, landed }: World): boolean =>
  !faults.has(REWRITTEN) && [...landed.values()].every(({ gated }) => gated);

const REWRITTEN = "default branch rewritten";

function isExplained({ code, says }: Violation, world: World, isOver: boolean): boolean {
  if (code === "BRANCH_REWRITTEN" || code === "MERGE_MISSING") return world.faults.has(REWRITTEN);
  if (code === "ENTRY_FROM_FUTURE" || code === "TIME_REVERSED") return world.faults.has("clock step");
  if (code !== "UNRECORDED") return false;
  // What came in past the gate stops grants. A full disk does, too: a request may be removed before it was decided.
  const [path = ""] = says.split(" ");
  return !isOver || !isGated(world) || !world.git.tip.files.has(path);
}

async function judge(world: World, now: number): Promise<HistoryReport> {
  const line = listLine(world);
  const verdict = createVerdict({ line, toleranceMs: TOLERANCE_MS, now: new Date(now) });
  const repository = openClone(world);
  let before = emptyLedger;
  for (const written of world.ledger.commits) {
    const commit = describe(written);
    const played = { commit, before, violations: replay(written, before) };
    verdict.add(played, ...(await gatherFacts(repository, line, played)));
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
      added: listRequests(node, "added"),
      removed: listRequests(node, "removed"),
    });
  return line;
}

const listRequests = ({ changes }: Node, wanted: "added" | "removed"): string[] =>
  changes
    .filter(({ path, status }) => status === wanted && path.startsWith("access-requests/"))
    .map(({ path }) => path);

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
