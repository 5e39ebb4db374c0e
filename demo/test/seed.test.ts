import { parseSeed } from "github-sandbox";
import { expect, it } from "vitest";
import { defaultSeed, seedWithoutHallpass } from "../src/sandbox/seed.ts";

it("is acme/access with the project's own folders, and can be read back", () => {
  const seed = defaultSeed();
  expect(parseSeed(JSON.stringify(seed))).toEqual(seed);
  expect(Object.keys(seed.repositories[0]?.files ?? {})).toEqual(
    expect.arrayContaining([".github/CODEOWNERS", ".github/hallpass.yaml", "README.md"]),
  );
});

it("is the same organisation without an access repository, and can be read back", () => {
  const seed = seedWithoutHallpass();
  expect(parseSeed(JSON.stringify(seed))).toEqual(seed);
  expect(seed.users).toEqual(defaultSeed().users);
  expect(seed.repositories.map(({ name }) => name)).toEqual(["website"]);
});
