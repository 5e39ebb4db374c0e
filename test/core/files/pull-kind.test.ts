import { describe, expect, it } from "vitest";
import { classifyPull, isRequestFile } from "../../../src/core/files/pull-kind.ts";
import { added } from "../../support/builders/evidence.ts";

describe("a file of a request", () => {
  it.each([
    ["access-requests/payments/a.yaml", true],
    ["access-requests/payments/deep/a.yml", true],
    ["access-requests/payments/README.md", false],
    ["access-requests/payments/.gitkeep", false],
    ["access-requests/.gitkeep", false],
    ["access-requests/payments/deep/.gitkeep", false],
    ["access-requests/payments/.gitkeep/a.yaml", true],
    ["access-requests/payments/readme.md", true],
    ["access-requests/payments/.DS_Store", true],
    ["access-requests/payments/.gitattributes", true],
    // A link or a submodule in the place of the folder.
    ["access-requests", true],
    ["access-requests/README.md", false],
    ["access-requests.md", false],
    ["policies/a.yaml", false],
  ])("%s: %s", (path, expected) => {
    expect(isRequestFile({ path })).toBe(expected);
  });
});

describe("a pull request", () => {
  const removed = (path: string) => ({ ...added(path), status: "removed" as const });

  it.each([
    ["asks", [added("access-requests/payments/a.yaml")], "request"],
    ["removes", [removed("access-requests/payments/a.yaml")], "revert"],
    [
      "does both",
      [removed("access-requests/payments/a.yaml"), added("access-requests/payments/b.yaml")],
      "request",
    ],
    [
      "puts something else in the folder's place",
      [removed("access-requests/README.md"), added("access-requests")],
      "request",
    ],
    ["changes a policy", [added("policies/a.yaml")], "rules"],
    ["puts something else in the place of the policies", [added("policies")], "rules"],
    ["changes the owners", [added("docs/CODEOWNERS")], "rules"],
    ["keeps a folder", [added("access-requests/payments/.gitkeep")], "other"],
    ["does neither", [added("README.md"), added("policies.md")], "other"],
  ])("that %s", (_name, changes, kind) => {
    expect(classifyPull(changes)).toBe(kind);
  });
});
