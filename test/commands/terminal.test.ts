import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { disarm, printJson, printJsonList } from "../../src/commands/output/terminal.ts";

const RED = "\u001b[31m";
/** Colours, a title, a C1 sequence, a reversal, a carriage return and a bell. */
const HOSTILE = `a${RED}\u001b]0;owned\u0007\u009b2J\u202eb\rc`;
const folders = new URL("../../src/commands/", import.meta.url);

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "hallpass-"));
  for (const [path, text] of Object.entries({
    "policies/a.yaml": "name: a\n",
    CODEOWNERS: "* @acme/all\n",
    [`${HOSTILE}/x.yaml`]: "subject: alice\n",
  })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true });
});

async function run(...argv: string[]): Promise<string> {
  let written = "";
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      written += String(text);
      return true;
    });
  await main(argv);
  vi.restoreAllMocks();
  return written;
}

describe("what others named draws nothing on the terminal", () => {
  it.each<[string, () => string[]]>([
    ["check of a file", () => ["check", "--kind", "request", join(root, HOSTILE, "x.yaml")]],
    ["check of a missing file", () => ["check", `${HOSTILE}.yaml`]],
    ["check of a kind", () => ["check", "a.yaml", "--kind", HOSTILE]],
    ["check in a root", () => ["check", "a.yaml", "--root", HOSTILE]],
    ["check as JSON", () => ["check", "--json", "--kind", "request", join(root, HOSTILE, "x.yaml")]],
    ["owners", () => ["owners", HOSTILE, "--root", root]],
    ["owners as JSON", () => ["owners", HOSTILE, "--root", root, "--json"]],
    ["owners by a missing file", () => ["owners", "a", "--codeowners", HOSTILE]],
    ["status", () => ["status", "--repository", HOSTILE]],
    ["audit", () => ["audit", HOSTILE]],
    ["audit at a time", () => ["audit", "who-can", HOSTILE, "--at", HOSTILE]],
    ["lag", () => ["lag", "--repository", HOSTILE]],
    ["sweep", () => ["sweep", "--repository", HOSTILE]],
    ["drift", () => ["drift", "--repository", HOSTILE]],
    ["inventory", () => ["inventory", "--check", HOSTILE]],
    ["doctor", () => ["doctor", "--env", HOSTILE]],
    ["serve", () => ["serve", "--env", HOSTILE]],
    ["rulesets", () => ["rulesets", "--env", HOSTILE]],
    ["an unknown option", () => ["check", `--${HOSTILE}`]],
    ["an unknown command", () => [HOSTILE]],
  ])("%s", async (_name, argv) => {
    const written = await run(...argv());
    expect(written).not.toBe("");
    expect(written.replaceAll(/[\n\t]/gu, "")).not.toMatch(/[\p{C}]/u);
  });

  it("but emoji, joiners and tabs stay as they are", () => {
    expect(disarm("⚠️\tनक्\u200dष\n")).toBe("⚠️\tनक्\u200dष\n");
    expect(disarm(`${RED}x`)).toBe("<U+001B>[31mx");
  });

  it("and JSON keeps its values", () => {
    let written = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      written += String(text);
      return true;
    });
    printJson({ name: HOSTILE, tag: "\u{E0041}" }, 2);
    vi.restoreAllMocks();
    expect(written.replaceAll("\n", "")).not.toMatch(/[\p{C}]/u);
    expect(JSON.parse(written)).toEqual({ name: HOSTILE, tag: "\u{E0041}" });
  });

  it.each([0, 1, 2, 5000])("and so does a list of %i items that is written in parts", (size) => {
    const parts: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => parts.push(String(text)) > 0);
    const items = Array.from({ length: size }, (_, index) => `${index} ${HOSTILE} ]}`);
    printJsonList({ ledger: `${HOSTILE} ]}`, untrusted: undefined }, "items", items, (name) => ({ name }));
    vi.restoreAllMocks();
    const written = parts.join("");
    expect(written.slice(0, -1)).not.toMatch(/[\p{C}]/u);
    expect(written.endsWith("]}\n")).toBe(true);
    const expected = { ledger: `${HOSTILE} ]}`, items: items.map((name) => ({ name })) };
    expect(JSON.parse(written)).toEqual(expected);
    expect(parts.length > 1).toBe(size === 5000);
  });

  it.each(
    readdirSync(folders, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts") && !name.endsWith("terminal.ts"),
    ),
  )("%s writes by that door alone", (name) => {
    const source = readFileSync(new URL(name, folders), "utf8");
    expect(source).not.toMatch(/process\.std(?:out|err)\.write|console\./u);
  });
});
