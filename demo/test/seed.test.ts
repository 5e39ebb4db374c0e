import { parseSeed } from "github-sandbox";
import { expect, it } from "vitest";
import { FORM_PATH } from "../../src/core/asking/form-names.ts";
import { writeIssueForm } from "../../src/core/asking/issue-form.ts";
import { parsePolicy } from "../../src/core/files/policy.ts";
import { defaultSeed, seedWithoutHallpass, withIssueForm } from "../src/sandbox/seed.ts";

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

it("has the issue form as hallpass links writes it from the seed's policies", () => {
  const files = withIssueForm(defaultSeed()).repositories[0]?.files ?? {};
  const policies = Object.entries(files)
    .filter(([path]) => path.startsWith("policies/"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, text]) => parsePolicy(text, path).value ?? []);
  expect(files[FORM_PATH]).toBe(writeIssueForm(policies));
});
