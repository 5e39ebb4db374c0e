// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS4: CODEOWNERS is too large, has a line GitHub skips, or names a team that may not write or cannot be
//     seen.

import fc from "fast-check";
import ignore from "ignore";
import { describe, expect, it } from "vitest";
import {
  describeOwner,
  findOwners,
  MAX_CODEOWNERS_BYTES,
  parseCodeowners,
} from "../../../src/core/files/codeowners.ts";
import { buildMatcher } from "../../../src/core/text/glob.ts";

const parse = (text: string | Uint8Array) => parseCodeowners(text, ".github/CODEOWNERS");
const ownersOf = (text: string, path: string): string =>
  findOwners(parse(text), path)?.owners.map(describeOwner).join(" ") ?? "no line";
const owns = (pattern: string, path: string): boolean =>
  findOwners(parse(`${pattern} @a`), path) !== undefined;

describe("the owners of a path", () => {
  it("come from the last line that matches, which is named", () => {
    const text =
      "* @acme/all\n\n# payments\n/access-requests/payments/ @Acme/Payments-Leads @carol # leads\n/docs/ @eve";
    expect(findOwners(parse(text), "access-requests/payments/a.yaml")).toEqual({
      owners: [
        { kind: "team", org: "acme", slug: "payments-leads" },
        { kind: "user", login: "carol" },
      ],
      line: 4,
      text: "/access-requests/payments/ @Acme/Payments-Leads @carol # leads",
    });
    expect(ownersOf(text, "README.md")).toBe("@acme/all");
  });

  it.each([
    ["PS6 a later line takes them away", "/a/ @x\n/a/", "a/b", ""],
    ["PS6 a later line gives them to all", "/a/ @x\n* @everyone", "a/b", "@everyone"],
    ["an earlier line does not count", "/a/b @x\n/a/ @y", "a/b", "@y"],
    ["nobody's path has no line", "/a/ @x", "b", "no line"],
    ["case counts", "/A/ @x", "a/b", "no line"],
    ["a skipped line leaves the one before it", "/a/ @x\n/a/ not-an-owner", "a/b", "@x"],
    ["Windows line ends are line ends", "/a/ @x\r\n/b/ @y\r\n", "a/b", "@x"],
    ["Windows line ends end comments too", "# all\r\n/a/ @x # theirs\r\n/b/ @y\r\n", "a/b", "@x"],
    ["tabs are spaces", "/a/\t@x\t@y", "a/b", "@x @y"],
  ])("%s", (_, text, path, expected) => {
    expect(ownersOf(text, path)).toBe(expected);
  });

  it.each([
    ["*", "a", true],
    ["*", "a/b/c", true],
    ["**", "a/b", true],
    ["*.js", "a/b.js", true],
    ["*.js", "b.js/x", true],
    ["/*.js", "a/b.js", false],
    ["*.js", "b.jsx", false],
    ["/a/", "a/b/c", true],
    ["/a/", "x/a/b", false],
    ["/a/", "a", false],
    ["a/", "x/a/b", true],
    ["/a", "a", true],
    ["/a", "a/b", true],
    ["/a", "ab", false],
    ["a", "x/y/a", true],
    ["a/b", "a/b", true],
    ["a/b", "x/a/b", false],
    ["docs/*", "docs/a", true],
    ["docs/*", "docs/a/b", false],
    ["docs/*.md", "docs/a.md", true],
    ["/*", "a", true],
    ["/*", "a/b", false],
    ["a/b/*", "a/b/c", true],
    ["a/b/*", "a/b/c/d", false],
    ["a/*/", "a/b/c/d", true],
    ["a/**", "a/b/c", true],
    ["a/**", "a", false],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["**/b", "b", true],
    ["**/b", "a/b", true],
    ["**/b", "a/xb", false],
    ["**/b/", "a/b/c", true],
    ["a?c", "abc", true],
    ["a?c", "a/c", false],
    ["a*c", "a/c", false],
    ["a**c", "abbc", true],
    [".github/", ".github/CODEOWNERS", true],
    ["/x.y", "xzy", false],
    ["/a+b(c)$", "a+b(c)$", true],
  ])("A1.6: %s owns %s: %s", (pattern, path, expected) => {
    expect(owns(pattern, path)).toBe(expected);
  });

  it.each([
    ["/My\\ Docs/", "My Docs/x", true],
    ["/My\\ Docs/", "My/x", false],
    ["/My\\ Docs/*", "My Docs/x", true],
    ["My\\ \\ Docs", "a/My  Docs", true],
    ["/docs\\ ", "docs ", true],
    ["/docs\\ ", "docs", false],
  ])("reads an escaped space as a space: %j owns %j: %s", (pattern, path, expected) => {
    expect(parse(`${pattern} @x`).findings).toEqual([]);
    expect(owns(pattern, path)).toBe(expected);
  });

  it("takes no longer for a pattern made to take long", () => {
    expect(owns(`/${"*a".repeat(200)}b`, "a".repeat(4000))).toBe(false);
    expect(owns(`/${"**/a/".repeat(100)}b`, "a/".repeat(1000).concat("c"))).toBe(false);
  });
});

describe("a CODEOWNERS file", () => {
  it.each([
    ["a line that takes out", "!/a/ @x", "CODEOWNERS_PATTERN"],
    ["a range", "/[ab]/ @x", "CODEOWNERS_PATTERN"],
    ["an escaped #", "\\#a @x", "CODEOWNERS_PATTERN"],
    ["a backslash", "a\\b @x", "CODEOWNERS_PATTERN"],
    ["a # in a name", "a#b @x", "CODEOWNERS_PATTERN"],
    ["a bare slash", "/ @x", "CODEOWNERS_PATTERN"],
    ["three stars, which not everybody reads alike", "/a/***/b @x", "CODEOWNERS_PATTERN"],
    ["an owner without @", "/a/ payments", "CODEOWNERS_OWNER"],
    ["an owner with two slashes", "/a/ @acme/a/b", "CODEOWNERS_OWNER"],
    ["a bare @", "/a/ @", "CODEOWNERS_OWNER"],
    ["an owner in other letters", "/a/ @аlice", "CODEOWNERS_OWNER"],
    ["an address without a domain", "/a/ alice@acme", "CODEOWNERS_OWNER"],
    ["a space that belongs to an owner", "/a/ @acme/a\\ b", "CODEOWNERS_OWNER"],
    ["an escaped backslash", "/a\\\\ b/ @x", "CODEOWNERS_PATTERN"],
    ["an escaped tab", "/a\\\tb/ @x", "CODEOWNERS_PATTERN"],
    ["a # after an escaped space", "/a\\ #b @x", "CODEOWNERS_PATTERN"],
    ["what only looks like an e-mail address", "/a/ a@b@acme.example", "CODEOWNERS_OWNER"],
    ["a carriage return inside", "/a/\r @x", "CODEOWNERS_INVISIBLE"],
    ["hidden characters", "/a/ @x\u200B", "CODEOWNERS_INVISIBLE"],
    ["hidden characters in a comment", "# \u202E", "CODEOWNERS_INVISIBLE"],
  ])("PS4: has no use for %s, and says so", (_, line, code) => {
    const { findings, lines } = parse(`* @first\n${line}\n`);
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(findings[0]).toMatchObject({ place: { file: ".github/CODEOWNERS", line: 2, column: 1 } });
    expect(lines).toHaveLength(1);
  });

  it("keeps a line with an e-mail owner, which decides as at GitHub, and warns of it", () => {
    const { findings, lines } = parse("* @first\n/a/ alice@acme.example @acme/leads # us\n");
    expect(findings).toMatchObject([{ code: "CODEOWNERS_EMAIL", severity: "warning", place: { line: 2 } }]);
    expect(lines[1]?.owners.map(describeOwner)).toEqual(["alice@acme.example", "@acme/leads"]);
  });

  it("is not loaded from 3 MB on", () => {
    const text = "#".repeat(MAX_CODEOWNERS_BYTES);
    expect(parse(text).findings.map(({ code }) => code)).toEqual(["TEXT_TOO_LONG"]);
    expect(parse(text.slice(1)).findings).toEqual([]);
  });

  it("is UTF-8", () => {
    expect(parse(Uint8Array.from([0x2a, 0xff]))).toMatchObject({
      findings: [{ code: "TEXT_ENCODING" }],
      lines: [],
    });
  });

  it("has 50 findings at most, the first", () => {
    const { findings } = parse("/a/ nobody\n".repeat(60));
    expect(findings.map(({ place }) => place?.line)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it("has each hidden character of a line named, once", () => {
    const { findings } = parse("/a/ @x \u200B\u202E\u200B");
    expect(findings.map(({ message }) => message)).toContain(
      "The line has characters that cannot be seen: U+200B, U+202E.",
    );
  });

  it("is quoted by its lines, without their ends", () => {
    expect(findOwners(parse("  /a/ @x # all  \r\n"), "a/b")?.text).toBe("/a/ @x # all");
  });

  it("may be empty", () => {
    expect(parse("\n# nothing\n")).toEqual({ findings: [], lines: [] });
  });
});

describe("patterns and paths of any kind", () => {
  const name = fc
    .array(fc.constantFrom("a", "b", ".", "-"), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(""));
  const segment = fc.oneof(
    fc
      .array(fc.constantFrom("a", "b", "*", "?", "."), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("")),
    fc.constant("**"),
    name,
  );
  const pattern = fc
    .tuple(
      fc.constantFrom("", "/"),
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "/"),
    )
    .map(([start, segments, end]) => start + segments.join("/") + end);
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"));

  /** The one place where CODEOWNERS is not gitignore: a last `*` stays on its level. Compared below by a table instead. */
  const differs = (text: string): boolean => /(^|\/)\*$/.test(text) && text.includes("/");

  it("match as gitignore does", () => {
    fc.assert(
      fc.property(pattern, path, (text, target) => {
        fc.pre(!differs(text) && !/\*{3,}/.test(text) && ignore.isPathValid(target));
        expect(owns(text, target)).toBe(ignore({ ignorecase: false }).add(text).ignores(target));
      }),
      { numRuns: 3000 },
    );
  }, 240_000);
});

it("a path's owners are looked for once, whoever asks how often", () => {
  let asked = 0;
  const parsed = parseCodeowners("* @acme/a\n/x/ @acme/b\n", "CODEOWNERS");
  const counting = {
    ...parsed,
    lines: parsed.lines.map(({ matches, ...line }) => ({
      ...line,
      matches: (path: string) => {
        asked += 1;
        return matches(path);
      },
    })),
  };
  const first = findOwners(counting, "x/y");
  const before = asked;
  expect(findOwners(counting, "x/y")).toEqual(first);
  expect([first?.line, asked]).toEqual([2, before]);
  expect(findOwners(counting, "z")?.line).toBe(1);
});

it.each<[string, string, boolean]>([
  ["a*b*c", "axbxbxc", true],
  ["a*b*c", "axbxbx", false],
  ["*a?", "aaaab", true],
  ["*a?", "aaaaa", true],
  ["*a?", "b", false],
  ["?", "😀", true],
  ["*😀*", "x😀y", true],
  [`${"a*".repeat(40)}b`, "a".repeat(4000), false],
])("the name %s matches %s: %s", (glob, name, expected) => {
  const matches = buildMatcher(`/x/${glob}`);
  // A name owns what is below it, so that only the whole name counts here.
  expect(matches(`x/${name}`)).toBe(expected);
});
