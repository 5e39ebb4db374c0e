// `hallpass audit` on a ledger of so many commits. `who-can --at`: the answer alone, by the index, without the start of the program. Limit:
// the start of one `git cat-file`. `history`: the whole command, first and later. Limit: `git log` that prints the same messages.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCloneAudit } from "../dist/commands/input/clone-audit.js";
import { listHeldAt } from "../dist/core/audit/who-can.js";
import { publicKeyLine } from "../dist/git/objects/sshsig.js";
import { line, START } from "./data/line.js";
import { privateKey } from "./data/sketch.js";
import { compare, readOptions, runNode } from "./measure.js";

const { sizes, runs } = readOptions();
const key = publicKeyLine(privateKey);
const git = (directory, args, input = "") =>
  spawnSync("git", args, { cwd: directory, input, encoding: "latin1", maxBuffer: 2 ** 30 }).stdout;

for (const size of sizes) {
  const directory = line(size);
  const memory = mkdtempSync(join(tmpdir(), "hallpass-bench-state-"));
  const audit = (home, ...words) => {
    const args = ["bin/hallpass.js", "audit", ...words, "--json", "--repository", directory, "--key", key];
    const { stdout, rss } = runNode(args, { env: { XDG_STATE_HOME: home } });
    return { answer: JSON.parse(stdout).ledger, rss };
  };
  const log = async () => {
    const out = git(directory, ["log", "-z", "--format=%H %ct %B", "access-ledger"]);
    return { answer: out.slice(0, 40) };
  };
  let run = 0;
  const cold = async () => audit(join(memory, `cold-${run++}`), "history");
  await compare({ metric: "audit history cold", size, runs, limit: log, ours: cold });
  const warm = join(memory, "warm");
  audit(warm, "history");
  await compare({
    metric: "audit history warm",
    size,
    runs,
    limit: log,
    ours: async () => audit(warm, "history"),
  });
  process.env.XDG_STATE_HOME = warm;
  const at = new Date(START.getTime() + (size / 2) * 60_000 + 90_000);
  const whoCan = async () => {
    const wanted = { resource: "orders-db/resource-7" };
    const { tip, periods } = await readCloneAudit(directory, key, new Date(), { wanted });
    listHeldAt(periods, at);
    return { answer: tip };
  };
  const start = async () => ({
    answer: git(directory, ["cat-file", "--batch-check"], "access-ledger\n").slice(0, 40),
  });
  await compare({ metric: "audit who-can warm", size, runs, limit: start, ours: whoCan });
  const whole = ["who-can", "orders-db/resource-7", "--at", at.toISOString()];
  await compare({
    metric: "audit who-can warm, the command",
    size,
    runs,
    limit: start,
    ours: async () => audit(warm, ...whole),
  });
  rmSync(memory, { recursive: true, force: true });
}
