import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { areas } from "../../../src/core/findings/catalogue/index.ts";
import { pageOf, TROUBLESHOOTING } from "../../../src/core/findings/page.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const codes = areas.flatMap(({ entries }) => Object.keys(entries));
const page = readFileSync(join(root, TROUBLESHOOTING), "utf8");

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.startsWith(join("core", "findings")))
  .map((name) => readFileSync(join(root, "src", name), "utf8"));

/** The dotted names of all fields, such as `duration.maximum`. A list's fields count as those of the list. */
function listFields(schema: unknown, path: readonly string[] = []): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const inItems = "items" in schema ? listFields(schema.items, path) : [];
  if (!("properties" in schema) || typeof schema.properties !== "object") return inItems;
  const inFields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = [...path, name];
    return [here.join("."), ...listFields(field, here)];
  });
  return [...inItems, ...inFields];
}

describe("the catalogue of codes", () => {
  it("is what docs/troubleshooting.md says", () => {
    const { status, stdout } = spawnSync("node", ["scripts/troubleshooting.js", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect([status, stdout]).toEqual([0, ""]);
  });

  it("has each code once", () => {
    expect([...new Set(codes)]).toEqual(codes);
  });

  it("has no code that the program no longer uses", () => {
    expect(
      codes.filter(
        (code) => !sources.some((text) => text.includes(`"${code}"`) || text.includes(`(${code})`)),
      ),
    ).toEqual([]);
  });

  it("gives each code a heading, and names its anchor as GitHub does", () => {
    expect(codes.filter((code) => !page.includes(`\n### ${code}\n`))).toEqual([]);
    expect(pageOf("RULES_MOVED")).toBe("docs/troubleshooting.md#rules_moved");
  });

  it("links only to headings that exist", () => {
    const links = [...page.matchAll(/\]\(#([\w-]+)\)/gu)].map(([, anchor = ""]) => anchor);
    const anchors = [...page.matchAll(/^##+ (.+)$/gmu)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/gu, "")
        .replaceAll(" ", "-"),
    );
    expect(links.length).toBeGreaterThan(areas.length);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  it("names only fields that a schema has, settings of git and permissions of Google", () => {
    const schemas = readdirSync(join(root, "schemas")).map((name) =>
      JSON.parse(readFileSync(join(root, "schemas", name), "utf8")),
    );
    const fields = schemas.flatMap((schema) => listFields(schema));
    const others = ["core.autocrlf", "resourcemanager.projects.setIamPolicy"];
    const named = [...page.matchAll(/`([a-z]\w*(?:\.[a-z]\w*)+)`/giu)].map(([, name = ""]) => name);
    expect(named).toContain("duration.maximum");
    expect(named.filter((name) => ![...fields, ...others].includes(name))).toEqual([]);
  });

  it("says whole sentences", () => {
    const texts = areas.flatMap(({ entries }) =>
      Object.entries(entries).flatMap(([code, { means, happens, fix }]) =>
        [means, happens, fix].map((text) => `${code}: ${text}`),
      ),
    );
    expect(texts.filter((text) => !/: [A-Z`“].*[.*)]$|: \S.*\.$/u.test(text))).toEqual([]);
  });
});
