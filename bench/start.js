// How long each program takes before it does anything. Limit: node itself.
import { compare, readOptions, runNode } from "./measure.js";

const { runs } = readOptions();
const limit = async () => {
  runNode(["-e", "0"]);
  return { answer: true };
};
const row = (metric, args, allow = [0], env = {}) =>
  compare({
    ...{ metric, size: null, runs: 2 * runs + 1, limit },
    ours: async () => ({
      ...runNode(args, { allow, env: { GITHUB_REPOSITORY: "", INPUT_TOKEN: "", ...env } }),
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
// To its first call, which nothing answers.
await row("start Action, first call", ["action/dist/index.js"], [1], {
  ...{ GITHUB_REPOSITORY: "acme/access", INPUT_TOKEN: "none" },
  INPUT_PROVIDERS: "- { name: memory, adapter: memory }",
  ...{ GITHUB_API_URL: "http://127.0.0.1:1", GITHUB_SERVER_URL: "http://127.0.0.1:1" },
});
