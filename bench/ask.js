// One command from the shell to an opened pull request, on the local GitHub: what an on-call engineer waits for, without the network. Limit:
// node itself. `--sizes` is not used.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { compare, readOptions, runNode } from "./measure.js";

const { runs } = readOptions();
const github = spawn(process.execPath, ["bin/hallpass.js", "sandbox", "--json"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = await once(createInterface({ input: github.stdout }), "line");
const { url, repository, logins } = JSON.parse(line);
const env = {
  ...{ GH_TOKEN: logins.alice.token, HALLPASS_REPOSITORY: repository },
  ...{ GITHUB_API_URL: url, GITHUB_SERVER_URL: url },
};
const words = ["request", "sandbox:visitor", "--for", "1h", "--reason", "Stuck refunds: INC-1234", "--json"];
try {
  await compare({
    ...{ metric: "ask, to an opened pull request", size: null, runs },
    ours: async () => {
      const { stdout, rss } = runNode(["bin/hallpass.js", ...words], { env });
      return { rss, answer: JSON.parse(stdout).url.startsWith(`${url}/${repository}/pull/`) };
    },
    limit: async () => {
      runNode(["-e", "0"]);
      return { answer: true };
    },
  });
} finally {
  github.kill("SIGTERM");
  await once(github, "exit");
}
