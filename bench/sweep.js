// `hallpass sweep --dry-run` on a clone, by a provider in memory. Limit: reading the same tree with git.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publicKeyLine } from "../dist/git/objects/sshsig.js";
import { clone } from "./data/repository.js";
import { leaseOf, numbers, privateKey } from "./data/sketch.js";
import { compare, readOptions, readTree, runNode } from "./measure.js";

const { sizes, runs } = readOptions();
const key = publicKeyLine(privateKey);
for (const size of sizes) {
  const directory = clone(size);
  const memory = mkdtempSync(join(tmpdir(), "hallpass-bench-state-"));
  const env = {
    XDG_STATE_HOME: memory,
    HALLPASS_PROVIDERS: JSON.stringify([{ name: "orders-db", adapter: "memory" }]),
  };
  const sweep = async () => {
    const args = ["bin/hallpass.js", "sweep", "--dry-run", "--json", "--repository", directory, "--key", key];
    const { stdout, rss } = runNode(args, { env, allow: [0, 1] });
    return { answer: JSON.parse(stdout).changes.length, rss };
  };
  const over = numbers(size).filter((index) => leaseOf(index).endsAt <= new Date()).length;
  const limit = async () => {
    readTree(directory);
    return { answer: over };
  };
  await compare({ metric: "sweep", size, runs, limit, ours: sweep });
  rmSync(memory, { recursive: true, force: true });
}
