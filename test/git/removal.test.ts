// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV18: Two sweeps open the same revert pull request.
//   X34: A person takes the branch name of a revert pull request first, opens a pull request from it, or adds
//     a change to it.
//   RO5: A branch name that shadows ours (`hallpass`, `hallpass/ask`, `access-ledger/x`) blocks receipts, the
//     ledger, or what people ask for with the form.

import { describe, expect, it } from "vitest";
import { flatBranch } from "../../src/core/plan/revert.ts";
import type { Removal } from "../../src/core/ports/reverts.ts";
import { RepositoryError } from "../../src/git/process/error.ts";
import { pushRemoval } from "../../src/git/removal.ts";
import { gitRepository, openStore } from "../../src/git/repository.ts";
import { at, git, remoteRepository, temporaryFolder } from "./fixture.ts";

const branch = "hallpass/revert/payments/0123456789abcdef";
const ended = { path: "access-requests/payments/a.yaml", text: "subject: alice\n" };
const live = { path: "access-requests/payments/b.yaml", text: "subject: carol\n" };

async function scene() {
  const server = remoteRepository();
  const first = server.commit([ended, live]);
  server.point("refs/heads/main", first);
  const dir = temporaryFolder();
  const remote = { url: server.url, token: async () => undefined, allowFile: true };
  const repository = await gitRepository({ ...remote, dir, defaultBranch: "main" });
  await repository.fetch();
  const store = await openStore(dir);
  const push = (overrides: Partial<Removal> = {}) =>
    pushRemoval(
      store,
      remote,
      { branch, from: first, paths: [ended.path], message: "Remove\n", at: at("16:03:00"), ...overrides },
      { name: "hallpass[bot]", email: "7+hallpass[bot]@users.noreply.github.com" },
    );
  return { server, first, push, tip: () => git(server.directory, ["rev-parse", `refs/heads/${branch}`]) };
}

describe("The commit of a revert PR", () => {
  it("removes these files and nothing else, on top of the default branch", async () => {
    const { server, first, push, tip } = await scene();
    await push();
    expect(git(server.directory, ["diff", "--name-status", first, tip()])).toBe(`D\t${ended.path}`);
    expect(git(server.directory, ["rev-parse", `${tip()}^`])).toBe(first);
    const people = git(server.directory, ["log", "-1", "--format=%an <%ae> %cn <%ce>", tip()]);
    const bot = "hallpass[bot] <7+hallpass[bot]@users.noreply.github.com>";
    expect(people).toBe(`${bot} ${bot}`);
  });

  it("RV18: is not pushed over one that is there", async () => {
    const { push, tip } = await scene();
    await push();
    const before = tip();
    await push({ at: at("16:09:00") });
    expect(tip()).toBe(before);
  });

  it("X34: is not mistaken for somebody's branch of the same name", async () => {
    const { server, first, push, tip } = await scene();
    const other = server.commit([{ path: ended.path }, { path: "policies/mine.yaml", text: "x" }], [first]);
    server.point(`refs/heads/${branch}`, other);
    expect(await push()).toBe(branch);
    expect(tip()).toBe(other);
  });

  it.each(["hallpass", "hallpass/revert", "hallpass/revert/payments", `${branch}/x`])(
    "RO5: names the branch %s that stands in its way, and has another name",
    async (name) => {
      const { server, first, push } = await scene();
      server.point(`refs/heads/${name}`, first);
      expect(await push()).toBe(name);
      const flat = flatBranch(branch);
      expect(await push({ branch: flat })).toBeUndefined();
      expect(git(server.directory, ["diff", "--name-status", first, `refs/heads/${flat}`])).toBe(
        `D\t${ended.path}`,
      );
    },
  );

  it.each(["a b", "../x", "x..y", "x*"])("does not go to a branch named %j", async (name) => {
    const { push } = await scene();
    await expect(push({ branch: name })).rejects.toThrow(RepositoryError);
  });
});
