import { describe, expect, it } from "vitest";
import { isPage, places } from "../../../src/git/ledger/places.ts";

const resource = (name: string): string => places.resource({ provider: "db", resource: name, role: "r" });

describe("the name of a page", () => {
  it.each([
    ["orders", "resources/db/orders.md"],
    ["db.example.com", "resources/db/db.example.com.md"],
  ])("of %s is the name itself", (name, path) => {
    expect(resource(name)).toBe(path);
  });

  const hostile = [
    ...[
      "..",
      ".",
      "",
      "../../README",
      "a/b",
      "a-b",
      "A-b",
      "a\\b",
      "con",
      "NUL.txt",
      "nul.txt",
      ".git",
      "-x",
      "x-",
      "é",
      "e\u0301",
    ],
    ...[
      "x".repeat(64),
      "x".repeat(65),
      "x".repeat(5000),
      `a-b-${"0".repeat(32)}`,
      "a\nb",
      "a b",
      "Orders",
      "orders",
      "ORDERS",
    ],
  ];

  it("is safe, is a page, and is another one for each name, also where case does not count", () => {
    const paths = hostile.map(resource);
    for (const path of paths) {
      expect(path).toMatch(/^resources\/db\/[a-z0-9][a-z0-9._-]*[a-z0-9]\.md$/u);
      expect(path.length).toBeLessThan(100);
      expect(path).not.toContain("..");
      expect(isPage(path)).toBe(true);
    }
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(hostile.length);
  });

  it("cannot be taken by a name that looks like a digest", () => {
    const taken = resource("A");
    const name = /db\/(.*)\.md$/u.exec(taken)?.[1] ?? "";
    expect(resource(name)).not.toBe(taken);
  });

  it("is the same for a login in any case", () => {
    expect(places.person("Alice-B")).toBe("people/alice-b.md");
    expect(places.person("deploy[bot]")).toMatch(/^people\/deploy-bot-[0-9a-f]{32}\.md$/u);
  });

  it("is none for other files", () => {
    for (const path of [
      "holdings/a.json",
      "people/a/b.md",
      "README.txt",
      "people/../x.md",
      "x.md",
      "people/A.md",
    ])
      expect(isPage(path)).toBe(false);
  });
});
