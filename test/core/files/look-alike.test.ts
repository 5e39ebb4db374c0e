import { describe, expect, it } from "vitest";
import { findLookAlike } from "../../../src/core/files/look-alike.ts";

describe("a path that looks like one of ours", () => {
  it.each([
    ["Access-Requests/payments/x.yaml", "access-requests/"],
    ["access-requests /payments/x.yaml", "access-requests/"],
    ["access-requests./payments/x.yaml", "access-requests/"],
    ["access\u200B-requests/payments/x.yaml", "access-requests/"],
    ["\u200B/access-requests/payments/x.yaml", "access-requests/"],
    ["ａccess-requests/payments/x.yaml", "access-requests/"],
    ["аccess-requests/payments/x.yaml", "access-requests/"],
    ["access\u2010requests/payments/x.yaml", "access-requests/"],
    ["access_requests/payments/x.yaml", "access-requests/"],
    ["access requests/payments/x.yaml", "access-requests/"],
    ["accèss-requests/payments/x.yaml", "access-requests/"],
    ["access-requests\\payments\\x.yaml", "access-requests/"],
    ["ACCESS~1/payments/x.yaml", "access-requests/"],
    ["Access-requests", "access-requests/"],
    ["Policies/a.yaml", "policies/"],
    ["\u2CA3olicies/a.yaml", "policies/"],
    ["p\uA4F3licies/a.yaml", "policies/"],
    ["\u2CA3\u2C9Flicies/a.yaml", "policies/"],
    ["access\u02D7requests/payments/x.yaml", "access-requests/"],
    ["acce\uABAA\uABAA-requests/payments/x.yaml", "access-requests/"],
    ["\uA4F8github/workflows/a.yaml", ".github/"],
    [".github/CODE\uA4F3WNERS", ".github/CODEOWNERS"],
    ["poIicies/a.yaml", "policies/"],
    ["policies:x/a.yaml", "policies/"],
    ["policіes/a.yaml", "policies/"],
    [".Github/workflows/a.yaml", ".github/"],
    [".github /CODEOWNERS", ".github/"],
    [".github", ".github/"],
    ["GITHUB~1/CODEOWNERS", ".github/"],
    [".github/codeowners", ".github/CODEOWNERS"],
    [".github/C\u041EDEOWNERS", ".github/CODEOWNERS"],
    [".github/CODEOWNERS ", ".github/CODEOWNERS"],
    [".github/hallpass.yml", ".github/hallpass.yaml"],
    [".github/Hallpass.yaml", ".github/hallpass.yaml"],
    ["Codeowners", "CODEOWNERS"],
    ["Docs/CODEOWNERS", "docs/CODEOWNERS"],
  ])("%j looks like %s", (path, place) => {
    expect(findLookAlike(path)).toBe(place);
  });

  it.each([
    "access-requests/payments/x.yaml",
    "access-requests/Payments/x.yaml",
    "access-requests",
    "policies/a.yaml",
    "policies/Templates/a.yaml",
    ".github/CODEOWNERS",
    ".github/hallpass.yaml",
    ".github/workflows/hallpass.yaml",
    "CODEOWNERS",
    "docs/CODEOWNERS",
    "docs/policies.md",
    "docs/policies/a.md",
    "github/a",
    "README.md",
    "policy/a.yaml",
    "политика/a.yaml",
    "ポリシー/a.yaml",
    "pólizas/a.yaml",
    "polic\u2CA3/a.yaml",
    "src/access-requests/x.yaml",
    "",
  ])("%j does not", (path) => {
    expect(findLookAlike(path)).toBeUndefined();
  });
});
