import { describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { parseSeed, type Seed } from "../src/seed.ts";

const edited = (edit: (seed: Seed) => object): string => JSON.stringify(edit(exampleSeed()));

describe("a seed", () => {
  it("by default is acme/access with the project's own folders, and can be read back", () => {
    const seed = exampleSeed();
    expect(parseSeed(JSON.stringify(seed))).toEqual(seed);
    expect(Object.keys(seed.repositories[0]?.files ?? {})).toEqual(
      expect.arrayContaining([".github/CODEOWNERS", ".github/settings.yaml", "README.md"]),
    );
  });

  const mistakes: [string, string, string][] = [
    ["no JSON", "{", "it is not JSON"],
    ["an unknown field", edited((seed) => ({ ...seed, colour: "red" })), '"colour"'],
    ["a missing field", edited(({ users: _users, ...seed }) => seed), "required property 'users'"],
    [
      "a wrong type, with its place",
      edited((seed) => ({ ...seed, teams: [{ id: "x", slug: "a", members: [] }] })),
      "/teams/0/id must be integer",
    ],
    [
      "a member nobody is",
      edited((seed) => ({ ...seed, teams: [{ id: 1, slug: "a", members: ["mallory"] }] })),
      "team a names mallory",
    ],
    [
      "an id used twice",
      edited((seed) => ({ ...seed, users: [...seed.users, { id: 1001, login: "twin", role: "member" }] })),
      "two accounts have the id 1001",
    ],
  ];
  it.each(mistakes)("is refused with %s", (_what, text, message) => {
    expect(() => parseSeed(text)).toThrow(message);
  });

  it("is refused when it asks for a rule that would not be enforced", () => {
    const text = JSON.stringify(exampleSeed()).replace(
      '"required_review_thread_resolution":false',
      '"required_review_thread_resolution":true',
    );
    expect(() => parseSeed(text)).toThrow("required_review_thread_resolution");
  });
});
