import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pushBranch } from "../../../src/git/process/operator.ts";
import { git, remoteRepository, temporaryFolder } from "../fixture.ts";

/** A clone with one branch to push, and the server it came from. */
function scene() {
  const server = remoteRepository();
  server.point("refs/heads/main", server.commit([{ path: "a.txt", text: "a\n" }]));
  const directory = temporaryFolder();
  git(directory, ["clone", "--quiet", "--bare", server.directory, "."]);
  git(directory, ["update-ref", "refs/heads/mine", "refs/heads/main"]);
  return { server, directory, push: () => pushBranch({ directory }, "mine") };
}

it("a branch is pushed once, and one that is there is left alone", async () => {
  const { server, directory, push } = scene();
  await push();
  const before = git(server.directory, ["rev-parse", "refs/heads/mine"]);
  const later = server.commit([{ path: "a.txt", text: "b\n" }], [before]);
  git(directory, ["fetch", "--quiet", "origin", "+refs/scratch/last:refs/heads/mine"]);
  expect(git(directory, ["rev-parse", "refs/heads/mine"])).toBe(later);
  await expect(push()).rejects.toMatchObject({ name: "RepositoryError", retryable: true });
  expect(git(server.directory, ["rev-parse", "refs/heads/mine"])).toBe(before);
});

it("what a server says of a push is shown without its secrets", async () => {
  const { server, push } = scene();
  const hook = join(server.directory, "hooks", "pre-receive");
  mkdirSync(join(server.directory, "hooks"), { recursive: true });
  const said = `no ghs_${"a1".repeat(18)} and https://bob:pa55word@db.example`;
  writeFileSync(hook, `#!/bin/sh\necho '${said}' >&2\nexit 1\n`);
  chmodSync(hook, 0o755);
  const error: unknown = await push().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "RepositoryError", command: "push" });
  expect(String(error)).toContain("***");
  expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/a1a1a1|pa55word/u);
});
