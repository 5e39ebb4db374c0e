import { expect, it } from "vitest";
import { LeftToGit, orAskGit } from "../../../src/git/walk/left-to-git.ts";

const ask = async () => "git's";

it("gives the walk's answer, also when that is nothing", async () => {
  expect(await orAskGit<string | undefined>(async () => undefined, ask)).toBeUndefined();
});

it("asks git where the walk leaves it to git", async () => {
  const walk = async (): Promise<string> => {
    throw new LeftToGit("a large tree");
  };
  expect(await orAskGit(walk, ask)).toBe("git's");
});

it("hides no other failure", async () => {
  const walk = async (): Promise<string> => {
    throw new Error("a bug");
  };
  await expect(orAskGit(walk, ask)).rejects.toThrow("a bug");
});
