// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO5: A branch name that shadows ours (`hallpass`, `hallpass/ask`, `access-ledger/x`) blocks receipts, the
//     ledger, or what people ask for with the form.

import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { describeObstacle, ObstacleError } from "../../src/core/plan/obstacle.ts";
import { pushAsk } from "../../src/git/ask-branch.ts";
import { gitRepository, openStore } from "../../src/git/repository.ts";
import { at, remoteRepository, temporaryFolder } from "./fixture.ts";

const branch = "hallpass/ask/i12";

async function scene() {
  const server = remoteRepository();
  const from = server.commit([{ path: "README.md", text: "Access\n" }]);
  server.point("refs/heads/main", from);
  const dir = temporaryFolder();
  const remote = { url: server.url, token: async () => undefined, allowFile: true };
  await (await gitRepository({ ...remote, dir, defaultBranch: "main" })).fetch();
  const { privateKey } = generateKeyPairSync("ed25519");
  const identity = { name: "hallpass[bot]", email: "7+hallpass[bot]@users.noreply.github.com" };
  const file = { path: "access-requests/payments/a.yaml", text: "subject: alice\n" };
  const ask = { branch, from, ...file, message: "Ask\n", at: at("16:03:00") };
  const store = await openStore(dir);
  return { server, from, push: () => pushAsk(store, remote, ask, { privateKey, identity }) };
}

it.each(["hallpass", "hallpass/ask", "hallpass/ask/i12/x"])(
  "RO5: whoever asked is told that the branch %s stands in the way, and who can delete it",
  async (name) => {
    const { server, from, push } = await scene();
    server.point(`refs/heads/${name}`, from);
    const error = await push().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ObstacleError);
    expect(describeObstacle(error)).toEqual({
      why: `the branch "${name}" stands in the way of "${branch}": git cannot have both.`,
      next: `somebody with the role Write deletes the branch "${name}".`,
    });
  },
);

it("a branch that nothing stands before is pushed", async () => {
  const { push } = await scene();
  expect(await push()).toMatch(/^[0-9a-f]{40}$/u);
});
