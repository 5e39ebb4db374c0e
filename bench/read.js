// The app's own reading of its ledger: all of it, and after 20 more commits. Limit: reading the same tree with git.
import { execFileSync } from "node:child_process";
import { applyEntries } from "../dist/core/ledger/ledger.js";
import { openLedger } from "../dist/git/ledger/ledger.js";
import { writeRound } from "../dist/git/ledger/write.js";
import { clone } from "./data/repository.js";
import { entriesOf, identity, leaseOf, NOW, privateKey, sketchLedger } from "./data/sketch.js";
import { compare, readOptions, readTree } from "./measure.js";

const COMMITS = 20;
const { sizes, runs } = readOptions();
for (const size of sizes) {
  const directory = clone(size);
  const branch = `bench-${process.pid}`;
  const git = (...args) => execFileSync("git", args, { cwd: directory, encoding: "utf8" }).trim();
  const tip = git("rev-parse", "access-ledger");
  const later = await write(directory, size, tip);
  const point = (sha) => git("update-ref", `refs/heads/${branch}`, sha);
  const limit = async (holdings) => {
    readTree(directory, branch);
    return { answer: holdings };
  };
  const read = async (ledger) => ({ answer: (await ledger.read()).state.holdings.size });
  point(tip);
  const open = () => openLedger({ dir: directory, branch });
  await compare({
    ...{ metric: "ledger read", size, runs },
    limit: () => limit(size),
    ours: async () => read(await open()),
  });
  const ledger = await open();
  await ledger.read();
  point(later);
  await compare({
    ...{ metric: `ledger read after ${COMMITS} commits`, size, runs: 1 },
    limit: () => limit(size + COMMITS),
    ours: () => read(ledger),
  });
  git("update-ref", "-d", `refs/heads/${branch}`);
}

/** As many rounds as the app would write them, one lease each. */
async function write(directory, size, tip) {
  let { state } = sketchLedger(size);
  let from = tip;
  for (let index = size; index < size + COMMITS; index++) {
    const entries = entriesOf(leaseOf(index), index);
    state = applyEntries(state, entries);
    const round = { from, defaultCommit: "f".repeat(40), entries, state, at: NOW };
    from = await writeRound({ directory }, round, { privateKey, identify: async () => identity });
  }
  return from;
}
