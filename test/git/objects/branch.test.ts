import { describe, expect, it } from "vitest";
import { createBranch, findBranch, toWebPage } from "../../../src/git/objects/branch.ts";
import { RepositoryError } from "../../../src/git/process/error.ts";
import { git, remoteRepository } from "../fixture.ts";

const who = { name: "Olga", email: "olga@example.com", date: "1763632800 +0100" };

describe("A branch made for a person", () => {
  it("has one commit of theirs, and is not made over another", async () => {
    const { directory, commit, point } = remoteRepository();
    const from = commit([{ path: "a.txt", text: "a\n" }]);
    point("refs/heads/main", from);
    const files = [{ path: "a.txt", text: "b\n" }];
    const branch = {
      branch: "inventory/remove/1",
      from,
      files,
      message: "Why\n",
      author: who,
      committer: who,
    };
    const made = await createBranch({ directory }, branch);
    expect(git(directory, ["rev-parse", "inventory/remove/1"])).toBe(made);
    expect(git(directory, ["log", "--format=%an %ce %ai %s", `${from}..${made}`])).toBe(
      "Olga olga@example.com 2025-11-20 11:00:00 +0100 Why",
    );
    await expect(createBranch({ directory }, { ...branch, message: "Other\n" })).rejects.toThrow(
      RepositoryError,
    );
    expect(git(directory, ["rev-parse", "inventory/remove/1"])).toBe(made);
    expect(await findBranch({ directory }, branch.branch)).toBe("here");
    expect(await findBranch({ directory }, "inventory/remove/2")).toBeUndefined();
  });
});

describe("The page of a clone's remote", () => {
  it.each([
    ["https://github.com/acme/access.git", "https://github.com/acme/access"],
    ["https://x-access-token:hunter2@github.com/acme/access", "https://github.com/acme/access"],
    ["git@github.com:acme/access.git", "https://github.com/acme/access"],
    ["ssh://git@ghe.example.com:2222/acme/access.git", "https://ghe.example.com/acme/access"],
    ["http://127.0.0.1:4000/acme/access.git", "http://127.0.0.1:4000/acme/access"],
    ["file:///srv/access.git", undefined],
    ["/srv/access.git", undefined],
    ["", undefined],
  ])("of %j is %j", (url, page) => {
    expect(toWebPage(url)).toBe(page);
  });
});
