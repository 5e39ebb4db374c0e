// `hallpass status --json` on a clone: the first time, and once this account has verified the ledger. Limit: reading the same tree with git.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publicKeyLine } from "../dist/git/objects/sshsig.js";
import { clone } from "./data/repository.js";
import { privateKey } from "./data/sketch.js";
import { compare, readOptions, readTree, runNode } from "./measure.js";

const { sizes, runs } = readOptions();
const key = publicKeyLine(privateKey);
for (const size of sizes) {
  const directory = clone(size);
  const memory = mkdtempSync(join(tmpdir(), "hallpass-bench-state-"));
  const status = (home) => {
    const args = ["bin/hallpass.js", "status", "--json", "--repository", directory, "--key", key];
    // 1: some of it is overdue.
    const { stdout, rss } = runNode(args, { env: { XDG_STATE_HOME: home }, allow: [1] });
    return { answer: JSON.parse(stdout).holdings.length, rss };
  };
  const limit = async () => {
    readTree(directory);
    return { answer: size };
  };
  let run = 0;
  const cold = async () => status(join(memory, `cold-${run++}`));
  await compare({ metric: "status cold", size, runs, limit, ours: cold });
  status(join(memory, "warm"));
  await compare({ metric: "status warm", size, runs, limit, ours: async () => status(join(memory, "warm")) });
  rmSync(memory, { recursive: true, force: true });
}
