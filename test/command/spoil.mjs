// Runs a command as it is, or spoils what it does: spoil.mjs MODE_FILE PROGRAM WORD…
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [file, program, ...words] = process.argv.slice(2);
const mode = readFileSync(file, "utf8");
const input = readFileSync(0);
const { id, attempt } = JSON.parse(input.toString());
const run = () => spawnSync(program, words, { input }).stdout;

const modes = {
  failing: () => process.exit(69),
  "lost-answer"() {
    run();
    process.kill(process.pid, "SIGKILL");
  },
  "fails-after"() {
    run();
    process.exit(69);
  },
  throttled() {
    const error = { code: "THROTTLED", retryAfterSeconds: 7 };
    process.stdout.write(JSON.stringify({ type: "access.answer", id, attempt, error }));
  },
  partial() {
    const output = run();
    process.stdout.write(output.subarray(0, output.length / 2));
  },
  slow() {
    run();
    setInterval(() => {}, 60_000);
  },
};
modes[mode]();
