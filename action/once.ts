import { command } from "../src/commands/once.ts";
import { runCommand } from "../src/commands/runner/run.ts";

process.exitCode = await runCommand("once", command, []);
