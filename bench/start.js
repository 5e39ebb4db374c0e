// How long each program takes before it does anything. Limit: node itself.
import { compare, readOptions, runNode } from "./measure.js";

const { runs } = readOptions();
const limit = async () => {
  runNode(["-e", "0"]);
  return { answer: true };
};
const row = (metric, args, allow = [0]) =>
  compare({
    ...{ metric, size: null, runs: 2 * runs + 1, limit },
    ours: async () => ({
      ...runNode(args, { allow, env: { GITHUB_REPOSITORY: "", INPUT_TOKEN: "" } }),
      answer: true,
    }),
  });

await row("start --help", ["bin/hallpass.js", "--help"]);
await row("start check", ["bin/hallpass.js", "check", "--help"]);
await row("start status", ["bin/hallpass.js", "status", "--help"]);
await row("start sweep", ["bin/hallpass.js", "sweep", "--help"]);
await row("start serve", ["bin/hallpass.js", "serve", "--help"]);
// To its first error: no repository is named.
await row("start Action", ["action/dist/index.js"], [1]);
