// `hallpass lag --json` on a ledger of so many commits. Limit: `git log` that prints the same messages.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publicKeyLine } from "../dist/git/objects/sshsig.js";
import { history } from "./data/repository.js";
import { privateKey } from "./data/sketch.js";
import { compare, readOptions, runNode } from "./measure.js";

const { sizes, runs } = readOptions();
const key = publicKeyLine(privateKey);
for (const size of sizes) {
  const directory = history(size);
  const memory = mkdtempSync(join(tmpdir(), "hallpass-bench-state-"));
  const lag = (home) => {
    const args = ["bin/hallpass.js", "lag", "--json", "--repository", directory, "--key", key];
    const { stdout, rss } = runNode(args, { env: { XDG_STATE_HOME: home }, allow: [1] });
    return { answer: JSON.parse(stdout).ledger, rss };
  };
  const limit = async () => {
    const args = ["log", "-z", "--format=%H %ct %B", "access-ledger"];
    const { stdout } = spawnSync("git", args, { cwd: directory, encoding: "latin1", maxBuffer: 2 ** 30 });
    return { answer: stdout.slice(0, 40) };
  };
  let run = 0;
  await compare({
    metric: "lag cold",
    size,
    runs,
    limit,
    ours: async () => lag(join(memory, `cold-${run++}`)),
  });
  lag(join(memory, "warm"));
  await compare({ metric: "lag warm", size, runs, limit, ours: async () => lag(join(memory, "warm")) });
  rmSync(memory, { recursive: true, force: true });
}
